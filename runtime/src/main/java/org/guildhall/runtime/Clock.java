package org.guildhall.runtime;

/** The two clocks of a machine: a seam for tests. Any thread. */
public interface Clock {
    /** The date and time, epoch milliseconds; may jump either way. */
    long millis();

    /** Passing time from an arbitrary origin, nanoseconds; never goes back, and doesn't follow jumps of the date. */
    long nanos();

    /** Both, as they belong together: where somebody moves the clock, one after the other would look like a jump. */
    default Reading read() {
        return new Reading(millis(), nanos());
    }

    /** What both clocks show at one moment. */
    record Reading(long millis, long nanos) {}

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
