package org.guildhall.core.table;

import static org.guildhall.core.table.TablePages.MARGIN;

/** Takes pages out of a tree whose rows have become fewer, and merges those that are nearly empty. */
final class Thinning {
    private final Path path;
    private final TablePages pages;
    private final TableLimits limits;

    Thinning(Path path, TableLimits limits) {
        this.path = path;
        this.pages = path.pages;
        this.limits = limits;
    }

    /** Drops the children before the path's at this level, and returns the number of their rows. */
    int trim(int level) {
        byte[] directory = path.directory(level);
        int slots = path.slot(level);
        int rows = 0;
        for (int slot = 0; slot < slots; slot++) {
            rows = Math.addExact(rows, drop(Directory.child(directory, slot), level - 1));
        }
        if (slots > 0) {
            pages.write(path.page(level), level, Directory.slice(directory, slots, Directory.count(directory)));
            path.slot(level, 0);
        }
        return rows;
    }

    private int drop(int page, int level) {
        int rows = 0;
        if (level == 0) {
            byte[] leaf = pages.read(page, 0);
            rows = Leaf.count(leaf, MARGIN, leaf.length);
        } else {
            byte[] directory = path.directory(page, level);
            for (int slot = 0; slot < Directory.count(directory); slot++) {
                rows = Math.addExact(rows, drop(Directory.child(directory, slot), level - 1));
            }
        }
        pages.drop(page);
        return rows;
    }

    /** The path's leaf goes, or joins a neighbour. Returns whether it did; if not, it is still to be written. */
    boolean takes(byte[] leaf) {
        if (leaf.length == MARGIN) {
            pages.drop(path.page(0));
            detach(1);
            return true;
        }
        return leaf.length - MARGIN < limits.sparseLeafBytes() && path.levels > 1 && mergeLeaf(leaf);
    }

    private boolean mergeLeaf(byte[] leaf) {
        byte[] directory = path.directory(1);
        int upper = upperOfPair(1, directory);
        if (upper == 0) {
            return false;
        }
        boolean isUpper = upper == path.slot(1);
        byte[] other = pages.read(Directory.child(directory, isUpper ? upper - 1 : upper), 0);
        if (leaf.length + other.length - MARGIN > limits.mergedLeafBytes()) {
            return false;
        }
        pages.drop(Directory.child(directory, upper));
        pages.write(
                Directory.child(directory, upper - 1), 0,
                isUpper ? Leaf.joined(other, leaf) : Leaf.joined(leaf, other));
        path.slot(1, upper);
        detach(1);
        return true;
    }

    /** Of the path's child and a neighbour under the same directory, the upper one's slot; 0 if it has no neighbour. */
    private int upperOfPair(int level, byte[] directory) {
        int slot = path.slot(level);
        return slot + 1 < Directory.count(directory) ? slot + 1 : slot;
    }

    /** Takes the path's slot, whose page is dropped, out of the directory at this level. */
    private void detach(int level) {
        if (level == path.levels) {
            path.restore(0, 0);
            return;
        }
        byte[] directory = Directory.without(path.directory(level), path.slot(level));
        int count = Directory.count(directory);
        if (count == 0) {
            pages.drop(path.page(level));
            detach(level + 1);
        } else if (count > limits.sparseDirectoryEntries() || !mergeDirectory(level, directory)) {
            pages.write(path.page(level), level, directory);
        }
    }

    private boolean mergeDirectory(int level, byte[] directory) {
        if (level + 1 == path.levels) {
            return false;
        }
        byte[] parent = path.directory(level + 1);
        int upper = upperOfPair(level + 1, parent);
        if (upper == 0) {
            return false;
        }
        boolean isUpper = upper == path.slot(level + 1);
        byte[] other = path.directory(Directory.child(parent, isUpper ? upper - 1 : upper), level);
        if (Directory.count(directory) + Directory.count(other) > limits.mergedDirectoryEntries()) {
            return false;
        }
        byte[] below = isUpper ? other : directory;
        byte[] above = isUpper ? directory : other;
        byte[] joined = Directory.joined(below, Directory.k1(parent, upper), Directory.k2(parent, upper), above);
        pages.write(Directory.child(parent, upper - 1), level, joined);
        pages.drop(Directory.child(parent, upper));
        path.slot(level + 1, upper);
        detach(level + 1);
        return true;
    }

    /** A directory at the top with one child gives way to the child. */
    void collapse() {
        while (path.levels > 1) {
            byte[] directory = path.directory(path.root, path.levels - 1);
            if (Directory.count(directory) > 1) {
                return;
            }
            pages.drop(path.root);
            path.restore(path.levels - 1, Directory.child(directory, 0));
        }
    }
}
