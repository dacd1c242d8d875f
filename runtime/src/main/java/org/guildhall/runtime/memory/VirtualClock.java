package org.guildhall.runtime.memory;

import java.util.function.LongSupplier;
import org.guildhall.runtime.Clock;

/** A clock whose date moves only when told. Any thread. */
public final class VirtualClock implements Clock {
    private final LongSupplier ticks;
    private volatile Reading set;

    /** One on which no time passes but what it is told of. */
    public VirtualClock(long startMillis) {
        this(startMillis, () -> 0);
    }

    /** @param ticks nanoseconds that pass by themselves, whatever the date */
    public VirtualClock(long startMillis, LongSupplier ticks) {
        this.ticks = ticks;
        set = new Reading(startMillis, 0);
    }

    /** Time passes. */
    public synchronized void advance(long byMillis) {
        set = new Reading(set.millis() + byMillis, set.nanos() + byMillis * 1_000_000);
    }

    /** The date is set, by so many milliseconds ahead or back, without time passing. */
    public synchronized void jump(long byMillis) {
        set = new Reading(set.millis() + byMillis, set.nanos());
    }

    @Override
    public long millis() {
        return set.millis();
    }

    @Override
    public long nanos() {
        return read().nanos();
    }

    @Override
    public Reading read() {
        Reading last = set;
        return new Reading(last.millis(), last.nanos() + ticks.getAsLong());
    }
}
