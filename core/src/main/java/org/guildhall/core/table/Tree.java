package org.guildhall.core.table;

import static org.guildhall.core.table.TablePages.MARGIN;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows in pages: a B+ tree whose leaves hold rows and whose directories hold the lowest key of each child.
 * With no levels it holds nothing, and only the counter of page numbers lives on.
 *
 * <p>Two choices keep the common cases cheap. A leaf or block that is full at its end is left as it is, and the new row
 * begins one of its own, so that appending fills pages and writes one. And a directory changes only when a child comes or
 * goes.
 */
final class Tree {
    private final TablePages pages;
    private final TableLimits limits;
    private final Path path;
    private final RowScan scan;
    private int size;

    Tree(TablePages pages, TableLimits limits) {
        this.pages = pages;
        this.limits = limits;
        this.scan = new RowScan();
        this.path = new Path(pages, scan);
    }

    void restore(int levels, int root, int newSize) {
        if (newSize == 0) {
            throw new MalformedBytesException("expected rows in the pages of a table, but found the count 0");
        }
        path.restore(levels, root);
        size = newSize;
    }

    boolean empty() {
        return path.levels == 0;
    }

    int size() {
        return size;
    }

    int nextPage() {
        return pages.next();
    }

    TablePages pages() {
        return pages;
    }

    void write(ByteWriter out) {
        out.writeVarint(path.levels);
        if (path.levels > 0) {
            out.writeVarint(path.root).writeVarint(size);
        }
    }

    /** Takes the rows over from the head; there must be some. */
    void begin(RowScan rows) {
        rows.rewind();
        byte[] leaf = Leaf.of(rows.tail(), limits.blockBytes());
        size = rows.drain();
        path.restore(1, pages.allocate());
        store(path.root, leaf);
    }

    /** The rows if they are few enough for the head; the tree is then empty. */
    byte @Nullable [] end() {
        if (path.levels != 1) {
            return null;
        }
        byte[] leaf = pages.read(path.root, 0);
        if (leaf.length - MARGIN >= limits.inlineAgainBytes()) {
            return null;
        }
        pages.drop(path.root);
        path.restore(0, 0);
        size = 0;
        return Leaf.rows(leaf);
    }

    /** What stands at the first row at or above the key within the block that the key belongs to. */
    RowScan seek(long k1, long k2) {
        path.seek(k1, k2);
        return scan;
    }

    /** The first row at or above the key. */
    @Nullable
    Row ceiling(long k1, long k2) {
        path.seek(k1, k2);
        Bounds bounds = path.bounds();
        if (scan.ended() && bounds.above()) {
            path.seek(bounds.high1(), bounds.high2());
        }
        return scan.row();
    }

    /** The last row below the key. */
    @Nullable
    Row lower(long k1, long k2) {
        path.seek(k1, k2);
        Bounds bounds = path.bounds();
        if (scan.first() && bounds.below()) {
            boolean lowest = bounds.low2() == Long.MIN_VALUE;
            long before1 = lowest ? bounds.low1() - 1 : bounds.low1();
            long before2 = lowest ? Long.MAX_VALUE : bounds.low2() - 1;
            path.seek(before1, before2);
            return scan.ended() ? scan.rowBefore() : scan.row();
        }
        return scan.rowBefore();
    }

    /** Returns whether anything changed. */
    boolean put(long k1, long k2, byte[] contents, int offset, int length) {
        path.seek(k1, k2);
        boolean replaces = scan.at(k1, k2);
        if (replaces && scan.contentsEqual(contents, offset, length)) {
            return false;
        }
        path.leave();
        size = replaces ? size : Math.addExact(size, 1);
        boolean last = scan.ended();
        byte[] leaf = path.leaf();
        int block = path.block();
        int blockEnd = path.blockEnd();
        byte[] rows = scan.with(k1, k2, contents, offset, length);
        if (last && rows.length > limits.blockBytes()) {
            rows = RowFormat.alone(k1, k2, contents, offset, length);
            block = blockEnd;
        }
        byte[] edited = Leaf.with(leaf, block, blockEnd, rows, limits.blockBytes());
        if (last && blockEnd == leaf.length && edited.length > limits.leafBytes()) {
            int added = pages.allocate();
            byte[] row = RowFormat.alone(k1, k2, contents, offset, length);
            pages.write(added, 0, Leaf.of(row, limits.blockBytes()));
            insert(1, k1, k2, added);
        } else {
            store(path.page(0), edited);
        }
        return true;
    }

    /** Writes a leaf, in several pages if it is too long for one. */
    private void store(int page, byte[] leaf) {
        int middle = leaf.length <= limits.leafBytes() ? MARGIN : Leaf.middle(leaf);
        if (middle == MARGIN) {
            pages.write(page, 0, leaf);
            return;
        }
        store(page, Leaf.slice(leaf, MARGIN, middle));
        int added = pages.allocate();
        insert(1, Leaf.k1(leaf, middle), Leaf.k2(leaf, middle), added);
        store(added, Leaf.slice(leaf, middle, leaf.length));
    }

    /** Adds a child to the directory at this level, above the child that its key belonged to so far. */
    private void insert(int level, long k1, long k2, int child) {
        if (level == path.levels) {
            int top = pages.allocate();
            pages.write(top, level, Directory.with(Directory.of(path.root), 1, k1, k2, child));
            path.restore(level + 1, top);
            return;
        }
        path.descend(k1, k2, level - 1);
        byte[] before = path.directory(level);
        int page = path.page(level);
        int slot = path.slot(level) + 1;
        int count = Directory.count(before);
        if (count < limits.directoryEntries()) {
            pages.write(page, level, Directory.with(before, slot, k1, k2, child));
            return;
        }
        int added = pages.allocate();
        if (slot == count) {
            pages.write(added, level, Directory.of(child));
            insert(level + 1, k1, k2, added);
            return;
        }
        byte[] full = Directory.with(before, slot, k1, k2, child);
        int half = (count + 1) / 2;
        pages.write(page, level, Directory.slice(full, 0, half));
        pages.write(added, level, Directory.slice(full, half, count + 1));
        insert(level + 1, Directory.k1(full, half), Directory.k2(full, half), added);
    }

    /** Returns whether the row was there. */
    boolean remove(long k1, long k2) {
        path.seek(k1, k2);
        if (!scan.at(k1, k2)) {
            return false;
        }
        shrink(1, Leaf.with(path.leaf(), path.block(), path.blockEnd(), scan.without(), limits.blockBytes()));
        return true;
    }

    /** Returns how many rows there were below the key. */
    int removeBelow(long k1, long k2) {
        path.seek(k1, k2);
        Thinning thinning = new Thinning(path, limits);
        int passed = 0;
        for (int level = path.levels - 1; level > 0; level--) {
            passed = Math.addExact(passed, thinning.trim(level));
        }
        byte[] leaf = path.leaf();
        passed += Leaf.count(leaf, MARGIN, path.block()) + scan.passed();
        if (passed > 0) {
            shrink(passed, Leaf.with(leaf, MARGIN, path.blockEnd(), scan.tail(), limits.blockBytes()));
        }
        return passed;
    }

    /** Writes what is left of the path's leaf, if anything, and takes care that pages stay filled. */
    private void shrink(int rows, byte[] leaf) {
        if (rows > size) {
            throw new MalformedBytesException("expected " + size + " more rows, but found " + rows);
        }
        size -= rows;
        path.leave();
        Thinning thinning = new Thinning(path, limits);
        if (!thinning.takes(leaf)) {
            store(path.page(0), leaf);
        }
        thinning.collapse();
        if (path.levels == 0 && size != 0) {
            throw new MalformedBytesException("expected " + size + " more rows, but found the last page empty");
        }
    }
}
