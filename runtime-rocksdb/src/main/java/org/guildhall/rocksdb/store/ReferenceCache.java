package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import org.guildhall.core.codec.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which key a reference names, in at most so many bytes, which are taken as it fills. Any thread.
 *
 * <p>A slot is 64 bytes: programme (4), length (1), the reference (up to {@value #LONGEST}), key (8); longer references
 * aren't remembered. Each reference has two slots side by side, and pushes out the one that was not used last. References are
 * compared whole: a hash that someone can make collide must not lead to another member.
 */
final class ReferenceCache {
    private static final int SLOT = 64;
    private static final int LENGTH_AT = 4;
    private static final int BYTES_AT = 5;
    private static final int LONGEST = 51;
    private static final int KEY_AT = 56;
    private static final int MOST_PARTS = 256;

    private final Part[] parts;
    private final int pairMask;

    /** @param bytes that the cache takes at most; rounded down to a power of two */
    ReferenceCache(long bytes) {
        int pairs = Math.max(1, Integer.highestOneBit((int) Math.min(1 << 23, bytes / (2 * SLOT))));
        parts = new Part[Math.min(MOST_PARTS, pairs)];
        Arrays.setAll(parts, i -> new Part());
        pairMask = pairs / parts.length - 1;
    }

    OptionalLong find(int programme, byte[] reference) {
        if (reference.length > LONGEST) {
            return OptionalLong.empty();
        }
        int hash = hash(programme, reference);
        Part part = part(hash);
        synchronized (part) {
            return part.slots == null ? OptionalLong.empty() : find(part.slots, place(hash), programme, reference);
        }
    }

    void put(int programme, byte[] reference, long key) {
        if (reference.length > LONGEST) {
            return;
        }
        int hash = hash(programme, reference);
        Part part = part(hash);
        synchronized (part) {
            if (part.slots == null) {
                part.slots = ByteBuffer.allocate((pairMask + 1) * 2 * SLOT);
            }
            put(part.slots, place(hash), programme, reference, key);
        }
    }

    void remove(int programme, byte[] reference) {
        int hash = hash(programme, reference);
        Part part = part(hash);
        synchronized (part) {
            if (part.slots != null) {
                remove(part.slots, place(hash), programme, reference);
                remove(part.slots, place(hash) + SLOT, programme, reference);
            }
        }
    }

    private static int hash(int programme, byte[] reference) {
        return (int) Hashes.mix(Hashes.of(reference, 0, reference.length) + programme);
    }

    private Part part(int hash) {
        return parts[hash & parts.length - 1];
    }

    /** Where in its part the pair of slots begins. */
    private int place(int hash) {
        return (hash >>> Integer.numberOfTrailingZeros(parts.length) & pairMask) * 2 * SLOT;
    }

    /** A part of the slots, made when it is first needed, and the lock that they are used under. */
    private static final class Part {
        @Nullable ByteBuffer slots;
    }

    private static OptionalLong find(
            ByteBuffer slots, int first, int programme, byte[] reference) {
        if (holds(slots, first, programme, reference)) {
            return OptionalLong.of(slots.getLong(first + KEY_AT));
        }
        int second = first + SLOT;
        if (holds(slots, second, programme, reference)) {
            long key = slots.getLong(second + KEY_AT);
            slots.put(second, slots, first, SLOT);
            fill(slots, first, programme, reference, key);
            return OptionalLong.of(key);
        }
        return OptionalLong.empty();
    }

    private static void put(
            ByteBuffer slots, int first, int programme, byte[] reference, long key) {
        if (!holds(slots, first, programme, reference)) {
            slots.put(first + SLOT, slots, first, SLOT);
        }
        fill(slots, first, programme, reference, key);
    }

    private static void remove(ByteBuffer slots, int slot, int programme, byte[] reference) {
        if (holds(slots, slot, programme, reference)) {
            slots.put(slot, new byte[SLOT]);
        }
    }

    private static boolean holds(ByteBuffer slots, int slot, int programme, byte[] reference) {
        int from = slot + BYTES_AT;
        return slots.get(slot + LENGTH_AT) == reference.length
                && slots.getInt(slot) == programme
                && Arrays.equals(slots.array(), from, from + reference.length, reference, 0, reference.length);
    }

    private static void fill(ByteBuffer slots, int slot, int programme, byte[] reference, long key) {
        slots.putInt(slot, programme).put(slot + LENGTH_AT, (byte) reference.length).putLong(slot + KEY_AT, key);
        slots.put(slot + BYTES_AT, reference);
    }
}
