package org.guildhall.runtime;

/** The two clocks of a machine: a seam for tests. Any thread. */
public interface Clock {
    /** The date and time, epoch milliseconds; may jump either way. */
    long millis();

    /** Passing time from an arbitrary origin, nanoseconds; never goes back, and doesn't follow jumps of the date. */
    long nanos();

    Clock SYSTEM = new Clock() {
        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };
}
