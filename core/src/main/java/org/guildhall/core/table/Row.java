package org.guildhall.core.table;

import java.util.Arrays;
import org.guildhall.core.codec.ByteReader;

/**
 * One row as it stood when it was found; later changes of the table don't reach it. The array is the table's: never
 * write into it.
 */
public record Row(long k1, long k2, byte[] array, int offset, int length) {
    public ByteReader reader() {
        return new ByteReader(array, offset, length);
    }

    /** A copy of the contents. */
    public byte[] contents() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Same keys and same contents, wherever they lie. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Row that
                && k1 == that.k1
                && k2 == that.k2
                && Arrays.equals(
                        array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(k1 * 31 + k2) * 31 + length;
    }

    @Override
    public String toString() {
        return "(" + k1 + ", " + k2 + "): " + length + " bytes";
    }
}
