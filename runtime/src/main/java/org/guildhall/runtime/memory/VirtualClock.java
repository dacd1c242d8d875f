package org.guildhall.runtime.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.guildhall.runtime.Clock;

/** A clock that moves only when told. Any thread. */
public final class VirtualClock implements Clock {
    private final AtomicLong millis;
    private final AtomicLong nanos = new AtomicLong();

    public VirtualClock(long startMillis) {
        millis = new AtomicLong(startMillis);
    }

    /** Time passes. */
    public void advance(long byMillis) {
        millis.addAndGet(byMillis);
        nanos.addAndGet(byMillis * 1_000_000);
    }

    /** The date is set, by so many milliseconds ahead or back, without time passing. */
    public void jump(long byMillis) {
        millis.addAndGet(byMillis);
    }

    @Override
    public long millis() {
        return millis.get();
    }

    @Override
    public long nanos() {
        return nanos.get();
    }
}
