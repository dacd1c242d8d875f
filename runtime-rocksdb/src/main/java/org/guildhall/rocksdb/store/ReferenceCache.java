package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import org.guildhall.core.codec.Hashes;

/**
 * Remembers which key a reference names, in one array of fixed size. Any thread.
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
    private static final int LOCKS = 256;

    private final byte[] slots;
    private final ByteBuffer numbers;
    private final int mask;
    private final Object[] locks = new Object[LOCKS];

    /** @param bytes that the cache takes at most; rounded down to a power of two */
    ReferenceCache(long bytes) {
        int pairs = Math.max(1, Integer.highestOneBit((int) Math.min(1 << 23, bytes / (2 * SLOT))));
        slots = new byte[pairs * 2 * SLOT];
        numbers = ByteBuffer.wrap(slots);
        mask = pairs - 1;
        Arrays.setAll(locks, i -> new Object());
    }

    OptionalLong find(int programme, byte[] reference) {
        if (reference.length > LONGEST) {
            return OptionalLong.empty();
        }
        int pair = pair(programme, reference);
        int first = pair * 2 * SLOT;
        synchronized (lock(pair)) {
            if (holds(first, programme, reference)) {
                return OptionalLong.of(numbers.getLong(first + KEY_AT));
            }
            int second = first + SLOT;
            if (holds(second, programme, reference)) {
                long key = numbers.getLong(second + KEY_AT);
                System.arraycopy(slots, first, slots, second, SLOT);
                fill(first, programme, reference, key);
                return OptionalLong.of(key);
            }
            return OptionalLong.empty();
        }
    }

    void put(int programme, byte[] reference, long key) {
        if (reference.length > LONGEST) {
            return;
        }
        int pair = pair(programme, reference);
        int first = pair * 2 * SLOT;
        synchronized (lock(pair)) {
            if (!holds(first, programme, reference)) {
                System.arraycopy(slots, first, slots, first + SLOT, SLOT);
            }
            fill(first, programme, reference, key);
        }
    }

    private boolean holds(int slot, int programme, byte[] reference) {
        int from = slot + BYTES_AT;
        return slots[slot + LENGTH_AT] == reference.length
                && numbers.getInt(slot) == programme
                && Arrays.equals(slots, from, from + reference.length, reference, 0, reference.length);
    }

    private void fill(int slot, int programme, byte[] reference, long key) {
        numbers.putInt(slot, programme).put(slot + LENGTH_AT, (byte) reference.length).putLong(slot + KEY_AT, key);
        System.arraycopy(reference, 0, slots, slot + BYTES_AT, reference.length);
    }

    private int pair(int programme, byte[] reference) {
        return (int) Hashes.mix(Hashes.of(reference, 0, reference.length) + programme) & mask;
    }

    private Object lock(int pair) {
        return locks[pair & (LOCKS - 1)];
    }
}
