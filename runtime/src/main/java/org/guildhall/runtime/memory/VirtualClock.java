package org.guildhall.runtime.memory;

import org.guildhall.runtime.Clock;

/** A clock that moves only when told. Any thread. */
public final class VirtualClock implements Clock {
    private volatile Reading now;

    public VirtualClock(long startMillis) {
        now = new Reading(startMillis, 0);
    }

    /** Time passes. */
    public synchronized void advance(long byMillis) {
        now = new Reading(now.millis() + byMillis, now.nanos() + byMillis * 1_000_000);
    }

    /** The date is set, by so many milliseconds ahead or back, without time passing. */
    public synchronized void jump(long byMillis) {
        now = new Reading(now.millis() + byMillis, now.nanos());
    }

    @Override
    public long millis() {
        return now.millis();
    }

    @Override
    public long nanos() {
        return now.nanos();
    }

    @Override
    public Reading read() {
        return now;
    }
}
