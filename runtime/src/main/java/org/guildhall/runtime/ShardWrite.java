package org.guildhall.runtime;

import java.util.Arrays;
import java.util.List;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;

/**
 * One atomic write to the entity store: everything of one shard that changed since its last write. The bytes of its heads are
 * used again once it is written; {@link #kept} may be kept.
 *
 * @param state the shard's cursors, outbox and tallies, opaque to the store
 * @param position what the shard and all its entities reflect when this is written
 * @param progress replaces the partition's
 */
public record ShardWrite(
        int partition, Progress progress, int shard, byte[] state, long position, List<EntityWrite> entities) {

    /** The same with bytes of its own. */
    public ShardWrite kept() {
        return new ShardWrite(partition, progress, shard, state, position,
                entities.stream().map(EntityWrite::kept).toList());
    }

    /**
     * One changed entity.
     *
     * @param bytes that hold its head from {@code headFrom} on, over {@code headLength}
     * @param position of its latest entry
     * @param nextDue its place in the index of due moments; {@link Long#MAX_VALUE} for none
     * @param storedDue the place to remove from that index: what the last write of this entity gave as {@code nextDue};
     *     {@link Long#MAX_VALUE} for none
     * @param pages written or dropped since that write
     */
    public record EntityWrite(
            EntityName name,
            byte[] bytes,
            int headFrom,
            int headLength,
            long version,
            long position,
            long nextDue,
            long storedDue,
            List<Change.Page> pages) {

        public EntityWrite(EntityName name, byte[] head, long version, long position, long nextDue, long storedDue,
                List<Change.Page> pages) {
            this(name, head, 0, head.length, version, position, nextDue, storedDue, pages);
        }

        /** A copy of its head. */
        public byte[] head() {
            return Arrays.copyOfRange(bytes, headFrom, headFrom + headLength);
        }

        private EntityWrite kept() {
            return new EntityWrite(name, head(), version, position, nextDue, storedDue, pages);
        }
    }
}
