package org.guildhall.core.table;

import static org.guildhall.core.table.TablePages.MARGIN;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows in pages: a B+ tree whose leaves hold rows and whose directories hold the lowest key of each child.
 * With no levels it holds nothing, and only the counter of page numbers lives on.
 *
 * <p>Two choices keep the common cases cheap. A leaf that is full at its end is left as it is, and the new row begins a
 * page of its own, so that appending fills pages and writes one. And a directory changes only when a child comes or goes.
 */
final class Tree {
    private static final int MAX_LEVELS = 32;

    private final TablePages pages;
    private final TableLimits limits;
    private final RowScan scan;
    private int levels;
    private int root;
    private int size;

    /** The way to a leaf: at each level the page, and above the leaves the slot taken. */
    private final int[] path = new int[MAX_LEVELS];

    private final int[] slots = new int[MAX_LEVELS];

    /** The bounds of what the path leads to, from its directories. */
    private boolean bounded;

    private long low1;
    private long low2;
    private boolean boundedAbove;
    private long high1;
    private long high2;

    /** The path leads to a leaf, which the scan is in, and nothing has changed since. */
    private boolean placed;

    Tree(TablePages pages, TableLimits limits, RowScan scan) {
        this.pages = pages;
        this.limits = limits;
        this.scan = scan;
    }

    void restore(int newLevels, int newRoot, int newSize) {
        if (newLevels > MAX_LEVELS) {
            throw new MalformedBytesException("expected at most " + MAX_LEVELS + " levels, but found " + newLevels);
        }
        if (newSize == 0) {
            throw new MalformedBytesException("expected rows in the pages of a table, but found the count 0");
        }
        levels = newLevels;
        root = newRoot;
        size = newSize;
    }

    boolean empty() {
        return levels == 0;
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
        out.writeVarint(levels);
        if (levels > 0) {
            out.writeVarint(root).writeVarint(size);
        }
    }

    /** Takes the rows over from the head; there must be some. */
    void begin(RowScan rows) {
        rows.rewind();
        byte[] leaf = rows.tail(MARGIN);
        size = rows.drain();
        levels = 1;
        placed = false;
        root = pages.allocate();
        store(root, leaf, false);
    }

    /** The rows, behind a margin, if they are few enough for the head; the tree is then empty. */
    byte @Nullable [] end() {
        if (levels != 1) {
            return null;
        }
        byte[] leaf = leaf(root);
        if (leaf.length - MARGIN >= limits.inlineAgainBytes()) {
            return null;
        }
        pages.drop(root);
        placed = false;
        levels = 0;
        root = 0;
        size = 0;
        return leaf;
    }

    // Reading

    /** The first row at or above the key. */
    @Nullable
    Row ceiling(long k1, long k2) {
        seek(k1, k2);
        if (scan.ended() && boundedAbove) {
            seek(high1, high2);
        }
        return scan.row();
    }

    /** The last row below the key. */
    @Nullable
    Row lower(long k1, long k2) {
        seek(k1, k2);
        if (scan.first() && bounded) {
            boolean lowest = low2 == Long.MIN_VALUE;
            seek(lowest ? low1 - 1 : low1, lowest ? Long.MAX_VALUE : low2 - 1);
            return scan.ended() ? scan.rowBefore() : scan.row();
        }
        return scan.rowBefore();
    }

    /** Moves the scan to the first row at or above the key within the leaf that the key belongs to. */
    void seek(long k1, long k2) {
        if (!placed || !withinBounds(k1, k2)) {
            openLeaf(descend(k1, k2, 0));
            placed = true;
        }
        scan.seek(k1, k2);
    }

    private boolean withinBounds(long k1, long k2) {
        return (!bounded || !RowScan.below(k1, k2, low1, low2))
                && (!boundedAbove || RowScan.below(k1, k2, high1, high2));
    }

    private int descend(long k1, long k2, int toLevel) {
        bounded = false;
        boundedAbove = false;
        int page = root;
        for (int level = levels - 1; level > toLevel; level--) {
            byte[] directory = directory(page, level);
            int slot = Directory.find(directory, k1, k2);
            path[level] = page;
            slots[level] = slot;
            if (slot > 0) {
                bounded = true;
                low1 = Directory.k1(directory, slot);
                low2 = Directory.k2(directory, slot);
            }
            if (slot + 1 < Directory.count(directory)) {
                boundedAbove = true;
                high1 = Directory.k1(directory, slot + 1);
                high2 = Directory.k2(directory, slot + 1);
            }
            page = Directory.child(directory, slot);
        }
        path[toLevel] = page;
        return page;
    }

    private byte[] directory(int page, int level) {
        boolean seen = pages.seen(page);
        byte[] directory = pages.read(page, level);
        if (!seen) {
            Directory.check(page, directory);
        }
        return directory;
    }

    private byte[] openLeaf(int page) {
        boolean seen = pages.seen(page);
        byte[] leaf = leaf(page);
        if (!seen) {
            checkBounds(page, leaf);
        }
        scan.open(leaf, MARGIN, leaf.length);
        return leaf;
    }

    private byte[] leaf(int page) {
        return pages.read(page, 0);
    }

    /** A leaf seen for the first time is walked once, so that damage in it shows before anything is made of it. */
    private void checkBounds(int page, byte[] leaf) {
        scan.open(leaf, MARGIN, leaf.length);
        if (bounded && RowScan.below(scan.k1(), scan.k2(), low1, low2)) {
            throw outOfBounds(page, scan.k1(), scan.k2());
        }
        scan.drain();
        Row last = scan.rowBefore();
        if (boundedAbove && last != null && !RowScan.below(last.k1(), last.k2(), high1, high2)) {
            throw outOfBounds(page, last.k1(), last.k2());
        }
        scan.rewind();
    }

    private MalformedBytesException outOfBounds(int page, long k1, long k2) {
        return new MalformedBytesException(
                "expected keys from " + (bounded ? RowScan.key(low1, low2) : "any") + " to below "
                        + (boundedAbove ? RowScan.key(high1, high2) : "any") + " in page " + page + ", but found "
                        + RowScan.key(k1, k2));
    }

    // Putting

    /** Returns whether anything changed. */
    boolean put(long k1, long k2, byte[] contents, int offset, int length) {
        seek(k1, k2);
        int page = path[0];
        byte[] leaf = leaf(page);
        boolean replaces = scan.at(k1, k2);
        if (replaces && scan.contentsEqual(contents, offset, length)) {
            return false;
        }
        placed = false;
        size = replaces ? size : Math.addExact(size, 1);
        if (scan.ended() && leaf.length + length + RowFormat.MAX_HEADER_BYTES > limits.leafBytes()) {
            int added = pages.allocate();
            scan.open(leaf, leaf.length, leaf.length);
            pages.write(added, 0, scan.with(MARGIN, k1, k2, contents, offset, length));
            insert(1, k1, k2, added);
        } else {
            byte[] edited = scan.with(MARGIN, k1, k2, contents, offset, length);
            store(page, edited, scan.ended());
        }
        return true;
    }

    /** Writes a leaf, in several pages if it is too long for one. */
    private void store(int page, byte[] leaf, boolean lastRowAlone) {
        if (leaf.length <= limits.leafBytes() || !cut(leaf, lastRowAlone)) {
            pages.write(page, 0, leaf);
            return;
        }
        long k1 = scan.k1();
        long k2 = scan.k2();
        byte[] above = scan.tail(MARGIN);
        store(page, scan.head(MARGIN), false);
        int added = pages.allocate();
        insert(1, k1, k2, added);
        store(added, above, false);
    }

    /** Moves the scan to the row that begins the second part; false if there is one row only. */
    private boolean cut(byte[] leaf, boolean lastRowAlone) {
        scan.open(leaf, MARGIN, leaf.length);
        scan.rewind();
        int half = (leaf.length - MARGIN) / 2;
        do {
            scan.advance();
        } while (!scan.ended() && (lastRowAlone || scan.bytesBefore() < half));
        if (scan.ended()) {
            scan.seekLast();
        }
        return !scan.first();
    }

    /** Adds a child to the directory at this level, above the child that its key belonged to so far. */
    private void insert(int level, long k1, long k2, int child) {
        if (level == levels) {
            int top = pages.allocate();
            pages.write(top, level, Directory.with(Directory.of(root), 1, k1, k2, child));
            root = top;
            levels++;
            return;
        }
        descend(k1, k2, level - 1);
        int page = path[level];
        int slot = slots[level] + 1;
        byte[] before = directory(page, level);
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

    // Removing

    /** Returns whether the row was there. */
    boolean remove(long k1, long k2) {
        seek(k1, k2);
        if (!scan.at(k1, k2)) {
            return false;
        }
        placed = false;
        countDown(1);
        shrink(scan.without(MARGIN));
        return true;
    }

    /** Returns how many rows there were below the key. */
    int removeBelow(long k1, long k2) {
        int before = size;
        placed = false;
        openLeaf(descend(k1, k2, 0));
        for (int level = levels - 1; level > 0; level--) {
            trim(level);
        }
        byte[] leaf = openLeaf(path[0]);
        int passed = 0;
        for (scan.rewind(); !scan.ended() && RowScan.below(scan.k1(), scan.k2(), k1, k2); scan.advance()) {
            passed++;
        }
        if (passed > 0) {
            countDown(passed);
            shrink(scan.tail(MARGIN));
        } else {
            collapse();
        }
        return before - size;
    }

    /** Drops the children before the path's at this level. */
    private void trim(int level) {
        byte[] directory = directory(path[level], level);
        for (int slot = 0; slot < slots[level]; slot++) {
            drop(Directory.child(directory, slot), level - 1);
        }
        if (slots[level] > 0) {
            pages.write(path[level], level, Directory.slice(directory, slots[level], Directory.count(directory)));
            slots[level] = 0;
        }
    }

    private void drop(int page, int level) {
        if (level == 0) {
            byte[] leaf = leaf(page);
            scan.open(leaf, MARGIN, leaf.length);
            scan.rewind();
            countDown(scan.drain());
        } else {
            byte[] directory = directory(page, level);
            for (int slot = 0; slot < Directory.count(directory); slot++) {
                drop(Directory.child(directory, slot), level - 1);
            }
        }
        pages.drop(page);
    }

    private void countDown(int rows) {
        if (rows > size) {
            throw new MalformedBytesException("expected " + size + " more rows, but found " + rows);
        }
        size -= rows;
    }

    /** Writes what is left of the path's leaf, if anything, and takes care that pages stay filled. */
    private void shrink(byte[] leaf) {
        if (leaf.length == MARGIN) {
            pages.drop(path[0]);
            detach(1);
        } else if (leaf.length - MARGIN >= limits.sparseLeafBytes() || !mergeLeaf(leaf)) {
            store(path[0], leaf, false);
        }
        collapse();
    }

    private boolean mergeLeaf(byte[] leaf) {
        if (levels == 1) {
            return false;
        }
        byte[] directory = directory(path[1], 1);
        int upper = upperOfPair(1, directory);
        if (upper == 0) {
            return false;
        }
        boolean isUpper = upper == slots[1];
        byte[] other = leaf(Directory.child(directory, isUpper ? upper - 1 : upper));
        if (leaf.length + other.length - MARGIN > limits.mergedLeafBytes()) {
            return false;
        }
        byte[] below = isUpper ? other : leaf;
        byte[] above = isUpper ? leaf : other;
        scan.open(below, MARGIN, below.length);
        byte[] merged = scan.followedBy(MARGIN, new RowScan().open(above, MARGIN, above.length));
        pages.drop(Directory.child(directory, upper));
        slots[1] = upper;
        detach(1);
        store(Directory.child(directory, upper - 1), merged, false);
        return true;
    }

    /** Of the path's child and a neighbour under the same directory, the upper one's slot; 0 if it has no neighbour. */
    private int upperOfPair(int level, byte[] directory) {
        return slots[level] + 1 < Directory.count(directory) ? slots[level] + 1 : slots[level];
    }

    /** Takes the path's slot, whose page is dropped, out of the directory at this level. */
    private void detach(int level) {
        if (level == levels) {
            levels = 0;
            root = 0;
            if (size != 0) {
                throw new MalformedBytesException("expected " + size + " more rows, but found the last page empty");
            }
            return;
        }
        byte[] directory = Directory.without(directory(path[level], level), slots[level]);
        int count = Directory.count(directory);
        if (count == 0) {
            pages.drop(path[level]);
            detach(level + 1);
        } else if (count > limits.sparseDirectoryEntries() || !mergeDirectory(level, directory)) {
            pages.write(path[level], level, directory);
        }
    }

    private boolean mergeDirectory(int level, byte[] directory) {
        if (level + 1 == levels) {
            return false;
        }
        byte[] parent = directory(path[level + 1], level + 1);
        int upper = upperOfPair(level + 1, parent);
        if (upper == 0) {
            return false;
        }
        boolean isUpper = upper == slots[level + 1];
        byte[] other = directory(Directory.child(parent, isUpper ? upper - 1 : upper), level);
        if (Directory.count(directory) + Directory.count(other) > limits.mergedDirectoryEntries()) {
            return false;
        }
        byte[] below = isUpper ? other : directory;
        byte[] above = isUpper ? directory : other;
        byte[] joined = Directory.joined(below, Directory.k1(parent, upper), Directory.k2(parent, upper), above);
        pages.write(Directory.child(parent, upper - 1), level, joined);
        pages.drop(Directory.child(parent, upper));
        slots[level + 1] = upper;
        detach(level + 1);
        return true;
    }

    /** A directory at the top with one child gives way to the child. */
    private void collapse() {
        while (levels > 1) {
            byte[] directory = directory(root, levels - 1);
            if (Directory.count(directory) > 1) {
                return;
            }
            pages.drop(root);
            root = Directory.child(directory, 0);
            levels--;
        }
    }
}
