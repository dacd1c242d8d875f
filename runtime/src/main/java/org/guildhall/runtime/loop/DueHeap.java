package org.guildhall.runtime.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Due moments of entities that changed in memory, earliest first; a binary heap in pieces, so that it grows without being
 * copied. An entity may stand in it with
 * moments that no longer hold. Used by the partition's thread.
 */
final class DueHeap {
    private static final int PIECE_BITS = 10;
    private static final int PIECE = 1 << PIECE_BITS;

    private @Nullable Piece[] pieces = new Piece[1];
    private int size;
    /** Where the sweep is; -1 between two. */
    private int sweptTo = -1;

    /** What stands at so many places that follow each other. */
    private static final class Piece {
        final long[] moments = new long[PIECE];
        final @Nullable CachedEntity[] entities = new CachedEntity[PIECE];
    }

    private Piece piece(int place) {
        Piece piece = pieces[place >> PIECE_BITS];
        if (piece == null) {
            throw new IllegalStateException("expected place " + place + " in the heap, but found none");
        }
        return piece;
    }

    private long moment(int place) {
        return piece(place).moments[place & PIECE - 1];
    }

    private @Nullable CachedEntity entity(int place) {
        return piece(place).entities[place & PIECE - 1];
    }

    private void put(int place, long moment, @Nullable CachedEntity entity) {
        Piece piece = piece(place);
        piece.moments[place & PIECE - 1] = moment;
        piece.entities[place & PIECE - 1] = entity;
    }

    private void move(int from, int to) {
        put(to, moment(from), entity(from));
    }

    int size() {
        return size;
    }

    long earliest() {
        return size == 0 ? Long.MAX_VALUE : moment(0);
    }

    void add(long moment, CachedEntity entity) {
        int last = size >> PIECE_BITS;
        if (last == pieces.length) {
            pieces = Arrays.copyOf(pieces, last * 2);
        }
        if (pieces[last] == null) {
            pieces[last] = new Piece();
        }
        put(rise(size++, moment), moment, entity);
    }

    /** Removes the earliest; null when there is none. */
    @Nullable
    CachedEntity poll() {
        if (size == 0) {
            return null;
        }
        CachedEntity first = entity(0);
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
            CachedEntity entity = entity(sweptTo);
            if (entity != null && keep.test(moment(sweptTo), entity)) {
                sweptTo--;
            } else {
                remove(sweptTo); // one from above may have come here, which was not seen yet
                sweptTo = Math.min(sweptTo, size - 1);
            }
        }
    }

    /** Whether a sweep has begun and is not at its end. */
    boolean sweeping() {
        return sweptTo >= 0;
    }

    private void remove(int place) {
        size--;
        long moment = moment(size);
        CachedEntity entity = entity(size);
        put(size, 0, null);
        int spare = (size >> PIECE_BITS) + 2; // one beyond the last stays, for what is added next
        if (spare < pieces.length) {
            pieces[spare] = null;
        }
        if (place < size) {
            // the last comes in its place, which may be of another branch, and then be earlier than what is above it
            sink(rise(place, moment), moment, entity);
        }
    }

    /** Moves those above a place down into it that are later; the place that is free then. */
    private int rise(int from, long moment) {
        int at = from;
        while (at > 0 && moment((at - 1) / 2) > moment) {
            int parent = (at - 1) / 2;
            move(parent, at);
            at = parent;
        }
        return at;
    }

    private void sink(int from, long moment, @Nullable CachedEntity entity) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && moment(child + 1) < moment(child)) {
                child++;
            }
            if (moment(child) >= moment) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, moment, entity);
    }

    /** Whether an entity with a moment stays. */
    @FunctionalInterface
    interface Keep {
        boolean test(long moment, CachedEntity entity);
    }
}
