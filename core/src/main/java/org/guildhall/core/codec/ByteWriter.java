package org.guildhall.core.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the engine's one binary form: varints (LEB128), zig-zag for signed values, length-prefixed UTF-8. Used by one
 * thread; {@link #reset()} lets a loop use one instance for many records.
 */
public final class ByteWriter {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(256);
    }

    public ByteWriter(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    public ByteWriter reset() {
        size = 0;
        return this;
    }

    public int size() {
        return size;
    }

    /** The backing array, valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public ByteWriter writeByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /** An unsigned varint; a negative value takes ten bytes, so write those with {@link #writeSigned(long)}. */
    public ByteWriter writeVarint(long value) {
        if ((value & ~0x7FL) == 0 && size < bytes.length) {
            bytes[size++] = (byte) value;
            return this;
        }
        return writeLongVarint(value);
    }

    private ByteWriter writeLongVarint(long value) {
        room(10);
        byte[] out = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        size = at;
        return this;
    }

    public ByteWriter writeSigned(long value) {
        return writeVarint((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, most significant first. */
    public ByteWriter writeLong(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
        return this;
    }

    public ByteWriter writeInt(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public ByteWriter writeText(String value) {
        int length = value.length();
        room(length + 5);
        if (length < 128) {
            int mark = size++;
            int i = 0;
            for (; i < length; i++) {
                char c = value.charAt(i);
                if (c >= 0x80) {
                    break;
                }
                bytes[mark + 1 + i] = (byte) c;
            }
            if (i == length) {
                bytes[mark] = (byte) length;
                size += length;
                return this;
            }
            size = mark;
        }
        return writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A varint length, then the bytes. */
    public ByteWriter writeBytes(byte[] value) {
        writeVarint(value.length);
        return writeRaw(value, 0, value.length);
    }

    /** The bytes alone, without a length. */
    public ByteWriter writeRaw(byte[] value, int offset, int length) {
        room(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
        return this;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** A moment in six or seven bytes, the two ends of time, {@link Long#MAX_VALUE} and {@link Long#MIN_VALUE}, in one. */
    public ByteWriter writeMoment(long moment) {
        if (moment == Long.MAX_VALUE) {
            return writeVarint(0);
        }
        return moment == Long.MIN_VALUE ? writeVarint(1) : writeVarint(((moment << 1) ^ (moment >> 63)) + 2);
    }
}
