package org.guildhall.runtime;

/**
 * Where a test may end a partition's work: a seam, called on the partition's thread (or the writer's) between any two steps.
 *
 * <p>A {@link StorageException} thrown here stands for a failed write; anything else, for the death of the process.
 */
@FunctionalInterface
public interface Faults {
    void at(Moment moment, int partition);

    Faults NONE = (moment, partition) -> {};

    /** The moments between two steps of a batch or a snapshot. */
    enum Moment {
        BATCH_TAKEN,
        BATCH_ADDED,
        BATCH_SYNCED,
        STATES_PUBLISHED,
        MESSAGES_DELIVERED,
        BATCH_ANSWERED,
        TERMS_SYNCED,
        TERMS_STORED,
        SNAPSHOT_TAKEN,
        SNAPSHOT_WRITTEN
    }
}
