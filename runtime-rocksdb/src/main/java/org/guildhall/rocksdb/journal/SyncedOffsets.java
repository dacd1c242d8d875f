package org.guildhall.rocksdb.journal;

/**
 * How far each partition's journal is synced, readable for all partitions at one moment. Any thread.
 *
 * <p>A message is delivered after its sender's sync, and its receiver's entry is synced later. So what {@link #cut} gives
 * contains the sender's entry of every message that it contains as consumed.
 */
final class SyncedOffsets {
    private final long[] offsets;

    SyncedOffsets(int partitions) {
        offsets = new long[partitions];
    }

    synchronized void moved(int partition, long offset) {
        offsets[partition] = offset;
    }

    synchronized long of(int partition) {
        return offsets[partition];
    }

    /** Of all partitions, by number. */
    synchronized long[] cut() {
        return offsets.clone();
    }
}
