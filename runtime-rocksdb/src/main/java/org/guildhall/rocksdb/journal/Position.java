package org.guildhall.rocksdb.journal;

/**
 * The number of a record: its byte offset in its partition's journal, times 1,024, plus the partition.
 *
 * <p>Offsets run on over segments and layouts: a new layout begins above the highest offset of the one before, so a
 * position alone says which file holds its record.
 */
public final class Position {
    private static final int PARTITION_BITS = 10;

    private Position() {}

    public static long of(long offset, int partition) {
        return offset << PARTITION_BITS | partition;
    }

    /** The lowest offset in a partition whose position is not below {@code from}. */
    static long offsetFrom(long from, int partition) {
        return offset(from) + (partition(from) > partition ? 1 : 0);
    }

    /** In bytes. */
    public static long offset(long position) {
        return position >>> PARTITION_BITS;
    }

    public static int partition(long position) {
        return (int) position & (1 << PARTITION_BITS) - 1;
    }
}
