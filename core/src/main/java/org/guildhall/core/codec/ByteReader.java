package org.guildhall.core.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Bytes that end too early or a length that can't be right throw {@link
 * MalformedBytesException}, which says where.
 */
public final class ByteReader {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    public byte[] array() {
        return bytes;
    }

    public int readByte() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw new MalformedBytesException("expected a boolean (0 or 1), but found " + value + at(position - 1));
        }
        return value == 1;
    }

    public long readVarint() {
        int at = position;
        if (at < end && bytes[at] >= 0) {
            position = at + 1;
            return bytes[at];
        }
        return readLongVarint();
    }

    private long readLongVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte b = bytes[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedBytesException("expected a varint of at most 10 bytes" + at(position));
    }

    /** A varint that must fit a non-negative int: a count, a length, a number of a symbol. */
    public int readCount() {
        long value = readVarint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedBytesException("expected a count, but found " + value + at(position));
        }
        return (int) value;
    }

    public long readSigned() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    public long readLong() {
        need(8);
        long value = (long) LONGS.get(bytes, position);
        position += 8;
        return value;
    }

    public int readInt() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    /** A byte that numbers one of {@code count} values. */
    public int readOrdinal(int count) {
        return below(readByte(), count);
    }

    /** The ordinal; throws where there are not that many. */
    public static int below(int ordinal, int count) {
        if (ordinal >= count) {
            throw new MalformedBytesException("expected a number below " + count + ", but found " + ordinal);
        }
        return ordinal;
    }

    public String readText() {
        int length = readCount();
        need(length);
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    public byte[] readBytes() {
        int length = readCount();
        need(length);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    public void skip(int length) {
        need(length);
        position += length;
    }

    private void need(int length) {
        if (length < 0 || end - position < length) {
            throw new MalformedBytesException(
                    "expected " + length + " more bytes, but found " + (end - position) + at(position));
        }
    }

    private static String at(int position) {
        return " at byte " + position;
    }

    /** A moment as {@link ByteWriter#writeMoment} wrote it. */
    public long readMoment() {
        long value = readVarint();
        if (value == 0) {
            return Long.MAX_VALUE;
        }
        if (value == 1) {
            return Long.MIN_VALUE;
        }
        value -= 2;
        return (value >>> 1) ^ -(value & 1);
    }
}
