package org.guildhall.runtime.loop;

import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Machine;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Journal;
import org.jspecify.annotations.Nullable;

/**
 * Everything a partition has in memory. After a failure it is thrown away and made anew from disk by {@link Recovery}, which
 * goes on while the partition serves.
 *
 * <p>Used by the partition's thread, but for {@link #find} and {@link #recovery}, which any thread may look at.
 */
final class PartitionState {
    /**
     * Places of the shards' tables that one turn looks at to evict, each of an entity at most. A batch uses at most some
     * hundreds anew, so this frees many more than are loaded meanwhile, however many are in use, unless most are unwritten;
     * and then {@link Snapshots} takes no more.
     */
    static final int SWEPT_PLACES = 16_384;

    final int index;
    final Machine machine;
    final EntityStore store;
    final Journal journal;
    final Timers timers;
    private final @Nullable ShardState[] shards;
    final Heads heads = new Heads();
    private final long cacheBytes;

    /** The latest arrival stamp given, and the latest of them in the journal. */
    long received;

    long journaledReceived;

    long cachedBytes;
    long cachedEntities;

    /** Entities that are to be written, or being written. */
    long unwrittenEntities;

    /** Records that no finished write reflects. */
    long unsnapshotted;

    long undelivered;

    /** What of the journal is still to be replayed; null once nothing is. Any thread may look whether it is null. */
    volatile @Nullable Recovery recovery;

    /** Terms in this partition's journal that are not in force yet, and where. */
    byte @Nullable [] pendingTerms;

    long pendingTermsPosition;
    private int sweepShard;

    PartitionState(
            int index, Machine machine, EntityStore store, Journal journal, Timers timers,
            @Nullable ShardState[] shards, long cacheBytes) {
        this.index = index;
        this.machine = machine;
        this.store = store;
        this.journal = journal;
        this.timers = timers;
        this.shards = shards;
        this.cacheBytes = cacheBytes;
        for (ShardState shard : shards) {
            undelivered += shard == null ? 0 : shard.mailbox.waiting();
        }
    }

    static int partitionOf(int shard, int partitions) {
        return shard * partitions / EntityName.SHARDS;
    }

    ShardState shard(int number) {
        ShardState shard = shards[number];
        if (shard == null) {
            throw new IllegalStateException(
                    "expected shard " + number + " in another partition than " + index + ", but found its work here");
        }
        return shard;
    }

    /** Indexed by number; null for shards of other partitions. */
    @Nullable
    ShardState[] shards() {
        return shards;
    }

    @Nullable
    CachedEntity find(EntityName name) {
        return shard(name.shard()).table.find(name);
    }

    /** Brings entities into memory; names may be in memory already, or twice in the list. */
    void load(List<EntityName> names) {
        keep(names, store.loadAll(names));
    }

    /** {@link #load} for very many of one shard, in the order of their names. */
    void loadShard(List<EntityName> names) {
        keep(names, store.loadShard(names));
    }

    private void keep(List<EntityName> names, EntityStore.@Nullable Stored[] all) {
        for (int i = 0; i < all.length; i++) {
            EntityName name = names.get(i);
            EntityTable table = shard(name.shard()).table;
            if (table.find(name) == null) {
                CachedEntity entity = cached(name, all[i]);
                Recovery waiting = recovery;
                if (waiting != null) {
                    waiting.replay(entity); // before any other thread can find it
                }
                table.insert(entity);
                cachedEntities++;
                count(entity);
            }
        }
    }

    /** Replays at least so many entries of those that wait, if any do; whether any did. */
    boolean recover(int entries) {
        Recovery waiting = recovery;
        if (waiting == null) {
            return false;
        }
        waiting.replay(entries);
        endRecoveryIfDone();
        return true;
    }

    /** Between two loads only: a reader who finds nothing that waits looks into the store for what is not in memory. */
    void endRecoveryIfDone() {
        Recovery waiting = recovery;
        if (waiting != null && waiting.isDone()) {
            recovery = null;
        }
    }

    /** Whether entries of the shard are still to be replayed. */
    boolean recovers(ShardState shard) {
        Recovery waiting = recovery;
        return waiting != null && waiting.waits(shard.number);
    }

    /** Entries that are still to be replayed. */
    long unreplayed() {
        Recovery waiting = recovery;
        return waiting == null ? 0 : waiting.waiting();
    }

    private CachedEntity cached(EntityName name, EntityStore.@Nullable Stored stored) {
        CachedEntity entity = new CachedEntity(name);
        if (stored != null) {
            entity.version = stored.version();
            entity.storedVersion = stored.version();
            entity.nextDue = stored.nextDue();
            entity.storedDue = stored.nextDue();
            entity.position = stored.position();
            heads.put(entity, stored.head());
        }
        return entity;
    }

    /** Commits what a batch, or replay, made of an entity. */
    void publish(Working working) {
        CachedEntity entity = working.entity;
        long dueBefore = entity.nextDue;
        working.publish(heads);
        if (!entity.dirty && !entity.pinned) {
            unwrittenEntities++;
        }
        shard(entity.name().shard()).markDirty(entity);
        timers.changed(entity, dueBefore);
        count(entity);
    }

    /** Counts the entity's present size. */
    void count(CachedEntity entity) {
        int bytes = entity.bytes();
        cachedBytes += bytes - entity.countedBytes;
        entity.countedBytes = bytes;
    }

    /** Heap bytes that eviction can't free before they are written; an estimate from the average. */
    long unwrittenBytes() {
        return cachedEntities == 0 ? 0 : cachedBytes / cachedEntities * unwrittenEntities;
    }

    /** Memory that lies ready for heads counts too, but can't push out everything. */
    private boolean isFull() {
        return cachedBytes + Math.min(heads.spareBytes(), cacheBytes / 4) > cacheBytes;
    }

    /** Evicts while the cache is above its bound, as far as one turn goes; the next one goes on where this one stopped. */
    void evict() {
        int places = SWEPT_PLACES;
        for (int tried = 0; isFull() && places > 0 && tried < shards.length; tried++) {
            sweepShard = (sweepShard + 1) % shards.length;
            ShardState shard = shards[sweepShard];
            if (shard != null) {
                int before = shard.table.size();
                int steps = Math.min(places, shard.table.places());
                cachedBytes -= shard.table.sweep(steps, heads);
                cachedEntities -= before - shard.table.size();
                places -= steps;
            }
        }
    }

    /** The position below which every record is reflected once all writes handed over are done. */
    long replayFrom() {
        long from = pendingTerms == null ? journal.next() : pendingTermsPosition;
        for (ShardState shard : shards) {
            if (shard != null && shard.firstUnwritten() != 0) {
                from = Math.min(from, shard.firstUnwritten());
            }
        }
        return from;
    }
}
