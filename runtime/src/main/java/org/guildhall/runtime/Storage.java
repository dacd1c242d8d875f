package org.guildhall.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Everything one runtime keeps: a journal for each partition and one store of entities for all of them.
 *
 * <p>The journals are the truth. The entity store only spares replaying them from the beginning.
 *
 * <p>A <em>layout</em> is a number of partitions; changing it starts new journals, the old ones staying readable by
 * position.
 *
 * <ul>
 *   <li>The implementor may rely on: one runtime at a time has it open; {@link #journal} is called by one thread at a time
 *       for each partition, {@link #layOut} beside no other call, and only when the entity store reflects every record of the
 *       present layout, all of it synced.
 *   <li>It must: give positions above 0 that are unique over all journals and layouts, grow within a journal, and in a
 *       later layout are above all those of earlier ones; after a crash give back at least what was synced.
 *   <li>It must: make what it reads back when a journal is opened durable before {@link #journal} returns. What a failed
 *       sync left in the system's page cache proves nothing.
 *   <li>It must not: retry a failed write or sync; accept a second opener; repair a damaged middle.
 *   <li>Failures are {@link StorageException}s.
 * </ul>
 */
public interface Storage extends AutoCloseable {
    /** Partitions of the present layout; 0 for storage that was never laid out. */
    int partitions();

    /**
     * Starts a layout in one atomic, durable step: empty journals, and for each partition the progress {@code (0,
     * received)}. Entities, shards and terms stay.
     *
     * @param received the latest arrival stamp that any partition of the old layout gave, epoch milliseconds
     */
    void layOut(int partitions, long received);

    /**
     * Opens a partition's journal at its end, cutting a torn tail. Called again for a partition whose journal failed: the
     * failed one is dead, this one is read anew from disk.
     *
     * @throws DamageException when something before the tail is not what was written
     */
    Journal journal(int partition);

    EntityStore entities();

    /**
     * The bytes of the record at a position that {@link Journal#add} gave and {@link Journal#sync} made durable, in any
     * layout; null when it was trimmed. Any thread.
     */
    byte @Nullable [] read(long position);

    /** Closes journals and store. Leaves on disk what a crash at this moment would leave, or more. */
    @Override
    void close();
}
