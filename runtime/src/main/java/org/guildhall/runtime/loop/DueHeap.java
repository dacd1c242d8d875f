package org.guildhall.runtime.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Due moments of entities that changed in memory, earliest first; a binary heap in two arrays. An entity may stand in it with
 * moments that no longer hold. Used by the partition's thread.
 */
final class DueHeap {
    private long[] moments = new long[64];
    private @Nullable CachedEntity[] entities = new CachedEntity[64];
    private int size;

    int size() {
        return size;
    }

    long earliest() {
        return size == 0 ? Long.MAX_VALUE : moments[0];
    }

    void add(long moment, CachedEntity entity) {
        if (size == moments.length) {
            moments = Arrays.copyOf(moments, size * 2);
            entities = Arrays.copyOf(entities, size * 2);
        }
        int at = size++;
        while (at > 0 && moments[(at - 1) / 2] > moment) {
            int parent = (at - 1) / 2;
            moments[at] = moments[parent];
            entities[at] = entities[parent];
            at = parent;
        }
        moments[at] = moment;
        entities[at] = entity;
    }

    /** Removes the earliest; null when there is none. */
    @Nullable
    CachedEntity poll() {
        if (size == 0) {
            return null;
        }
        CachedEntity first = entities[0];
        size--;
        long moment = moments[size];
        CachedEntity entity = entities[size];
        entities[size] = null;
        if (size > 0) {
            sink(moment, entity);
        }
        return first;
    }

    /** Keeps only what a test wants, given entity and moment. */
    void retain(Keep keep) {
        long[] oldMoments = moments;
        @Nullable CachedEntity[] oldEntities = entities;
        int oldSize = size;
        moments = new long[64];
        entities = new CachedEntity[64];
        size = 0;
        for (int i = 0; i < oldSize; i++) {
            CachedEntity entity = oldEntities[i];
            if (entity != null && keep.test(oldMoments[i], entity)) {
                add(oldMoments[i], entity);
            }
        }
    }

    private void sink(long moment, @Nullable CachedEntity entity) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && moments[child + 1] < moments[child]) {
                child++;
            }
            if (moments[child] >= moment) {
                break;
            }
            moments[at] = moments[child];
            entities[at] = entities[child];
            at = child;
        }
        moments[at] = moment;
        entities[at] = entity;
    }

    /** Whether an entity with a moment stays. */
    @FunctionalInterface
    interface Keep {
        boolean test(long moment, CachedEntity entity);
    }
}
