package org.guildhall.core.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The encoding of rows, each relative to the one before it; the first is relative to keys (0, 0) and length 0. A slice's
 * bytes are a function of the rows in it and nothing else.
 *
 * <pre>
 * tag       1 byte: class of d1 (3 bits), class of d2 (3 bits), class of the length (2 bits)
 * d1        k1 less the k1 before, unsigned, least byte first; width by class: 0 to 6, or 8 bytes
 * d2        k2 less the k2 before, zig-zag, the same widths
 * length    0 bytes when equal to the length before, else 1, 2 or 4
 * contents
 * </pre>
 *
 * <p>Against plain varints, 20 rows of 12 bytes take 5 to 9% fewer bytes in about the same time; fixed keys of 16 bytes
 * can be searched by halving, but take up to twice the bytes.
 */
final class RowFormat {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** No header of a row is longer. */
    static final int MAX_HEADER_BYTES = 1 + 8 + 8 + 4;

    private static final byte[] HEADER_BYTES = new byte[256];
    private static final long[] MASKS = new long[8];

    static {
        for (int tag = 0; tag < 256; tag++) {
            HEADER_BYTES[tag] = (byte) (1 + keyWidth(tag >>> 5) + keyWidth(tag >>> 2 & 7) + lengthWidth(tag & 3));
        }
        for (int keyClass = 1; keyClass < 8; keyClass++) {
            MASKS[keyClass] = -1L >>> 64 - 8 * keyWidth(keyClass);
        }
    }

    private RowFormat() {}

    /** The bytes of a row before its contents. */
    static int headerBytes(int tag) {
        return HEADER_BYTES[tag];
    }

    static int keyWidth(int keyClass) {
        return keyClass + (keyClass + 1 >>> 3);
    }

    static int lengthWidth(int lengthClass) {
        return lengthClass + (lengthClass + 1 >>> 2);
    }

    static int headerSize(long before1, long before2, int beforeLength, long k1, long k2, int length) {
        return 1
                + keyWidth(keyClass(k1 - before1))
                + keyWidth(keyClass(zigzag(k2 - before2)))
                + lengthWidth(lengthClass(beforeLength, length));
    }

    /** Returns the position after the header. */
    static int writeHeader(
            byte[] out, int at, long before1, long before2, int beforeLength, long k1, long k2, int length) {
        long d1 = k1 - before1;
        long d2 = zigzag(k2 - before2);
        int class1 = keyClass(d1);
        int class2 = keyClass(d2);
        int lengthClass = lengthClass(beforeLength, length);
        out[at] = (byte) (class1 << 5 | class2 << 2 | lengthClass);
        int position = write(out, at + 1, d1, keyWidth(class1));
        position = write(out, position, d2, keyWidth(class2));
        return write(out, position, length, lengthWidth(lengthClass));
    }

    /** One row, with none before it. */
    static byte[] alone(long k1, long k2, byte[] contents, int offset, int length) {
        byte[] out = new byte[headerSize(0, 0, 0, k1, k2, length) + length];
        int position = writeHeader(out, 0, 0, 0, 0, k1, k2, length);
        System.arraycopy(contents, offset, out, position, length);
        return out;
    }

    private static int write(byte[] out, int at, long value, int width) {
        for (int i = 0; i < width; i++) {
            out[at + i] = (byte) (value >>> 8 * i);
        }
        return at + width;
    }

    static long loadKey(byte[] in, int at, int keyClass) {
        return at + 8 <= in.length
                ? (long) LONG.get(in, at) & MASKS[keyClass & 7]
                : load(in, at, keyWidth(keyClass));
    }

    /** The length that lies before this position. */
    static int loadLength(byte[] in, int end, int lengthClass) {
        int width = lengthWidth(lengthClass);
        return width == 1 ? in[end - 1] & 0xFF : (int) load(in, end - width, width);
    }

    private static long load(byte[] in, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (in[at + i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    private static int keyClass(long value) {
        int width = 71 - Long.numberOfLeadingZeros(value) >>> 3;
        return Math.min(width, 7);
    }

    private static int lengthClass(int before, int length) {
        if (length == before) {
            return 0;
        }
        return length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : 3;
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
