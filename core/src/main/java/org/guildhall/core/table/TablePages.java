package org.guildhall.core.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Pages;

/**
 * The pages of one table during one decision: each read once, and those written or dropped kept for the change.
 *
 * <p>A page begins with a byte that tells its level (0 for a leaf) and its own number in the entity, so that a page in
 * another's place is noticed.
 */
final class TablePages {
    /** The bytes before a page's rows or entries. */
    static final int MARGIN = 9;

    /** Of a leaf; raised by 0x20 whenever the form of pages changes. */
    private static final int SHAPE = 0x60;

    private final int table;
    private final Pages source;
    private final int nextBefore;
    private int next;
    private final Map<Integer, byte[]> known = new HashMap<>();
    private final TreeMap<Integer, Change.Page> changes = new TreeMap<>();

    TablePages(int table, int next, Pages source) {
        this.table = table;
        this.next = next;
        this.nextBefore = next;
        this.source = source;
    }

    /** The number that the next new page gets; numbers are never used again. */
    int next() {
        return next;
    }

    int allocate() {
        int page = next;
        next = Math.addExact(next, 1);
        return page;
    }

    byte[] read(int page, int level) {
        byte[] bytes = known.get(page);
        if (bytes == null) {
            if (page <= 0 || page >= nextBefore) {
                throw new MalformedBytesException(
                        "expected the number of a page from 1 to " + (nextBefore - 1) + ", but found " + page);
            }
            Change.Page change = changes.get(page);
            if (change != null) {
                throw new MalformedBytesException("expected a page in use, but found page " + page + " dropped");
            }
            bytes = source.read(numberInEntity(page));
            if (bytes.length <= MARGIN) {
                throw new MalformedBytesException("expected a page of more than " + MARGIN + " bytes, but found "
                        + bytes.length + " in page " + page + " of table " + table);
            }
            known.put(page, bytes);
        }
        check(page, level, bytes);
        return bytes;
    }

    private void check(int page, int level, byte[] bytes) {
        long number = (long) RowFormat.LONG.get(bytes, 1);
        if (bytes[0] != SHAPE + level || number != numberInEntity(page)) {
            throw new MalformedBytesException("expected page " + page + " of table " + table + " at level " + level
                    + ", but found page " + (int) number + " of table " + (number >>> 32) + " with shape "
                    + (bytes[0] & 0xFF));
        }
    }

    /** Takes the bytes over and writes their margin. */
    void write(int page, int level, byte[] bytes) {
        bytes[0] = (byte) (SHAPE + level);
        RowFormat.LONG.set(bytes, 1, numberInEntity(page));
        known.put(page, bytes);
        changes.put(page, new Change.Page(numberInEntity(page), bytes));
    }

    void drop(int page) {
        known.remove(page);
        if (page < nextBefore) {
            changes.put(page, new Change.Page(numberInEntity(page), null));
        } else {
            changes.remove(page);
        }
    }

    /** In the order of their numbers. */
    void collectChanges(List<Change.Page> into) {
        into.addAll(changes.values());
    }

    private long numberInEntity(int page) {
        return (long) table << 32 | page;
    }
}
