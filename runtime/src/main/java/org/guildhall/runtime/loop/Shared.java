package org.guildhall.runtime.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Storage;
import org.jspecify.annotations.Nullable;

/**
 * What the partitions of one runtime have in common. Immutable, but for the parts that may be used by any thread.
 *
 * @param loops filled before any partition works
 * @param timersStopped why timers stand still; null while they may run
 */
record Shared(
        Storage storage,
        Machine machine,
        RuntimeOptions options,
        Clock clock,
        Faults faults,
        SnapshotWriter writer,
        PartitionLoop[] loops,
        AtomicReference<@Nullable String> timersStopped) {

    PartitionLoop loopOf(int shard) {
        return loops[PartitionState.partitionOf(shard, loops.length)];
    }

    long unsnapshottedLimit() {
        return Math.max(2, options.unsnapshottedLimit() / options.partitions());
    }

    long cacheBytes() {
        return options.cacheBytes() / options.partitions();
    }

    /** A partition's memory, made from what is on disk; entries may still wait to be replayed. */
    PartitionState recover(int partition) {
        PartitionState state = asStored(partition);
        Recovery.begin(state);
        return state;
    }

    /** A partition's memory as its snapshots have it. */
    PartitionState asStored(int partition) {
        int partitions = options.partitions();
        EntityStore store = storage.entities();
        Journal journal = storage.journal(partition);
        @Nullable ShardState[] shards = new ShardState[EntityName.SHARDS];
        for (int i = 0; i < shards.length; i++) {
            if (PartitionState.partitionOf(i, partitions) == partition) {
                shards[i] = ShardState.of(i, store.shard(i), machine);
            }
        }
        count(shards, store);
        Timers timers = new Timers(options.timers(), partition, partitions, store, timersStopped);
        return new PartitionState(partition, machine, store, journal, timers, shards, cacheBytes());
    }

    /** Counts totals anew, from the entities that were written together with them. */
    private void count(@Nullable ShardState[] shards, EntityStore store) {
        List<ShardState> counting = Arrays.stream(shards)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(shard -> shard.toBeCounted)
                .toList();
        if (counting.isEmpty()) {
            return;
        }
        store.scan((name, stored, pages) -> {
            ShardState shard = shards[name.shard()];
            if (shard != null && shard.toBeCounted) {
                shard.tallies.add(name.programme(), machine.tally(new Image(stored.head(), pages), name));
            }
            return true;
        });
        counting.forEach(ShardState::markCounted);
    }
}
