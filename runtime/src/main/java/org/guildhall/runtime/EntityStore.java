package org.guildhall.runtime;

import java.util.List;
import java.util.function.Predicate;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Pages;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of entities and shards, written back lazily, behind the journals.
 *
 * <ul>
 *   <li>The implementor may rely on: writes of one shard come one after the other; what is written reflects only synced
 *       records; byte arrays given are never changed afterwards, but for those of heads ({@link ShardWrite}).
 *   <li>It must: make each {@link #write} atomic over entities, pages, due moments, shard and progress.
 *   <li>It must: after a crash hold a prefix of the writes in the order in which they returned (of all partitions together),
 *       containing at least everything before the last {@link #sync}. A write need not be durable when it returns.
 *   <li>It must: let any thread read at any time; a read begun after a write returned sees that write.
 *   <li>It must: keep entities in the order of {@link EntityName#compareTo}, due moments in the order of {@link Due}.
 *   <li>It must not: retry a failed write; hand out arrays that it changes later.
 *   <li>Failures are {@link StorageException}s.
 * </ul>
 */
public interface EntityStore {
    /** The entity as last written, or null. */
    @Nullable
    Stored load(EntityName name);

    /** {@link #load} for many at once; the result has their order. */
    default @Nullable Stored[] loadAll(List<EntityName> names) {
        @Nullable Stored[] all = new Stored[names.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = load(names.get(i));
        }
        return all;
    }

    /** {@link #loadAll} for perhaps very many of one shard, which come in the order of their names, none twice. */
    default @Nullable Stored[] loadShard(List<EntityName> names) {
        return loadAll(names);
    }

    /** A page as last written, or null when it was never written or was dropped. */
    byte @Nullable [] page(EntityName name, long page);

    /** The shard as last written, or null when it never was. */
    @Nullable
    StoredShard shard(int shard);

    /** How far the partition's journal is reflected; {@link Progress#NONE} before the first write. */
    Progress progress(int partition);

    void write(ShardWrite write);

    /**
     * Gives the due moments after {@code after} and at or before {@code until} (epoch milliseconds) in order, until the
     * visitor returns false. An entity that is never due is not in the index.
     */
    void due(Due after, long until, Predicate<Due> visitor);

    /** Gives every entity in the order of its name, all as they stood when the call began. */
    void scan(EntityVisitor visitor);

    /** The terms in force, in the order in which they were added. */
    List<byte[]> terms();

    /** Adds terms behind the others; durable on return. */
    void addTerms(byte[] terms);

    /** Makes everything written so far durable. */
    void sync();

    /**
     * An entity's snapshot.
     *
     * @param position of the entity's latest entry
     * @param nextDue epoch milliseconds; {@link Long#MAX_VALUE} for never
     */
    record Stored(byte[] head, long version, long position, long nextDue) {}

    /**
     * A shard's snapshot: message cursors, outbox and tallies.
     *
     * @param position the shard and all its entities reflect its records up to here, and none after
     */
    record StoredShard(byte[] state, long position) {}

    /** Takes entities one by one; the pages are readable during the call. */
    @FunctionalInterface
    interface EntityVisitor {
        /** Returns whether to go on. */
        boolean entity(EntityName name, Stored stored, Pages pages);
    }
}
