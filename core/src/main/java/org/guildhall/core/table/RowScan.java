package org.guildhall.core.table;

import java.util.Arrays;
import org.guildhall.core.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * A place among the rows of one slice, knowing the row there and the row before it. Every step checks that the row lies
 * within the slice and above the one before.
 *
 * <p>Edits leave the slice as it is and give a new array. So a slice never changes, and a seek for a higher key goes on
 * from where the last one ended.
 */
final class RowScan {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int from;
    private int to;

    private int start;
    private int end;
    private long k1;
    private long k2;
    private int offset;
    private int length;

    private long before1;
    private long before2;
    private int beforeOffset;
    private int beforeLength;

    /** Stands at the first row, or stays in place if the slice is the same as before. */
    RowScan open(byte[] newBytes, int newFrom, int newTo) {
        if (bytes != newBytes || from != newFrom || to != newTo) {
            bytes = newBytes;
            from = newFrom;
            to = newTo;
            rewind();
        }
        return this;
    }

    void rewind() {
        end = from;
        k1 = 0;
        k2 = 0;
        length = 0;
        start = from - 1;
        advance();
    }

    boolean ended() {
        return start == to;
    }

    boolean first() {
        return start == from;
    }

    boolean at(long key1, long key2) {
        return start < to && k1 == key1 && k2 == key2;
    }

    long k1() {
        return k1;
    }

    long k2() {
        return k2;
    }

    /** The keys of the row before this place, if there is one. */
    long before1() {
        return before1;
    }

    long before2() {
        return before2;
    }

    /** The number of rows before this place. */
    int passed() {
        return new RowScan().open(bytes, from, start).drain();
    }

    boolean contentsEqual(byte[] contents, int contentsOffset, int contentsLength) {
        return Arrays.equals(
                bytes, offset, offset + length, contents, contentsOffset, contentsOffset + contentsLength);
    }

    @Nullable
    Row row() {
        return ended() ? null : new Row(k1, k2, bytes, offset, length);
    }

    @Nullable
    Row rowBefore() {
        return first() ? null : new Row(before1, before2, bytes, beforeOffset, beforeLength);
    }

    /** Moves to the first row at or above the key. */
    void seek(long key1, long key2) {
        if (start > from && !below(before1, before2, key1, key2)) {
            rewind();
        }
        run(false, key1, key2, Integer.MAX_VALUE);
    }

    /** Moves to the last row; there must be one. */
    void seekLast() {
        drain();
        seek(before1, before2);
    }

    /** Moves to the row that begins the second half; false if there is one row only. */
    boolean seekMiddle() {
        int middle = from + (to - from) / 2;
        rewind();
        do {
            advance();
        } while (start < middle);
        if (ended()) {
            seekLast();
        }
        return !first();
    }

    /** Moves past the last row and returns the number of rows passed. */
    int drain() {
        return run(true, 0, 0, Integer.MAX_VALUE);
    }

    /** Moves to the next row, or to the end. */
    void advance() {
        run(true, 0, 0, 1);
    }

    /**
     * Steps on, at most so many times, until the end or, unless all are to be passed, a row at or above the key; returns
     * the number of steps. The one place that decodes rows, on local variables since every look-up comes through here.
     */
    private int run(boolean all, long key1, long key2, int mostSteps) {
        byte[] in = bytes;
        int stop = to;
        int rowStart = start;
        int rowEnd = end;
        int rowOffset = offset;
        int rowLength = length;
        long row1 = k1;
        long row2 = k2;
        long last1 = before1;
        long last2 = before2;
        int lastOffset = beforeOffset;
        int lastLength = beforeLength;
        int steps = 0;
        while (rowStart < stop && steps < mostSteps && (all || below(row1, row2, key1, key2))) {
            steps++;
            last1 = row1;
            last2 = row2;
            lastOffset = rowOffset;
            lastLength = rowLength;
            rowStart = rowEnd;
            if (rowStart == stop) {
                break;
            }
            int tag = in[rowStart] & 0xFF;
            rowOffset = rowStart + RowFormat.headerBytes(tag);
            if (rowOffset > stop) {
                throw malformed(rowStart, "a row's header of " + (rowOffset - rowStart) + " bytes",
                        stop - rowStart + " bytes");
            }
            int at2 = rowStart + 1 + RowFormat.keyWidth(tag >>> 5);
            row1 = last1 + RowFormat.loadKey(in, rowStart + 1, tag >>> 5);
            row2 = last2 + RowFormat.unzigzag(RowFormat.loadKey(in, at2, tag >>> 2 & 7));
            if ((tag & 3) != 0) {
                rowLength = RowFormat.loadLength(in, rowOffset, tag & 3);
            }
            if (rowLength < 0 || rowLength > stop - rowOffset) {
                throw malformed(rowStart, "a row's contents of " + (rowLength & 0xFFFFFFFFL) + " bytes",
                        stop - rowOffset + " bytes");
            }
            rowEnd = rowOffset + rowLength;
            if (rowStart > from && !below(last1, last2, row1, row2)) {
                throw malformed(rowStart, "a row above " + key(last1, last2), key(row1, row2));
            }
        }
        start = rowStart;
        end = rowEnd;
        offset = rowOffset;
        length = rowLength;
        k1 = row1;
        k2 = row2;
        before1 = last1;
        before2 = last2;
        beforeOffset = lastOffset;
        beforeLength = lastLength;
        return steps;
    }

    /** The rows with this one added at this place, or put in place of the one here if it has the same key. */
    byte[] with(long key1, long key2, byte[] contents, int contentsOffset, int contentsLength) {
        int kept = start - from;
        long last1 = before1;
        long last2 = before2;
        int lastLength = beforeLength;
        if (at(key1, key2)) {
            advance();
        }
        int header = RowFormat.headerSize(last1, last2, lastLength, key1, key2, contentsLength);
        byte[] out = room(kept + header + contentsLength, key1, key2, contentsLength);
        System.arraycopy(bytes, from, out, 0, kept);
        int position = RowFormat.writeHeader(out, kept, last1, last2, lastLength, key1, key2, contentsLength);
        System.arraycopy(contents, contentsOffset, out, position, contentsLength);
        writeRest(out, position + contentsLength, key1, key2, contentsLength);
        return out;
    }

    /** The rows without the one here. */
    byte[] without() {
        int kept = start - from;
        long last1 = before1;
        long last2 = before2;
        int lastLength = beforeLength;
        advance();
        byte[] out = room(kept, last1, last2, lastLength);
        System.arraycopy(bytes, from, out, 0, kept);
        writeRest(out, kept, last1, last2, lastLength);
        return out;
    }

    /** The rows before this place. */
    byte[] head() {
        return Arrays.copyOfRange(bytes, from, start);
    }

    /** The row here and those after it. */
    byte[] tail() {
        byte[] out = room(0, 0, 0, 0);
        writeRest(out, 0, 0, 0, 0);
        return out;
    }

    /** All rows here and then all of the other slice, which must lie above. */
    byte[] followedBy(RowScan above) {
        drain();
        above.rewind();
        if (!first() && !above.ended() && !below(before1, before2, above.k1, above.k2)) {
            throw malformed(above.start, "rows above " + key(before1, before2), key(above.k1, above.k2));
        }
        byte[] out = above.room(to - from, before1, before2, beforeLength);
        System.arraycopy(bytes, from, out, 0, to - from);
        above.writeRest(out, to - from, before1, before2, beforeLength);
        return out;
    }

    private byte[] room(int size, long last1, long last2, int lastLength) {
        int rest = ended() ? 0 : RowFormat.headerSize(last1, last2, lastLength, k1, k2, length) + to - offset;
        return new byte[Math.addExact(size, rest)];
    }

    private void writeRest(byte[] out, int at, long last1, long last2, int lastLength) {
        if (!ended()) {
            int position = RowFormat.writeHeader(out, at, last1, last2, lastLength, k1, k2, length);
            System.arraycopy(bytes, offset, out, position, to - offset);
        }
    }

    static boolean below(long a1, long a2, long b1, long b2) {
        return a1 != b1 ? a1 < b1 : a2 < b2;
    }

    static String key(long k1, long k2) {
        return "(" + k1 + ", " + k2 + ")";
    }

    private MalformedBytesException malformed(int position, String expected, String found) {
        return new MalformedBytesException(
                "expected " + expected + ", but found " + found + " at byte " + position + " of " + to);
    }
}
