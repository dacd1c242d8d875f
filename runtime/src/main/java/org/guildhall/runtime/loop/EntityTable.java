package org.guildhall.runtime.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one shard that are in memory: open addressing with linear probing over places, which are given in the order in
 * which entities come. So those that are new lie beside each other, where the garbage collector finds them without a look
 * at the whole table.
 *
 * <p>Changed by the partition's thread only; {@link #find} may be called from any. An entity keeps its place and arrays
 * are replaced whole, so a reader finds everything that was in the table when it began.
 */
final class EntityTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int SMALLEST = 16;

    private volatile Places all = new Places(SMALLEST);
    private int live;
    /** Places that were given; each belongs to one entity until all are given anew. */
    private int given;
    private int hand;

    /**
     * @param slots by hash the number of a place, counted from 1; 0 for none
     * @param entities by place; null for those that went and those to come
     */
    private record Places(int[] slots, @Nullable CachedEntity[] entities) {
        Places(int capacity) {
            this(new int[capacity], new CachedEntity[capacity / 3 * 2]);
        }

        void put(int place, CachedEntity entity) {
            entities[place] = entity;
            int mask = slots.length - 1;
            int index = entity.name().hashCode() & mask;
            while (slots[index] != 0) {
                index = (index + 1) & mask;
            }
            SLOT.setRelease(slots, index, place + 1);
        }
    }

    int size() {
        return live;
    }

    /** How many places there are for entities, taken and free. */
    int places() {
        return all.entities.length;
    }

    @Nullable
    CachedEntity find(EntityName name) {
        Places places = all;
        int mask = places.slots.length - 1;
        int index = name.hashCode() & mask;
        while (true) {
            int place = (int) SLOT.getAcquire(places.slots, index);
            if (place == 0) {
                return null;
            }
            CachedEntity entity = places.entities[place - 1];
            if (entity != null && entity.is(name)) {
                return entity;
            }
            index = (index + 1) & mask;
        }
    }

    /** Adds an entity that is not in the table. */
    void insert(CachedEntity entity) {
        if (given == places()) {
            giveAnew();
        }
        all.put(given++, entity);
        live++;
    }

    /**
     * Moves the sweep on by up to so many places: what can be evicted and was not used since it last passed goes.
     *
     * @return bytes freed
     */
    long sweep(int count, Heads heads) {
        @Nullable CachedEntity[] entities = all.entities;
        long freed = 0;
        for (int i = 0; i < Math.min(count, entities.length); i++) {
            hand = hand + 1 < entities.length ? hand + 1 : 0;
            CachedEntity entity = entities[hand];
            if (entity == null || !entity.evictable()) {
                continue;
            }
            if (entity.used) {
                entity.used = false;
            } else {
                freed += entity.countedBytes;
                entities[hand] = null;
                heads.remove(entity);
                live--;
            }
        }
        return freed;
    }

    private void giveAnew() {
        int capacity = SMALLEST;
        while (capacity < (live + 1) * 2) {
            capacity *= 2;
        }
        Places anew = new Places(capacity);
        given = 0;
        for (CachedEntity entity : all.entities) {
            if (entity != null) {
                anew.put(given++, entity);
            }
        }
        all = anew;
        hand = 0;
    }
}
