package org.guildhall.core.table;

/**
 * When a table changes its layout. They steer writing only: any layout can be read under any limits.
 *
 * @param inlineBytes rows of more bytes than this move from the head to pages
 * @param inlineAgainBytes rows of fewer bytes than this move back
 * @param leafBytes a leaf page of more bytes than this is split, unless it holds one row
 * @param blockBytes a block of more bytes than this within a leaf is split, unless it holds one row
 * @param directoryEntries a directory page of more entries than this is split
 */
record TableLimits(int inlineBytes, int inlineAgainBytes, int leafBytes, int blockBytes, int directoryEntries) {
    static final TableLimits USUAL = new TableLimits(1024, 256, 2048, 256, 128);

    TableLimits {
        if (inlineAgainBytes > inlineBytes || directoryEntries < 2) {
            throw new IllegalArgumentException(
                    "expected inlineAgainBytes <= inlineBytes and at least 2 entries, but found "
                            + inlineAgainBytes + ", " + inlineBytes + " and " + directoryEntries);
        }
    }

    /** A leaf whose rows are fewer bytes looks for a neighbour to merge with. */
    int sparseLeafBytes() {
        return leafBytes / 8;
    }

    /** Merging must leave room, or the next put would split again. */
    int mergedLeafBytes() {
        return leafBytes / 4 * 3;
    }

    int sparseDirectoryEntries() {
        return directoryEntries / 4;
    }

    int mergedDirectoryEntries() {
        return directoryEntries * 3 / 4;
    }
}
