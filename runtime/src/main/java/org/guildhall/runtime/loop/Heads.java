package org.guildhall.runtime.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a partition's entities, each in a slot of an array that stays: a change is copied over the one before, so
 * that the garbage collector finds next to nothing that is both new and alive.
 *
 * <p>Changed by the partition's thread; {@link #read} may be called from any. A reader copies what it finds and looks
 * whether the entity's stamp is still the same: odd while its slot changes, another one afterwards.
 */
final class Heads {
    static final int CHUNK_BYTES = 1 << 16;
    private static final int UNIT = 16;
    private static final int UNIT_BITS = 12;
    /** Sizes of slots, each about a sixth above the one before; whatever is larger has an array of its own. */
    private static final int[] SIZES = sizes();

    private static final int LARGE = SIZES.length;
    private static final int MOST_CHUNKS = 1 << 31 - UNIT_BITS;
    private static final int MOST_SPARE = 64;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private volatile @Nullable Chunk[] chunks = new Chunk[16];
    private final BitSet used = new BitSet();
    private final BitSet[] withRoom = new BitSet[SIZES.length];
    /** No chunk of a size below this number has room. */
    private final int[] fullBelow = new int[SIZES.length];
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();

    /** Slots of one size. Those given back form a list: each holds the place of the next in its first bytes. */
    private static final class Chunk {
        final byte[] bytes;
        final int size;
        int taken;
        int fresh;
        int returned = -1;

        Chunk(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }

        boolean hasRoom() {
            return returned >= 0 || fresh + slotBytes() <= bytes.length;
        }

        private int slotBytes() {
            return size == LARGE ? bytes.length : SIZES[size];
        }
    }

    private static int[] sizes() {
        int[] sizes = new int[64];
        int count = 0;
        for (int size = 64; size <= CHUNK_BYTES / 4; size = (size + size / 6 + UNIT - 1) / UNIT * UNIT) {
            sizes[count++] = size;
        }
        return Arrays.copyOf(sizes, count);
    }

    Heads() {
        Arrays.setAll(withRoom, i -> new BitSet());
    }

    private static int sizeOf(int length) {
        int found = Arrays.binarySearch(SIZES, length);
        return found >= 0 ? found : -found - 1;
    }

    /** The bytes that a head of a length takes. */
    static int slotBytes(int length) {
        int size = sizeOf(length);
        return size == LARGE ? length : SIZES[size];
    }

    /** The head as committed; null for an entity that is not known, or was evicted. Any thread. */
    byte @Nullable [] read(CachedEntity entity) {
        while (true) {
            int stamp = entity.stamp();
            int slot = entity.slot;
            int length = entity.length;
            byte[] head = slot < 0 ? null : copy(slot, length);
            VarHandle.acquireFence();
            if ((stamp & 1) == 0 && stamp == entity.stamp()) {
                return head;
            }
            Thread.onSpinWait();
        }
    }

    /** Null where the slot was given back meanwhile: what the reader then finds out. */
    private byte @Nullable [] copy(int slot, int length) {
        Chunk chunk = chunks[slot >>> UNIT_BITS];
        int offset = offset(slot);
        return chunk == null || chunk.bytes.length - offset < length
                ? null
                : Arrays.copyOfRange(chunk.bytes, offset, offset + length);
    }

    /** Reads a byte of each cache line of a head, so that they are near when it is decided on; what they add up to. */
    int touch(CachedEntity entity) {
        int sum = 0;
        if (entity.slot >= 0) {
            byte[] bytes = chunk(entity.slot).bytes;
            int end = offset(entity.slot) + entity.length;
            for (int i = offset(entity.slot); i < end; i += 64) {
                sum += bytes[i];
            }
        }
        return sum;
    }

    /** Puts a head in place of the one before, if any. */
    void put(CachedEntity entity, byte[] head) {
        int before = entity.slot;
        int size = sizeOf(head.length);
        boolean stays = before >= 0 && chunk(before).size == size && size != LARGE;
        int slot = stays ? before : take(size, head.length);
        entity.beginChange();
        System.arraycopy(head, 0, chunk(slot).bytes, offset(slot), head.length);
        entity.slot = slot;
        entity.length = head.length;
        entity.endChange();
        if (before >= 0 && !stays) {
            giveBack(before);
        }
    }

    /** Gives the slot of an entity back that is evicted. */
    void remove(CachedEntity entity) {
        int before = entity.slot;
        entity.beginChange();
        entity.slot = -1;
        entity.evicted = true;
        entity.endChange();
        if (before >= 0) {
            giveBack(before);
        }
    }

    private Chunk chunk(int slot) {
        Chunk chunk = chunks[slot >>> UNIT_BITS];
        if (chunk == null) {
            throw new IllegalStateException(
                    "expected a chunk of heads at " + (slot >>> UNIT_BITS) + ", but found none");
        }
        return chunk;
    }

    private static int offset(int slot) {
        return (slot & (1 << UNIT_BITS) - 1) * UNIT;
    }

    private int take(int size, int length) {
        if (size == LARGE) {
            return add(new Chunk(new byte[length], LARGE));
        }
        int number = withRoom[size].nextSetBit(fullBelow[size]);
        if (number < 0) {
            byte[] bytes = spare.isEmpty() ? new byte[CHUNK_BYTES] : spare.pop();
            number = add(new Chunk(bytes, size)) >>> UNIT_BITS;
            withRoom[size].set(number);
        }
        fullBelow[size] = number;
        Chunk chunk = chunk(number << UNIT_BITS);
        int offset = chunk.returned;
        if (offset >= 0) {
            chunk.returned = (int) INTS.get(chunk.bytes, offset);
        } else {
            offset = chunk.fresh;
            chunk.fresh += SIZES[size];
        }
        chunk.taken++;
        if (!chunk.hasRoom()) {
            withRoom[size].clear(number);
        }
        return number << UNIT_BITS | offset / UNIT;
    }

    private int add(Chunk chunk) {
        int number = used.nextClearBit(0);
        if (number == MOST_CHUNKS) {
            throw new IllegalStateException("expected at most " + MOST_CHUNKS + " chunks of heads, but found one more");
        }
        @Nullable Chunk[] all = chunks;
        if (number == all.length) {
            all = Arrays.copyOf(all, number * 2);
        }
        all[number] = chunk;
        chunks = all;
        used.set(number);
        return number << UNIT_BITS;
    }

    private void giveBack(int slot) {
        Chunk chunk = chunk(slot);
        int number = slot >>> UNIT_BITS;
        chunk.taken--;
        if (chunk.size == LARGE) {
            drop(number);
            return;
        }
        if (chunk.taken == 0 && withRoom[chunk.size].cardinality() > 1) {
            withRoom[chunk.size].clear(number);
            drop(number);
            if (spare.size() < MOST_SPARE) {
                spare.push(chunk.bytes);
            }
            return;
        }
        if (!chunk.hasRoom()) {
            withRoom[chunk.size].set(number);
        }
        INTS.set(chunk.bytes, offset(slot), chunk.returned);
        chunk.returned = offset(slot);
        fullBelow[chunk.size] = Math.min(fullBelow[chunk.size], number);
    }

    private void drop(int number) {
        @Nullable Chunk[] all = chunks;
        all[number] = null;
        chunks = all;
        used.clear(number);
    }
}
