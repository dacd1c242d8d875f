package org.guildhall.core.table;

import static org.guildhall.core.table.TablePages.MARGIN;

import org.guildhall.core.codec.MalformedBytesException;

/**
 * A tree's root, and the way from it to one block of one leaf: at each level the page, and the slot taken there. The
 * scan is over the rows of that block.
 *
 * <p>What is passed on the way is checked: the first keys of all blocks of the leaf, and the rows of the block, must
 * grow and lie within the bounds that the directories give.
 */
final class Path {
    private static final int MAX_LEVELS = 32;

    final TablePages pages;
    final RowScan scan;
    int levels;
    int root;

    private final int[] page = new int[MAX_LEVELS];
    private final int[] slot = new int[MAX_LEVELS];
    private final Bounds bounds = new Bounds();
    private byte[] leaf = {};
    private int block;
    private int blockEnd;

    /** The path leads to a block, and nothing has changed since. */
    private boolean placed;

    Path(TablePages pages, RowScan scan) {
        this.pages = pages;
        this.scan = scan;
    }

    void restore(int newLevels, int newRoot) {
        if (newLevels > MAX_LEVELS) {
            throw new MalformedBytesException("expected at most " + MAX_LEVELS + " levels, but found " + newLevels);
        }
        levels = newLevels;
        root = newRoot;
        leave();
    }

    /** The bounds of the block. */
    Bounds bounds() {
        return bounds;
    }

    int page(int level) {
        return page[level];
    }

    int slot(int level) {
        return slot[level];
    }

    void slot(int level, int newSlot) {
        slot[level] = newSlot;
    }

    byte[] leaf() {
        return leaf;
    }

    int block() {
        return block;
    }

    int blockEnd() {
        return blockEnd;
    }

    byte[] directory(int level) {
        return directory(page[level], level);
    }

    byte[] directory(int number, int level) {
        byte[] directory = pages.read(number, level);
        Directory.check(number, directory);
        return directory;
    }

    /** Something changes: the next look-up must begin at the root. */
    void leave() {
        placed = false;
    }

    /** Moves to the block that the key belongs to, and within it to the first row at or above the key. */
    void seek(long k1, long k2) {
        if (!placed || !bounds.contain(k1, k2)) {
            descend(k1, k2, 0);
            leaf = pages.read(page[0], 0);
            openBlock(k1, k2);
            placed = true;
        }
        scan.seek(k1, k2);
    }

    /** Moves to the directory at this level that the key belongs to, or to the leaf. */
    void descend(long k1, long k2, int toLevel) {
        bounds.clear();
        int next = root;
        for (int level = levels - 1; level > toLevel; level--) {
            byte[] directory = directory(next, level);
            int taken = Directory.find(directory, k1, k2);
            page[level] = next;
            slot[level] = taken;
            if (taken > 0) {
                bounds.from(Directory.k1(directory, taken), Directory.k2(directory, taken));
            }
            if (taken + 1 < Directory.count(directory)) {
                bounds.to(Directory.k1(directory, taken + 1), Directory.k2(directory, taken + 1));
            }
            next = Directory.child(directory, taken);
        }
        page[toLevel] = next;
    }

    /** Passes over the first keys of all blocks, and then over all rows of the one that the key belongs to. */
    private void openBlock(long k1, long k2) {
        block = MARGIN;
        blockEnd = Leaf.end(leaf, block);
        long last1 = Leaf.k1(leaf, block);
        long last2 = Leaf.k2(leaf, block);
        bounds.check(page[0], last1, last2);
        int end = blockEnd;
        while (end < leaf.length) {
            int next = end;
            end = Leaf.end(leaf, next);
            long next1 = Leaf.k1(leaf, next);
            long next2 = Leaf.k2(leaf, next);
            if (!RowScan.below(last1, last2, next1, next2)) {
                throw outOfOrder(last1, last2, next1, next2);
            }
            if (!RowScan.below(k1, k2, next1, next2)) {
                block = next;
                blockEnd = end;
            }
            last1 = next1;
            last2 = next2;
        }
        bounds.check(page[0], last1, last2);
        if (block > MARGIN) {
            bounds.from(Leaf.k1(leaf, block), Leaf.k2(leaf, block));
        }
        if (blockEnd < leaf.length) {
            bounds.to(Leaf.k1(leaf, blockEnd), Leaf.k2(leaf, blockEnd));
        }
        scan.open(leaf, block + Leaf.HEADER, blockEnd).drain();
        bounds.check(page[0], scan.before1(), scan.before2());
    }

    private MalformedBytesException outOfOrder(long last1, long last2, long next1, long next2) {
        return new MalformedBytesException("expected a block above " + RowScan.key(last1, last2) + " in page "
                + page[0] + ", but found " + RowScan.key(next1, next2));
    }
}
