package org.guildhall.runtime.loop;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.entity.EntityName;

/**
 * Journal records by shard, copied one behind the other into pieces of memory that stay: in a heap of up to 8 GiB the garbage
 * collector never moves them. One thread.
 */
final class Gathered {
    /** With its header just what a region of the collector may be. */
    private static final int PIECE = (4 << 20) - 16;

    private static final int PIECE_BITS = 22;
    private static final int MOST_PIECES = 1 << Integer.SIZE - PIECE_BITS;
    /** Of position and length, before a record's bytes. */
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private int piece = -1;
    /** Of each shard's records, in the order added, the number of the piece and the place in it. */
    private final int[][] places = new int[EntityName.SHARDS][];

    private final int[] counts = new int[EntityName.SHARDS];
    private long bytes;

    void add(int shard, long position, byte[] record, int offset, int length) {
        ByteBuffer into = room(HEAD + length);
        int[] of = places[shard];
        if (of == null) {
            of = new int[64];
        } else if (counts[shard] == of.length) {
            of = Arrays.copyOf(of, of.length * 2);
        }
        of[counts[shard]++] = piece << PIECE_BITS | into.position();
        places[shard] = of;
        into.putLong(position).putInt(length).put(record, offset, length);
        bytes += HEAD + length;
    }

    private ByteBuffer room(int length) {
        while (piece < 0 || pieces.get(piece).remaining() < length) {
            piece++;
            if (piece == MOST_PIECES) {
                throw new IllegalStateException(
                        "expected at most " + MOST_PIECES + " pieces of records, but found more");
            }
            if (piece == pieces.size() || length > PIECE) {
                pieces.add(piece, ByteBuffer.allocate(Math.max(PIECE, length)));
            }
        }
        return pieces.get(piece);
    }

    /** What is held, in bytes. */
    long bytes() {
        return bytes;
    }

    int count(int shard) {
        return counts[shard];
    }

    /** The position of one of a shard's records; they are numbered from 0 in the order in which they were added. */
    long position(int shard, int number) {
        int place = places[shard][number];
        return piece(place).getLong(at(place));
    }

    /** What {@code reader} makes of the bytes of one of a shard's records. */
    <T> T read(int shard, int number, Reader<T> reader) {
        int place = places[shard][number];
        ByteBuffer from = piece(place);
        int at = at(place);
        return reader.read(from.array(), at + HEAD, from.getInt(at + Long.BYTES));
    }

    /** One of the readers of {@link org.guildhall.runtime.JournalRecordCodec}. */
    interface Reader<T> {
        T read(byte[] bytes, int offset, int length);
    }

    private ByteBuffer piece(int place) {
        return pieces.get(place >>> PIECE_BITS);
    }

    private static int at(int place) {
        return place & (1 << PIECE_BITS) - 1;
    }

    /** Forgets all records, and keeps the memory. */
    void clear() {
        pieces.removeIf(one -> one.capacity() > PIECE); // made for one record at 0, so that its place fits
        pieces.forEach(ByteBuffer::clear);
        piece = -1;
        Arrays.fill(counts, 0);
        bytes = 0;
    }
}
