package org.guildhall.runtime.loop;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Due;
import org.guildhall.runtime.EntityStore;
import org.jspecify.annotations.Nullable;

/**
 * A partition's timers: due moments set since it was opened stand in a heap, those before in the store's index, which is read
 * through once from its beginning. Finding an entity twice, or too late, is harmless: its own due moment decides.
 *
 * <p>Used by the partition's thread.
 */
final class Timers {
    private static final long DAY_MILLIS = 86_400_000;
    private static final int HEAP_SLACK = 4096;
    /** Of the heap, at a time: to look at a million at once would stop a partition for 0.1 s. */
    private static final int SWEPT = 4096;

    private final boolean on;
    private final int partition;
    private final int partitions;
    private final EntityStore store;
    private final AtomicReference<@Nullable String> stopped;
    private final DueHeap heap = new DueHeap();
    private Due cursor = Due.FIRST;
    /** Before this moment the store's index, from the cursor on, has nothing that the heap lacks. */
    private long quietUntil = Long.MIN_VALUE;

    private long lastMillis;
    private long lastNanos;

    /** @param stopped shared by all partitions: why timers stand still */
    Timers(boolean on, int partition, int partitions, EntityStore store, AtomicReference<@Nullable String> stopped) {
        this.on = on;
        this.partition = partition;
        this.partitions = partitions;
        this.store = store;
        this.stopped = stopped;
    }

    /** Notes that an entity was committed whose due moment was another before. */
    void changed(CachedEntity entity, long dueBefore) {
        if (on && entity.nextDue != dueBefore && entity.nextDue != Long.MAX_VALUE) {
            heap.add(entity.nextDue, entity.name());
        }
    }

    /**
     * Adds up to {@code limit} names of entities that may be due at {@code now}.
     *
     * @param memory gives an entity that is in memory
     */
    void collect(
            long now, long nanos, int limit, long unwrittenEntities,
            Function<EntityName, @Nullable CachedEntity> memory, List<EntityName> names) {
        if (!on) {
            return;
        }
        if (heap.sweeping() || heap.size() > 2 * unwrittenEntities + HEAP_SLACK) {
            heap.sweep(SWEPT, (moment, name) -> onlyHere(moment, memory.apply(name)));
        }
        watchClock(now, nanos);
        if (stopped.get() != null) {
            return;
        }
        while (names.size() < limit && heap.earliest() <= now) {
            long moment = heap.earliest();
            EntityName name = Objects.requireNonNull(heap.poll());
            CachedEntity entity = memory.apply(name);
            if (entity == null || entity.nextDue == moment) {
                names.add(name);
            }
        }
        if (names.size() < limit && quietUntil <= now) {
            scan(now, limit, names);
        }
    }

    /** The earliest moment at which there is something to collect; {@link Long#MAX_VALUE} for never, or while timers stand still. */
    long next() {
        return on && stopped.get() == null ? Math.min(heap.earliest(), quietUntil) : Long.MAX_VALUE;
    }

    /** Whether the store's index won't tell of this; where it will, it has to be read by then. */
    private boolean onlyHere(long moment, @Nullable CachedEntity entity) {
        boolean holds = entity == null || entity.nextDue == moment;
        boolean onlyHere = holds && entity != null && !entity.evictable() || moment <= cursor.moment();
        if (!onlyHere && holds) {
            quietUntil = Math.min(quietUntil, moment);
        }
        return onlyHere;
    }

    private void scan(long now, int limit, List<EntityName> names) {
        quietUntil = Long.MAX_VALUE;
        store.due(cursor, Long.MAX_VALUE, due -> {
            if (due.moment() > now || names.size() == limit) {
                quietUntil = due.moment();
                return false;
            }
            cursor = due;
            if (PartitionState.partitionOf(due.entity().shard(), partitions) == partition) {
                names.add(due.entity());
            }
            return true;
        });
    }

    private void watchClock(long now, long nanos) {
        long passedMillis = (nanos - lastNanos) / 1_000_000;
        if (lastMillis != 0 && now - lastMillis - passedMillis > DAY_MILLIS) {
            stopped.set("expected the clock to move on by " + passedMillis + " ms, but found it " + (now - lastMillis)
                    + " ms ahead; timers stand still until told to go on");
        }
        lastMillis = now;
        lastNanos = nanos;
    }
}
