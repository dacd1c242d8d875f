package org.guildhall.rocksdb;

import java.time.Duration;

/**
 * When a directory that is served takes baselines by itself: after so much journal, or after so long if anything happened,
 * whichever comes first; never within ten times what the last one took.
 *
 * @param journalBytes over all partitions; {@link Long#MAX_VALUE} for never
 * @param interval the longest; {@link #NEVER} for never
 * @param kept how many of them stay, the latest; those that somebody asked for stay until a trim
 */
public record BaselineSchedule(long journalBytes, Duration interval, int kept) {
    public static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);
    /** 4 GiB, some 20,000,000 entries; 24 hours; the last two. */
    public static final BaselineSchedule DEFAULT = new BaselineSchedule(4L << 30, Duration.ofHours(24), 2);
    public static final BaselineSchedule OFF = new BaselineSchedule(Long.MAX_VALUE, NEVER, 2);

    public BaselineSchedule {
        if (journalBytes < 1 || interval.isNegative() || interval.isZero() || kept < 1) {
            throw new IllegalArgumentException("expected a schedule above zero, but found " + journalBytes + " bytes, "
                    + interval + ", " + kept + " kept");
        }
    }
}
