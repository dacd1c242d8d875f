package org.guildhall.core.table;

import static org.guildhall.core.table.TablePages.MARGIN;

import org.guildhall.core.codec.MalformedBytesException;

/**
 * The bytes of a directory page: entries of 20 bytes, each the lowest key that belongs to a child (two longs) and the
 * child's page number (an int). The key of the first entry is always the lowest there is; the parent knows better.
 *
 * <p>Edits give a new array.
 */
final class Directory {
    private static final int ENTRY_BYTES = 20;

    private Directory() {}

    static void check(int page, byte[] directory) {
        if ((directory.length - MARGIN) % ENTRY_BYTES != 0) {
            throw new MalformedBytesException("expected entries of " + ENTRY_BYTES + " bytes in directory page " + page
                    + ", but found " + (directory.length - MARGIN) + " bytes");
        }
    }

    static int count(byte[] directory) {
        return (directory.length - MARGIN) / ENTRY_BYTES;
    }

    static long k1(byte[] directory, int slot) {
        return (long) RowFormat.LONG.get(directory, at(slot));
    }

    static long k2(byte[] directory, int slot) {
        return (long) RowFormat.LONG.get(directory, at(slot) + 8);
    }

    static int child(byte[] directory, int slot) {
        return (int) RowFormat.INT.get(directory, at(slot) + 16);
    }

    /** The slot of the child that the key belongs to. */
    static int find(byte[] directory, long k1, long k2) {
        int low = 0;
        int high = count(directory) - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (RowScan.below(k1, k2, k1(directory, middle), k2(directory, middle))) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    static byte[] of(int child) {
        byte[] out = new byte[at(1)];
        set(out, 0, Long.MIN_VALUE, Long.MIN_VALUE, child);
        return out;
    }

    static byte[] with(byte[] directory, int slot, long k1, long k2, int child) {
        byte[] out = new byte[directory.length + ENTRY_BYTES];
        System.arraycopy(directory, 0, out, 0, at(slot));
        System.arraycopy(directory, at(slot), out, at(slot + 1), directory.length - at(slot));
        set(out, slot, k1, k2, child);
        return out;
    }

    static byte[] without(byte[] directory, int slot) {
        byte[] out = new byte[directory.length - ENTRY_BYTES];
        System.arraycopy(directory, 0, out, 0, at(slot));
        System.arraycopy(directory, at(slot + 1), out, at(slot), out.length - at(slot));
        return lowestFirst(out);
    }

    /** The entries from one slot, inclusive, to another, exclusive. */
    static byte[] slice(byte[] directory, int fromSlot, int toSlot) {
        byte[] out = new byte[at(toSlot - fromSlot)];
        System.arraycopy(directory, at(fromSlot), out, MARGIN, out.length - MARGIN);
        return lowestFirst(out);
    }

    /** The entries of both, of which the second begins at the key. */
    static byte[] joined(byte[] directory, long k1, long k2, byte[] above) {
        byte[] out = new byte[directory.length + above.length - MARGIN];
        System.arraycopy(directory, 0, out, 0, directory.length);
        System.arraycopy(above, MARGIN, out, directory.length, above.length - MARGIN);
        set(out, count(directory), k1, k2, child(above, 0));
        return out;
    }

    private static byte[] lowestFirst(byte[] directory) {
        if (count(directory) > 0) {
            set(directory, 0, Long.MIN_VALUE, Long.MIN_VALUE, child(directory, 0));
        }
        return directory;
    }

    private static void set(byte[] directory, int slot, long k1, long k2, int child) {
        RowFormat.LONG.set(directory, at(slot), k1);
        RowFormat.LONG.set(directory, at(slot) + 8, k2);
        RowFormat.INT.set(directory, at(slot) + 16, child);
    }

    private static int at(int slot) {
        return MARGIN + slot * ENTRY_BYTES;
    }
}
