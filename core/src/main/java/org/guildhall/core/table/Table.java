package org.guildhall.core.table;

import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Pages;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map inside an entity, from two longs (compared signed, the first one first) to bytes, as one decision works
 * on it. Used by one thread.
 *
 * <ul>
 *   <li>Reading the head only notes where the table lies; its bytes are parsed when it is first asked something.
 *   <li>A table nothing was changed in writes the bytes it was read from. Otherwise the bytes are a function of the
 *       bytes it was read from and the changes made, in their order; what was looked up in between doesn't matter.
 *   <li>Arrays given by the head or by {@link Pages} are never written into, and those given out in {@link Row}s and
 *       changes are never written into again. So a row once found stays as it was found.
 *   <li>There is no cursor that a change could upset: to walk, ask for the {@link #next} row after the last one's keys.
 *   <li>The layout (head or pages, and which row in which page) depends on history. A digest goes over the rows, as
 *       {@link #writeRows} does.
 *   <li>Damaged bytes throw {@link MalformedBytesException} when they are come upon; the table is then of no more use.
 * </ul>
 *
 * <p>In the head: a varint of twice the length of what follows, plus 1 if the table has or had pages; 0 for an empty
 * table. Then, if it has or had pages, the next page number and the number of levels; then, with levels, the root's page
 * number and the count of rows; without, the rows themselves in the form of {@link RowFormat}.
 */
public final class Table {
    private static final byte[] NOTHING = {0};

    private final int number;
    private final Tables shared;

    private final byte[] before;
    private final int beforeStart;
    private final int beforeEnd;
    private boolean changed;

    private @Nullable Tree tree;
    private byte[] rows;
    private int rowsFrom;
    private int rowsTo;
    private boolean opened;

    private Table(int number, Tables shared, byte[] before, int start, int rowsFrom, int end) {
        this.number = number;
        this.shared = shared;
        this.before = before;
        this.beforeStart = start;
        this.beforeEnd = end;
        this.rows = before;
        this.rowsFrom = rowsFrom;
        this.rowsTo = end;
    }

    static Table empty(int number, Tables shared) {
        return new Table(number, shared, NOTHING, 0, 1, 1);
    }

    static Table read(ByteReader in, int number, Tables shared) {
        int start = in.position();
        long length = in.readVarint() >>> 1;
        if (length > in.remaining()) {
            throw new MalformedBytesException(
                    "expected a table of " + length + " bytes, but found " + in.remaining() + " at byte "
                            + in.position());
        }
        int from = in.position();
        in.skip((int) length);
        return new Table(number, shared, in.array(), start, from, in.position());
    }

    /** Writes the table's part of the head. */
    public void write(ByteWriter out) {
        if (!changed) {
            out.writeRaw(before, beforeStart, beforeEnd - beforeStart);
        } else if (tree == null) {
            int length = rowsTo - rowsFrom;
            out.writeVarint((long) length << 1).writeRaw(rows, rowsFrom, length);
        } else {
            ByteWriter part = new ByteWriter(32 + rowsTo - rowsFrom);
            part.writeVarint(tree.nextPage());
            tree.write(part);
            part.writeRaw(rows, rowsFrom, rowsTo - rowsFrom);
            out.writeVarint((long) part.size() << 1 | 1).writeRaw(part.array(), 0, part.size());
        }
    }

    /** Adds the pages that were written or dropped since the table was read, in the order of their numbers. */
    public void collectChanges(List<Change.Page> into) {
        if (tree != null) {
            tree.pages().collectChanges(into);
        }
    }

    public boolean isEmpty() {
        return paged() == null && rowsFrom == rowsTo;
    }

    public int size() {
        Tree paged = paged();
        if (paged != null) {
            return paged.size();
        }
        shared.scan.rewind();
        return shared.scan.drain();
    }

    public @Nullable Row get(long k1, long k2) {
        RowScan place = seek(k1, k2);
        return place.at(k1, k2) ? place.row() : null;
    }

    public boolean contains(long k1, long k2) {
        return seek(k1, k2).at(k1, k2);
    }

    public @Nullable Row first() {
        return ceiling(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    public @Nullable Row last() {
        return floor(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The first row at or above the keys. */
    public @Nullable Row ceiling(long k1, long k2) {
        Tree paged = paged();
        if (paged != null) {
            return paged.ceiling(k1, k2);
        }
        shared.scan.seek(k1, k2);
        return shared.scan.row();
    }

    /** The first row above the keys. */
    public @Nullable Row next(long k1, long k2) {
        if (k2 != Long.MAX_VALUE) {
            return ceiling(k1, k2 + 1);
        }
        return k1 == Long.MAX_VALUE ? null : ceiling(k1 + 1, Long.MIN_VALUE);
    }

    /** The last row at or below the keys. */
    public @Nullable Row floor(long k1, long k2) {
        Row row = get(k1, k2);
        return row != null ? row : previous(k1, k2);
    }

    /** The last row below the keys. */
    public @Nullable Row previous(long k1, long k2) {
        Tree paged = paged();
        if (paged != null) {
            return paged.lower(k1, k2);
        }
        shared.scan.seek(k1, k2);
        return shared.scan.rowBefore();
    }

    /** An empty writer for the contents of the row that is put next, valid until then; the entity has one for all its tables. */
    public ByteWriter contents() {
        return shared.contents();
    }

    public void put(long k1, long k2, ByteWriter contents) {
        put(k1, k2, contents.array(), 0, contents.size());
    }

    public void put(long k1, long k2, byte[] contents) {
        put(k1, k2, contents, 0, contents.length);
    }

    /** Adds the row or puts it in place of the one with the same keys; the contents are copied. */
    public void put(long k1, long k2, byte[] contents, int offset, int length) {
        Tree paged = paged();
        if (paged != null) {
            if (paged.put(k1, k2, contents, offset, length)) {
                changed = true;
                comeBack(paged);
            }
            return;
        }
        shared.scan.seek(k1, k2);
        if (!shared.scan.at(k1, k2) || !shared.scan.contentsEqual(contents, offset, length)) {
            edited(shared.scan.with(k1, k2, contents, offset, length));
        }
    }

    /** Returns whether there was such a row. */
    public boolean remove(long k1, long k2) {
        Tree paged = paged();
        if (paged != null) {
            boolean removed = paged.remove(k1, k2);
            if (removed) {
                changed = true;
                comeBack(paged);
            }
            return removed;
        }
        shared.scan.seek(k1, k2);
        if (!shared.scan.at(k1, k2)) {
            return false;
        }
        edited(shared.scan.without());
        return true;
    }

    /** Removes every row below the keys and returns how many there were; pages that hold no other are not rewritten. */
    public int removeBelow(long k1, long k2) {
        Tree paged = paged();
        if (paged != null) {
            int removed = paged.removeBelow(k1, k2);
            if (removed > 0) {
                changed = true;
                comeBack(paged);
            }
            return removed;
        }
        int sizeBefore = size();
        shared.scan.seek(k1, k2);
        if (!shared.scan.first()) {
            edited(shared.scan.tail());
        }
        return sizeBefore - size();
    }

    /** Writes the count and all rows in order, the same whatever the layout. */
    public void writeRows(ByteWriter out) {
        int expected = size();
        out.writeVarint(expected);
        int found = 0;
        for (Row row = first(); row != null; row = next(row.k1(), row.k2())) {
            out.writeSigned(row.k1()).writeSigned(row.k2()).writeVarint(row.length());
            out.writeRaw(row.array(), row.offset(), row.length());
            found++;
        }
        if (found != expected) {
            throw new MalformedBytesException(
                    "expected " + expected + " rows in table " + number + ", but found " + found);
        }
    }

    /** What stands at the first row at or above the keys, as far as that decides whether there is such a row. */
    private RowScan seek(long k1, long k2) {
        Tree paged = paged();
        if (paged != null) {
            return paged.seek(k1, k2);
        }
        shared.scan.seek(k1, k2);
        return shared.scan;
    }

    /** The tree if the rows are in pages; else null, and the scan is within the rows in the head. */
    private @Nullable Tree paged() {
        if (!opened) {
            open();
        }
        if (tree != null && !tree.empty()) {
            return tree;
        }
        shared.scan.open(rows, rowsFrom, rowsTo);
        return null;
    }

    private void open() {
        ByteReader in = new ByteReader(before, beforeStart, beforeEnd - beforeStart);
        if ((in.readVarint() & 1) != 0) {
            int nextPage = in.readCount();
            Tree restored = new Tree(new TablePages(number, nextPage, shared.pages), shared.limits);
            int levels = in.readCount();
            if (levels > 0) {
                restored.restore(levels, in.readCount(), in.readCount());
                if (in.remaining() > 0) {
                    throw new MalformedBytesException("expected the end of table " + number + ", but found "
                            + in.remaining() + " more bytes at byte " + in.position());
                }
            }
            tree = restored;
            rowsFrom = in.position();
        }
        opened = true;
    }

    private void edited(byte[] newRows) {
        keep(newRows, 0);
        if (newRows.length > shared.limits.inlineBytes()) {
            moveOut();
        }
    }

    private void keep(byte[] newRows, int from) {
        rows = newRows;
        rowsFrom = from;
        rowsTo = newRows.length;
        changed = true;
    }

    private void moveOut() {
        Tree target = tree;
        if (target == null) {
            target = new Tree(new TablePages(number, 1, shared.pages), shared.limits);
            tree = target;
        }
        target.begin(shared.scan.open(rows, rowsFrom, rowsTo));
        keep(NOTHING, NOTHING.length);
    }

    private void comeBack(Tree paged) {
        byte[] few = paged.empty() ? null : paged.end();
        if (few != null) {
            keep(few, 0);
        }
    }
}
