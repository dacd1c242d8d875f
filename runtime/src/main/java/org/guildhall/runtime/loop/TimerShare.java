package org.guildhall.runtime.loop;

/**
 * How many timers a batch may take: so many as are decided in half the time of a sync. Above the least
 * number, a command then waits for them at most half as long again as for the disk, and a slow disk is asked less often for
 * as many. Used by the partition's thread.
 */
final class TimerShare {
    /** Of a moving average, the part that the latest batch is. */
    private static final double WEIGHT = 1.0 / 16;

    /** Of the time of a sync. */
    private static final double SHARE = 0.5;

    private double decideNanos;
    private double syncNanos;

    /** A batch of so many commands, messages and timers, more than none, was decided in so many nanoseconds. */
    void decided(int size, long nanos) {
        decideNanos += WEIGHT * ((double) nanos / size - decideNanos);
    }

    /** So many nanoseconds were waited for a batch to be on disk: less than a sync where it was synced beside another. */
    void synced(long nanos) {
        syncNanos += WEIGHT * (nanos - syncNanos);
    }

    /** The timers that fit, between the two; the fewest where nothing was measured. */
    int within(int fewest, int most) {
        return decideNanos > 0 ? Math.clamp(Math.round(SHARE * syncNanos / decideNanos), fewest, most) : fewest;
    }
}
