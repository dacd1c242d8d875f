package org.guildhall.server.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.Moments;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.memory.VirtualClock;
import org.jspecify.annotations.Nullable;

/** The clock of a sandbox: it stands until a caller moves it on, and what is due happens on the way. Any thread. */
public final class SandboxClock {
    /** Clocks count nanoseconds from their start, for 292 years. */
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    /** All programmes have one clock, so that no programme's zone can be meant. */
    static final ZoneCalendar UTC = new ZoneCalendar(ZoneOffset.UTC);

    private final VirtualClock clock;
    private final LongConsumer keeper;
    private volatile Runnable between = () -> {};

    /** @param keeper keeps the moment for the next start; durable on return */
    public SandboxClock(VirtualClock clock, LongConsumer keeper) {
        this.clock = clock;
        this.keeper = keeper;
    }

    /** A moment that a clock can show, epoch milliseconds; null after a problem. */
    public static @Nullable Long read(Node node, Problems problems) {
        Long moment = Moments.read(node, UTC, problems);
        if (moment != null && (moment < EARLIEST.toEpochMilli() || moment > LATEST.toEpochMilli())) {
            problems.wrong(node, "a moment from " + EARLIEST + " to " + LATEST, null);
            return null;
        }
        return moment;
    }

    /** Does something after each moment at which something was due, before the clock goes on: payments arrive so. */
    public void between(Runnable step) {
        between = step;
    }

    public long millis() {
        return clock.millis();
    }

    /**
     * Moves to a moment by way of all those at which something is due, so that it happens in due order; on return all of it
     * is done. The moment is kept first: where this is cut off, the next start does the rest.
     *
     * @return whether the moment does not lie behind
     * @throws UndecidedException where a partition stopped, or the server ends
     */
    synchronized boolean moveTo(long moment, Runtime runtime, BooleanSupplier closing) {
        if (moment < clock.millis()) {
            return false;
        }
        keeper.accept(moment);
        for (long due = settled(runtime); due <= moment; due = settled(runtime)) {
            if (closing.getAsBoolean()) {
                throw new UndecidedException(UndecidedException.Kind.OUTCOME_UNKNOWN, "the server is ending");
            }
            advance(due);
        }
        advance(moment);
        return true;
    }

    /** What is due next, once all that was due so far is done and what comes between is too. */
    private long settled(Runtime runtime) {
        long due = runtime.nextDue();
        if (due <= clock.millis()) {
            return due;
        }
        between.run();
        return runtime.nextDue();
    }

    private void advance(long to) {
        if (to > clock.millis()) {
            clock.advance(to - clock.millis());
        }
    }
}
