package org.guildhall.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiConsumer;
import org.guildhall.core.codec.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one decision reads and writes, counted in pages over 200 decisions, doesn't grow with the table. */
class TableCostTest {
    private static final int DECISIONS = 200;
    private static final byte[] CONTENTS = new byte[60];

    private int mostReads;
    private long mostWritten;
    private int reads;
    private long written;

    @Test
    void readsNoPageOfAnUntouchedTable() {
        StoredTable stored = filled(10_000);
        stored.close(stored.open());
        assertThat(stored.reads).isEmpty();
        assertThat(stored.lastChanges).isEmpty();
    }

    /** A leaf takes 32 of these rows, so 6 or 7 of the 200 decisions begin a leaf and also write a directory. */
    @ParameterizedTest
    @CsvSource({"20, 1", "1000, 2", "100000, 3"})
    void appendsOneRowByWritingOneLeaf(int rows, int levels) {
        decide(filled(rows), (table, i) -> table.put(rows + i, 0, CONTENTS));
        assertThat(mostReads).isLessThanOrEqualTo(Math.max(levels, 2));
        assertThat(mostWritten).isLessThanOrEqualTo(2);
        assertThat(written).isBetween((long) DECISIONS, DECISIONS + 8L);
    }

    @Test
    void appendsToASmallTableWithoutAnyPage() {
        StoredTable stored = new StoredTable(TableLimits.USUAL);
        Table table = stored.open();
        for (int i = 0; i < 8; i++) {
            table.put(i, 0, CONTENTS);
        }
        stored.close(table);
        assertThat(stored.pages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 1", "1000, 2", "100000, 3"})
    void readsOnePageForEachLevel(int rows, int levels) {
        decide(filled(rows), (table, i) -> assertThat(table.contains(i * 7919L % rows, 0)).isTrue());
        assertThat(mostReads).isEqualTo(levels);
        assertThat(written).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20, 1", "1000, 2", "100000, 3"})
    void replacesARowAnywhereByWritingOneLeaf(int rows, int levels) {
        Random random = new Random(1);
        byte[] other = new byte[60];
        decide(filled(rows), (table, i) -> {
            other[0] = (byte) (1 + i % 100);
            table.put(random.nextInt(rows), 0, other);
        });
        assertThat(mostReads).isEqualTo(levels);
        assertThat(mostWritten).isEqualTo(1);
    }

    /** Ids by hash: rows come anywhere, and the oldest go. */
    @ParameterizedTest
    @CsvSource({"1000, 2", "100000, 3"})
    void keepsAWindowOfHashesByWritingTwoLeaves(int rows, int levels) {
        StoredTable stored = new StoredTable(TableLimits.USUAL);
        Table table = stored.open();
        for (int i = 0; i < rows; i++) {
            table.put(Hashes.mix(i), 0, CONTENTS);
        }
        stored.close(table);
        decide(stored, (window, i) -> {
            window.put(Hashes.mix(rows + i), 0, CONTENTS);
            window.remove(Hashes.mix(i), 0);
        });
        assertThat(mostReads).isLessThanOrEqualTo(2 * levels);
        assertThat(written).isBetween(DECISIONS * 2L - 20, DECISIONS * 2L + 30);
    }

    @ParameterizedTest
    @CsvSource({"1000", "100000"})
    void removesTheFirstRowByWritingOneLeaf(int rows) {
        decide(filled(rows), (table, i) -> table.remove(i, 0));
        assertThat(written).isBetween(DECISIONS - 8L, (long) DECISIONS + 8);
        assertThat(reads).isLessThan(DECISIONS * 7 / 2);
    }

    @Test
    void dropsWholePagesWithoutWritingThem() {
        StoredTable stored = filled(60_000);
        int pages = stored.pages.size();
        Table table = stored.open();
        assertThat(table.removeBelow(30_001, 0)).isEqualTo(30_001);
        stored.close(table);
        assertThat(stored.dropped()).isBetween(pages / 2 - 2L, pages / 2 + 2L);
        assertThat(stored.written()).as("root, directory, leaf").isEqualTo(3);
    }

    private void decide(StoredTable stored, BiConsumer<Table, Integer> decision) {
        for (int i = 0; i < DECISIONS; i++) {
            Table table = stored.open();
            decision.accept(table, i);
            stored.close(table);
            mostReads = Math.max(mostReads, stored.reads.size());
            mostWritten = Math.max(mostWritten, stored.written());
            reads += stored.reads.size();
            written += stored.written();
            assertThat(stored.head).hasSizeLessThan(20);
        }
    }

    private static StoredTable filled(int rows) {
        StoredTable stored = new StoredTable(TableLimits.USUAL);
        Table table = stored.open();
        for (int i = 0; i < rows; i++) {
            table.put(i, 0, CONTENTS);
        }
        stored.close(table);
        return stored;
    }
}
