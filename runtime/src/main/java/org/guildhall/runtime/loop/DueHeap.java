package org.guildhall.runtime.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Due moments of entities that changed in memory, earliest first; a binary heap in two arrays. An entity may stand in it with
 * moments that no longer hold. Used by the partition's thread.
 */
final class DueHeap {
    private static final int LEAST = 64;

    private long[] moments = new long[LEAST];
    private @Nullable CachedEntity[] entities = new CachedEntity[LEAST];
    private int size;
    /** Where the sweep is; -1 between two. */
    private int sweptTo = -1;

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
        int at = rise(size++, moment);
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
        remove(0);
        return first;
    }

    /**
     * Goes on through it from its end to its beginning, and of the next so many keeps only what a test wants, given entity and
     * moment. What is added on the way may move one past the place where it would be seen.
     */
    void sweep(int count, Keep keep) {
        sweptTo = sweptTo < 0 ? size - 1 : Math.min(sweptTo, size - 1);
        for (int i = 0; i < count && sweptTo >= 0; i++) {
            CachedEntity entity = entities[sweptTo];
            if (entity != null && keep.test(moments[sweptTo], entity)) {
                sweptTo--;
            } else {
                remove(sweptTo); // one from above may have come here, which was not seen yet
                sweptTo = Math.min(sweptTo, size - 1);
            }
        }
        if (moments.length > LEAST && size < moments.length / 4) {
            moments = Arrays.copyOf(moments, moments.length / 2);
            entities = Arrays.copyOf(entities, moments.length);
        }
    }

    /** Whether a sweep has begun and is not at its end. */
    boolean sweeping() {
        return sweptTo >= 0;
    }

    private void remove(int place) {
        size--;
        long moment = moments[size];
        CachedEntity entity = entities[size];
        entities[size] = null;
        if (place < size) {
            // the last comes in its place, which may be of another branch, and then be earlier than what is above it
            sink(rise(place, moment), moment, entity);
        }
    }

    /** Moves those above a place down into it that are later; the place that is free then. */
    private int rise(int from, long moment) {
        int at = from;
        while (at > 0 && moments[(at - 1) / 2] > moment) {
            int parent = (at - 1) / 2;
            moments[at] = moments[parent];
            entities[at] = entities[parent];
            at = parent;
        }
        return at;
    }

    private void sink(int from, long moment, @Nullable CachedEntity entity) {
        int at = from;
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
