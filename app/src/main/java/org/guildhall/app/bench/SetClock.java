package org.guildhall.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.guildhall.runtime.Clock;

/**
 * A clock that goes as time does, but for a while as fast as it is told, so that points expire and windows move while somebody
 * waits. It never jumps. Any thread.
 */
public final class SetClock implements Clock {
    private final long start;
    private final LongSupplier ticks;
    private volatile Leg leg;

    /** From {@code since}, it goes from one reading to another in so long; afterwards as time does. In nanoseconds. */
    private record Leg(long since, long from, long to, long takes) {
        long at(long now) {
            long passed = now - since;
            return passed < takes ? from + (long) ((double) passed / takes * (to - from)) : to + passed - takes;
        }
    }

    /** @param start the moment at which it stands now, epoch milliseconds */
    public SetClock(long start) {
        this(start, System::nanoTime);
    }

    /** @param ticks real time in nanoseconds, from whenever */
    SetClock(long start, LongSupplier ticks) {
        this.start = start;
        this.ticks = ticks;
        leg = new Leg(ticks.getAsLong(), 0, 0, 0);
    }

    /**
     * Reaches a moment in so many seconds. Nobody may read the clock meanwhile where it goes faster than it will.
     *
     * @throws IllegalArgumentException where the moment is past
     */
    public void reach(Instant moment, double seconds) {
        long now = ticks.getAsLong();
        long from = leg.at(now);
        long ahead = Duration.between(Instant.ofEpochMilli(start).plusNanos(from), moment).toNanos();
        if (ahead < 0) {
            throw new IllegalArgumentException(
                    "expected a moment after " + Instant.ofEpochMilli(millis()) + ", but found "
                            + moment);
        }
        leg = new Leg(now, from, from + ahead, (long) (seconds * 1e9));
    }

    @Override
    public long millis() {
        return start + nanos() / 1_000_000;
    }

    @Override
    public long nanos() {
        return leg.at(ticks.getAsLong());
    }
}
