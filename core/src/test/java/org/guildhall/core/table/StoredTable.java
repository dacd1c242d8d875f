package org.guildhall.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Pages;

/** A table at rest, between decisions: its part of the head and its pages. Counts what a decision reads and writes. */
final class StoredTable implements Pages {
    private static final int NUMBER = 3;

    final TableLimits limits;
    final Map<Long, byte[]> pages = new TreeMap<>();
    final List<Long> reads = new ArrayList<>();
    final Set<Long> everUsed = new HashSet<>();
    byte[] head = {0};
    List<Change.Page> lastChanges = List.of();

    StoredTable(TableLimits limits) {
        this.limits = limits;
    }

    @Override
    public byte[] read(long page) {
        byte[] bytes = pages.get(page);
        if (bytes == null) {
            throw new AssertionError("page " + page + " is read, but was never written");
        }
        reads.add(page);
        return bytes;
    }

    Table open() {
        reads.clear();
        return new Tables(new ByteReader(head), this, limits).read(NUMBER);
    }

    /** Takes the decision's changes, and nothing else, and checks what must hold of any table at rest. */
    void close(Table table) {
        assertThat(new HashSet<>(reads)).as("each page is read once").hasSameSizeAs(reads);
        ByteWriter out = new ByteWriter();
        table.write(out);
        lastChanges = new ArrayList<>();
        table.collectChanges(lastChanges);
        Map<Long, byte[]> after = new TreeMap<>(pages);
        for (Change.Page change : lastChanges) {
            apply(change, after);
        }
        head = out.toByteArray();
        pages.clear();
        pages.putAll(after);
        checkLayout();
    }

    private void apply(Change.Page change, Map<Long, byte[]> after) {
        byte[] bytes = change.bytes();
        if (bytes == null) {
            assertThat(after.remove(change.number())).as("a dropped page was there").isNotNull();
            return;
        }
        boolean isNew = !pages.containsKey(change.number());
        assertThat(isNew && !everUsed.add(change.number())).as("page %d comes back", change.number()).isFalse();
        after.put(change.number(), bytes);
    }

    long written() {
        return lastChanges.stream().filter(change -> change.bytes() != null).count();
    }

    long dropped() {
        return lastChanges.size() - written();
    }

    /** A digest of all bytes, to see whether anybody wrote into them. */
    int bytesHash() {
        int hash = Arrays.hashCode(head);
        for (Map.Entry<Long, byte[]> page : pages.entrySet()) {
            hash = hash * 31 + Long.hashCode(page.getKey()) + Arrays.hashCode(page.getValue());
        }
        return hash;
    }

    private void checkLayout() {
        Set<Long> reached = new TreeSet<>();
        ByteReader in = new ByteReader(head);
        long prefix = in.readVarint();
        if ((prefix & 1) != 0) {
            in.readCount();
            int levels = in.readCount();
            if (levels > 0) {
                walk(in.readCount(), levels - 1, reached);
            }
        }
        assertThat(pages.keySet()).as("pages stored are those in use").isEqualTo(reached);
    }

    private void walk(int page, int level, Set<Long> reached) {
        long number = (long) NUMBER << 32 | page;
        reached.add(number);
        byte[] bytes = pages.get(number);
        assertThat(bytes).as("page %d", page).isNotNull();
        if (bytes == null) {
            return;
        }
        if (level == 0) {
            assertThat(checkBlocks(bytes)).isPositive();
            return;
        }
        int count = Directory.count(bytes);
        assertThat(count).isBetween(1, limits.directoryEntries());
        for (int slot = 0; slot < count; slot++) {
            walk(Directory.child(bytes, slot), level - 1, reached);
        }
    }

    /** Returns the number of rows. */
    private int checkBlocks(byte[] leaf) {
        int rows = 0;
        for (int block = TablePages.MARGIN; block < leaf.length; block = Leaf.end(leaf, block)) {
            int end = Leaf.end(leaf, block);
            int more = Leaf.count(leaf, block, end);
            assertThat(more == 1 || end - block <= Leaf.HEADER + limits.blockBytes()).as("a block fits its limit")
                    .isTrue();
            rows += more;
        }
        assertThat(rows == 1 || leaf.length <= limits.leafBytes()).as("a leaf fits its limit").isTrue();
        return rows;
    }
}
