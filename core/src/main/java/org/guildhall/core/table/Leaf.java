package org.guildhall.core.table;

import static org.guildhall.core.table.TablePages.MARGIN;

import org.guildhall.core.codec.MalformedBytesException;

/**
 * The bytes of a leaf page: blocks of rows, each behind its length (an int). A block is in the form of {@link RowFormat},
 * so that its first row says its keys in full: whoever looks for a row passes over the blocks by their first keys, and
 * over the rows of one block only.
 *
 * <p>Edits give a new array.
 */
final class Leaf {
    /** The bytes of a block before its rows. */
    static final int HEADER = 4;

    private static final byte[] EMPTY = new byte[MARGIN];

    private Leaf() {}

    /** The end of the block that begins here. */
    static int end(byte[] leaf, int block) {
        int room = leaf.length - block - HEADER;
        int length = room > 0 ? (int) RowFormat.INT.get(leaf, block) : 0;
        if (length <= 0 || length > room || RowFormat.headerBytes(leaf[block + HEADER] & 0xFF) > length) {
            throw new MalformedBytesException("expected a block of rows at byte " + block + " of " + leaf.length
                    + ", but found " + length + " bytes");
        }
        return block + HEADER + length;
    }

    /** The first key of the block that begins here. */
    static long k1(byte[] leaf, int block) {
        return RowFormat.loadKey(leaf, block + HEADER + 1, (leaf[block + HEADER] & 0xFF) >>> 5);
    }

    static long k2(byte[] leaf, int block) {
        int tag = leaf[block + HEADER] & 0xFF;
        int at = block + HEADER + 1 + RowFormat.keyWidth(tag >>> 5);
        return RowFormat.unzigzag(RowFormat.loadKey(leaf, at, tag >>> 2 & 7));
    }

    /** The number of rows in the blocks from one place to another. */
    static int count(byte[] leaf, int from, int to) {
        RowScan scan = new RowScan();
        int rows = 0;
        for (int block = from; block < to; block = end(leaf, block)) {
            rows += scan.open(leaf, block + HEADER, end(leaf, block)).drain();
        }
        return rows;
    }

    /** The rows, in blocks of at most so many bytes. */
    static byte[] of(byte[] rows, int blockBytes) {
        return with(EMPTY, MARGIN, MARGIN, rows, blockBytes);
    }

    /** The blocks with these rows in place of those from one place to another, in several blocks if need be. */
    static byte[] with(byte[] leaf, int from, int to, byte[] rows, int blockBytes) {
        if (rows.length > blockBytes) {
            RowScan scan = new RowScan().open(rows, 0, rows.length);
            if (scan.seekMiddle()) {
                byte[] above = with(leaf, from, to, scan.tail(), blockBytes);
                return with(above, from, from, scan.head(), blockBytes);
            }
        }
        int added = rows.length == 0 ? 0 : HEADER + rows.length;
        byte[] out = new byte[leaf.length - (to - from) + added];
        System.arraycopy(leaf, 0, out, 0, from);
        if (added > 0) {
            RowFormat.INT.set(out, from, rows.length);
            System.arraycopy(rows, 0, out, from + HEADER, rows.length);
        }
        System.arraycopy(leaf, to, out, from + added, leaf.length - to);
        return out;
    }

    /** The blocks from one place to another. */
    static byte[] slice(byte[] leaf, int from, int to) {
        byte[] out = new byte[MARGIN + to - from];
        System.arraycopy(leaf, from, out, MARGIN, to - from);
        return out;
    }

    /** The blocks of both. */
    static byte[] joined(byte[] leaf, byte[] above) {
        byte[] out = new byte[leaf.length + above.length - MARGIN];
        System.arraycopy(leaf, 0, out, 0, leaf.length);
        System.arraycopy(above, MARGIN, out, leaf.length, above.length - MARGIN);
        return out;
    }

    /** The place between two blocks that is nearest above the middle; the first block's if there is one block only. */
    static int middle(byte[] leaf) {
        int half = MARGIN + (leaf.length - MARGIN) / 2;
        int block = MARGIN;
        for (int next = end(leaf, block); next < leaf.length && block < half; next = end(leaf, block)) {
            block = next;
        }
        return block;
    }

    /** All rows, as if in one block. */
    static byte[] rows(byte[] leaf) {
        byte[] rows = {};
        for (int block = MARGIN; block < leaf.length; block = end(leaf, block)) {
            RowScan below = new RowScan().open(rows, 0, rows.length);
            rows = below.followedBy(new RowScan().open(leaf, block + HEADER, end(leaf, block)));
        }
        return rows;
    }
}
