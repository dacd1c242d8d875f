package org.guildhall.runtime.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import org.guildhall.core.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a partition's entities, each in a slot of memory that stays: a change is copied over the one before, so
 * that the garbage collector finds next to nothing that is both new and alive. The memory comes in slabs, arrays that are, but for
 * the first few, so large that the collector never moves them; a chunk is a piece of one, for slots of one size; an empty chunk
 * serves any size again, an empty slab is given back.
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
    /** With its header just what a region of the collector may be, in a heap of up to 8 GiB. */
    private static final int LARGEST_SLAB = (4 << 20) - 16;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private volatile @Nullable Chunk[] chunks = new Chunk[16];
    private final BitSet used = new BitSet();
    private final BitSet[] withRoom = new BitSet[SIZES.length];
    /** No chunk of a size below this number has room. */
    private final int[] fullBelow = new int[SIZES.length];
    private final ArrayDeque<Room> spare = new ArrayDeque<>();
    private long slabBytes;
    private @Nullable CompletableFuture<Slab> ahead;

    /** An array of some chunks. */
    private static final class Slab {
        final byte[] bytes;
        final int rooms;
        int free;

        Slab(int length) {
            bytes = new byte[length];
            rooms = Math.max(1, length / CHUNK_BYTES);
        }
    }

    /** A piece of a slab, of the length of a chunk. */
    private record Room(Slab slab, int from) {}

    /**
     * Slots of one size, or one large head. Slots given back form a list: each holds the place of the next in its first
     * bytes. Places count from the beginning of the chunk.
     */
    private static final class Chunk {
        final Room room;
        final byte[] bytes;
        final int from;
        final int size;
        int taken;
        int fresh;
        int returned = -1;

        Chunk(Room room, int size) {
            this.room = room;
            this.bytes = room.slab.bytes;
            this.from = room.from;
            this.size = size;
        }

        boolean hasRoom() {
            return returned >= 0 || fresh + SIZES[size] <= CHUNK_BYTES;
        }

        int at(int slot) {
            return from + offset(slot);
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
        int at = chunk == null ? 0 : chunk.at(slot);
        return chunk == null || chunk.bytes.length - at < length
                ? null
                : Arrays.copyOfRange(chunk.bytes, at, at + length);
    }

    /** Appends the head of an entity that has one. The partition's thread. */
    void write(CachedEntity entity, ByteWriter out) {
        Chunk chunk = chunk(entity.slot);
        out.writeRaw(chunk.bytes, chunk.at(entity.slot), entity.length);
    }

    /** Reads a byte of each cache line of a head, so that they are near when it is decided on; what they add up to. */
    int touch(CachedEntity entity) {
        int sum = 0;
        if (entity.slot >= 0) {
            Chunk chunk = chunk(entity.slot);
            int from = chunk.at(entity.slot);
            for (int i = from; i < from + entity.length; i += 64) {
                sum += chunk.bytes[i];
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
        Chunk chunk = chunk(slot);
        System.arraycopy(head, 0, chunk.bytes, chunk.at(slot), head.length);
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
            return add(new Chunk(new Room(new Slab(length), 0), LARGE));
        }
        int number = withRoom[size].nextSetBit(fullBelow[size]);
        if (number < 0) {
            if (spare.isEmpty()) {
                addSlab();
            }
            Room room = spare.pop();
            room.slab.free--;
            number = add(new Chunk(room, size)) >>> UNIT_BITS;
            withRoom[size].set(number);
        }
        fullBelow[size] = number;
        Chunk chunk = chunk(number << UNIT_BITS);
        int offset = chunk.returned;
        if (offset >= 0) {
            chunk.returned = (int) INTS.get(chunk.bytes, chunk.from + offset);
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

    private void addSlab() {
        Slab slab = nextSlab();
        slabBytes += slab.bytes.length;
        slab.free = slab.rooms;
        for (int i = 0; i < slab.rooms; i++) {
            spare.push(new Room(slab, i * CHUNK_BYTES));
        }
    }

    /**
     * As large as all before it together, up to a limit: few entities need little. The large ones are made ahead, beside the
     * partition: memory touched for the first time may cost milliseconds.
     */
    private Slab nextSlab() {
        if (slabBytes < LARGEST_SLAB) {
            return new Slab(Math.max((int) slabBytes, CHUNK_BYTES));
        }
        Slab slab = ahead == null
                ? new Slab(LARGEST_SLAB)
                : ahead.exceptionally(failure -> new Slab(LARGEST_SLAB)).join(); // there may be memory again
        ahead = CompletableFuture.supplyAsync(
                () -> new Slab(LARGEST_SLAB), Thread.ofPlatform().daemon().name("guildhall-slab")::start);
        return slab;
    }

    /** Takes back a room; a slab that is wholly free goes, unless little else is. */
    private void spare(Room room) {
        Slab slab = room.slab;
        spare.push(room);
        slab.free++;
        if (slab.free == slab.rooms && spare.size() > 2 * slab.rooms) {
            spare.removeIf(one -> one.slab == slab);
            slabBytes -= slab.bytes.length;
        }
    }

    /** What is kept for heads to come. */
    long spareBytes() {
        return (long) spare.size() * CHUNK_BYTES;
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
            spare(chunk.room);
            return;
        }
        if (!chunk.hasRoom()) {
            withRoom[chunk.size].set(number);
        }
        INTS.set(chunk.bytes, chunk.at(slot), chunk.returned);
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
