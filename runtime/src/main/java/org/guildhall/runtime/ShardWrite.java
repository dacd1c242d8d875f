package org.guildhall.runtime;

import java.util.List;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;

/**
 * One atomic write to the entity store: everything of one shard that changed since its last write.
 *
 * @param state the shard's cursors, outbox and tallies, opaque to the store
 * @param position what the shard and all its entities reflect when this is written
 * @param progress replaces the partition's
 */
public record ShardWrite(
        int partition, Progress progress, int shard, byte[] state, long position, List<EntityWrite> entities) {

    /**
     * One changed entity.
     *
     * @param position of its latest entry
     * @param nextDue its place in the index of due moments; {@link Long#MAX_VALUE} for none
     * @param storedDue the place to remove from that index: what the last write of this entity gave as {@code nextDue};
     *     {@link Long#MAX_VALUE} for none
     * @param pages written or dropped since that write
     */
    public record EntityWrite(
            EntityName name,
            byte[] head,
            long version,
            long position,
            long nextDue,
            long storedDue,
            List<Change.Page> pages) {}
}
