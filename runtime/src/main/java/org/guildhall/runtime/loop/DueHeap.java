package org.guildhall.runtime.loop;

import java.util.Arrays;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * Due moments of entities that changed in memory, earliest first; a binary heap in pieces, so that it grows without being
 * copied, and of numbers alone, so that the garbage collector has nothing to look for in it. An entity may stand in it with
 * moments that no longer hold. Used by the partition's thread.
 */
final class DueHeap {
    private static final int PIECE_BITS = 10;
    private static final int PIECE = 1 << PIECE_BITS;
    /** Numbers at a place: the moment, the entity's key, and its programme and kind. */
    private static final int NUMBERS = 3;

    private static final int KEY = 1;
    private static final int REST = 2;
    private static final int KIND_BITS = 8;

    private long[] @Nullable [] pieces = new long[1][];
    private int size;
    /** Where the sweep is; -1 between two. */
    private int sweptTo = -1;

    private long[] piece(int place) {
        long[] piece = pieces[place >> PIECE_BITS];
        if (piece == null) {
            throw new IllegalStateException("expected place " + place + " in the heap, but found none");
        }
        return piece;
    }

    private static int at(int place) {
        return (place & PIECE - 1) * NUMBERS;
    }

    private long moment(int place) {
        return piece(place)[at(place)];
    }

    private EntityName name(int place) {
        long[] piece = piece(place);
        long rest = piece[at(place) + REST];
        return new EntityName((int) (rest >> KIND_BITS), EntityKind.of((int) rest & (1 << KIND_BITS) - 1),
                piece[at(place) + KEY]);
    }

    private void put(int place, long moment, EntityName name) {
        long[] piece = piece(place);
        piece[at(place)] = moment;
        piece[at(place) + KEY] = name.key();
        piece[at(place) + REST] = (long) name.programme() << KIND_BITS | name.kind().number();
    }

    private void move(int from, int to) {
        System.arraycopy(piece(from), at(from), piece(to), at(to), NUMBERS);
    }

    int size() {
        return size;
    }

    long earliest() {
        return size == 0 ? Long.MAX_VALUE : moment(0);
    }

    void add(long moment, EntityName name) {
        int last = size >> PIECE_BITS;
        if (last == pieces.length) {
            pieces = Arrays.copyOf(pieces, last * 2);
        }
        if (pieces[last] == null) {
            pieces[last] = new long[PIECE * NUMBERS];
        }
        put(rise(size++, moment), moment, name);
    }

    /** Removes the earliest; null when there is none. */
    @Nullable
    EntityName poll() {
        if (size == 0) {
            return null;
        }
        EntityName first = name(0);
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
            if (keep.test(moment(sweptTo), name(sweptTo))) {
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
        if (place < size) {
            // the last comes in its place, which may be of another branch, and then be earlier than what is above it
            long moment = moment(size);
            int to = sink(rise(place, moment), moment);
            move(size, to);
        }
        int spare = (size >> PIECE_BITS) + 2; // one beyond the last stays, for what is added next
        if (spare < pieces.length) {
            pieces[spare] = null;
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

    /** Moves those below a place up into it that are earlier; the place that is free then. */
    private int sink(int from, long moment) {
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
        return at;
    }

    /** Whether an entity with a moment stays. */
    @FunctionalInterface
    interface Keep {
        boolean test(long moment, EntityName name);
    }
}
