package org.guildhall.runtime.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one shard that are in memory: open addressing with linear probing and tombstones.
 *
 * <p>Changed by the partition's thread only; {@link #find} may be called from any. Entities never move within an array and
 * arrays are replaced whole, so a reader finds everything that was in the table when it began.
 */
final class EntityTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(CachedEntity[].class);
    private static final CachedEntity TOMBSTONE = new CachedEntity(new EntityName(0, EntityKind.MEMBER, 0));
    private static final int SMALLEST = 16;

    private volatile @Nullable CachedEntity[] slots = new CachedEntity[SMALLEST];
    private int live;
    private int tombstones;
    private int hand;

    int size() {
        return live;
    }

    /** How many places there are for entities, taken and free. */
    int slots() {
        return slots.length;
    }

    @Nullable
    CachedEntity find(EntityName name) {
        @Nullable CachedEntity[] array = slots;
        int mask = array.length - 1;
        int index = name.hashCode() & mask;
        while (true) {
            CachedEntity entity = (CachedEntity) SLOT.getAcquire(array, index);
            if (entity == null) {
                return null;
            }
            if (entity != TOMBSTONE && entity.is(name)) {
                return entity;
            }
            index = (index + 1) & mask;
        }
    }

    /** Adds an entity that is not in the table. */
    void insert(CachedEntity entity) {
        if ((live + tombstones + 1) * 3 > slots.length * 2) {
            rebuild();
        }
        place(slots, entity);
        live++;
    }

    /**
     * Moves the sweep on by up to {@code steps} slots: what can be evicted and was not used since it last passed goes.
     *
     * @return bytes freed
     */
    long sweep(int steps, Heads heads) {
        @Nullable CachedEntity[] array = slots;
        long freed = 0;
        for (int i = 0; i < Math.min(steps, array.length); i++) {
            hand = (hand + 1) & (array.length - 1);
            CachedEntity entity = array[hand];
            if (entity == null || entity == TOMBSTONE || !entity.evictable()) {
                continue;
            }
            if (entity.used) {
                entity.used = false;
            } else {
                freed += entity.countedBytes;
                SLOT.setRelease(array, hand, TOMBSTONE);
                heads.remove(entity);
                live--;
                tombstones++;
            }
        }
        return freed;
    }

    private void rebuild() {
        int capacity = SMALLEST;
        while (capacity < (live + 1) * 2) {
            capacity *= 2;
        }
        @Nullable CachedEntity[] larger = new CachedEntity[capacity];
        for (CachedEntity entity : slots) {
            if (entity != null && entity != TOMBSTONE) {
                place(larger, entity);
            }
        }
        slots = larger;
        tombstones = 0;
        hand = 0;
    }

    private static void place(@Nullable CachedEntity[] array, CachedEntity entity) {
        int mask = array.length - 1;
        int index = entity.name().hashCode() & mask;
        while (array[index] != null) {
            index = (index + 1) & mask;
        }
        SLOT.setRelease(array, index, entity);
    }
}
