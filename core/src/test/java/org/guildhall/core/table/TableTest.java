package org.guildhall.core.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Pages;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final long DAY = 86_400_000;
    private static final TableLimits TINY = new TableLimits(40, 15, 80, 50, 4);
    /** As tiny, with several blocks to a leaf. */
    private static final TableLimits BLOCKS = new TableLimits(40, 15, 200, 50, 4);

    @Test
    void takesOneByteWhenEmpty() {
        assertThat(bytes(Tables.none().empty(1))).containsExactly(0);
        Table table = Tables.none().empty(1);
        table.put(1, 1, new byte[8]);
        table.remove(1, 1);
        assertThat(bytes(table)).containsExactly(0);
    }

    @Test
    void keepsItsBytesAcrossVersions() {
        Table table = Tables.none().empty(1);
        table.put(20_000 * DAY, 7, "a lot".getBytes(UTF_8));
        table.put(20_030 * DAY, 8, "a lot".getBytes(UTF_8));
        table.put(-1, Long.MIN_VALUE, new byte[0]);
        assertThat(HexFormat.of().formatHex(bytes(table)))
                .isEqualTo("62" + "fc" + "ffffffffffffffff" + "ffffffffffffffff"
                        + "dd" + "0180d3549201" + "f1ffffffffffffff" + "05" + "61206c6f74"
                        + "84" + "00c87e9a" + "02" + "61206c6f74");
    }

    @Test
    void keepsItsPagesAcrossVersions() {
        StoredTable stored = new StoredTable(TINY);
        fill(stored, 100);
        assertThat(stored.bytesHash()).as("a digest of the head and of leaves under directories")
                .isEqualTo(727404308);
    }

    /** Bytes in the head beyond the contents, of 20 rows. */
    @Test
    void takesFewBytesForKeys() {
        assertThat(overhead(i -> 100 + i, i -> 0, i -> 12)).as("orders by number").isEqualTo(2 + 20 * 2 + 1);
        assertThat(overhead(i -> 3, i -> 20_000 + i, i -> 4)).as("a series by day").isEqualTo(2 + 20 * 2 + 3);
        assertThat(overhead(i -> (20_000 + 30 * i) * DAY, i -> i, i -> 12)).as("lots by day")
                .isEqualTo(2 + 20 * 6 + 2);
        assertThat(overhead(i -> Hashes.mix(i), i -> 0, i -> 12)).as("ids by hash")
                .isBetween(2 + 20 * 8, 2 + 20 * 9 + 1);
    }

    private static int overhead(
            IntToLongFunction k1, IntToLongFunction k2,
            IntUnaryOperator length) {
        Table table = Tables.none().empty(1);
        int contents = 0;
        for (int i = 0; i < 20; i++) {
            table.put(k1.applyAsLong(i), k2.applyAsLong(i), new byte[length.applyAsInt(i)]);
            contents += length.applyAsInt(i);
        }
        return bytes(table).length - contents;
    }

    @Test
    void isNotParsedUntilItIsAskedSomething() {
        byte[] damaged = {4, 0x7F, 0x7F, 55};
        ByteReader in = new ByteReader(damaged);
        Table table = new Tables(in, Pages.NONE).read(1);
        assertThat(in.readByte()).isEqualTo(55);
        assertThat(bytes(table)).containsExactly(4, 0x7F, 0x7F);
        assertThatThrownBy(() -> table.get(1, 1)).isInstanceOf(MalformedBytesException.class)
                .hasMessage("expected a row's header of 16 bytes, but found 2 bytes at byte 1 of 3");
    }

    @Test
    void leavesARowAsItWasFound() {
        Table table = Tables.none().empty(1);
        table.put(1, 0, "before".getBytes(UTF_8));
        Row row = Objects.requireNonNull(table.get(1, 0));
        table.put(1, 0, "after!".getBytes(UTF_8));
        table.put(0, 0, "first".getBytes(UTF_8));
        assertThat(row.contents()).asString(UTF_8).isEqualTo("before");
        assertThat(Objects.requireNonNull(table.get(1, 0)).contents()).asString(UTF_8).isEqualTo("after!");
    }

    @Test
    void writesNothingWhenARowIsPutAsItWas() {
        StoredTable stored = new StoredTable(TINY);
        fill(stored, 100);
        Table table = stored.open();
        table.put(50, 0, contents(50));
        stored.close(table);
        assertThat(stored.lastChanges).isEmpty();
    }

    @Test
    void movesToPagesWhenLargeAndBackWhenSmall() {
        StoredTable stored = new StoredTable(TableLimits.USUAL);
        int moved = fill(stored, rows -> stored.pages.isEmpty());
        assertThat(moved).isEqualTo(1024 / 22 + 1);
        assertThat(stored.head.length).isLessThan(10);
        Table table = stored.open();
        int left = table.removeBelow(moved - 12, 0);
        stored.close(table);
        assertThat(left).isEqualTo(moved - 12);
        assertThat(stored.pages).as("264 bytes of rows").hasSize(1);
        table = stored.open();
        table.remove(moved - 12, 0);
        stored.close(table);
        assertThat(stored.pages).isEmpty();
        assertThat(stored.open().size()).isEqualTo(11);
    }

    @Test
    void givesARowThatIsLargerThanAPageALeafOfItsOwn() {
        StoredTable stored = new StoredTable(TableLimits.USUAL);
        fill(stored, 1_000);
        Table table = stored.open();
        table.put(500, 1, new byte[15_000]);
        stored.close(table);
        assertThat(stored.pages.values()).filteredOn(page -> page.length > 2_048)
                .hasSize(1)
                .allSatisfy(page -> assertThat(page.length).isLessThan(15_030));
        table = stored.open();
        assertThat(Objects.requireNonNull(table.next(500, 0)).length()).isEqualTo(15_000);
        table.remove(500, 1);
        stored.close(table);
        assertThat(stored.dropped()).isEqualTo(1);
    }

    @Test
    void fillsPagesWhenRowsAreAppended() {
        StoredTable stored = new StoredTable(TableLimits.USUAL);
        fill(stored, 10_000);
        long contents = 10_000 * 20;
        long kept = stored.pages.values().stream().mapToLong(page -> page.length).sum();
        assertThat(kept).isLessThan(contents * 115 / 100);
    }

    @Test
    void refusesAPageInAnothersPlace() {
        StoredTable stored = new StoredTable(TINY);
        fill(stored, 100);
        long leaf = 3L << 32 | 1;
        byte[] second = Objects.requireNonNull(stored.pages.get(leaf + 1));
        stored.pages.put(leaf, second);
        assertThatThrownBy(() -> stored.open().first()).isInstanceOf(MalformedBytesException.class)
                .hasMessageStartingWith(
                        "expected page 1 of table 3 at level 0, but found page 2 of table 3 with shape");
    }

    @Test
    void refusesALeafWithRowsThatBelongElsewhere() {
        StoredTable stored = new StoredTable(TINY);
        fill(stored, 100);
        byte[] leaf = Objects.requireNonNull(stored.pages.get(3L << 32 | 1));
        byte[] contents = contents(1000);
        byte[] row = RowFormat.alone(1000, 0, contents, 0, contents.length);
        byte[] longer = Leaf.with(leaf, leaf.length, leaf.length, row, TINY.blockBytes());
        System.arraycopy(leaf, 0, longer, 0, TablePages.MARGIN);
        stored.pages.put(3L << 32 | 1, longer);
        assertThatThrownBy(() -> stored.open().first()).isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("but found (1000, 0)");
    }

    @Test
    void refusesABlockWithARowThatBelongsToTheNext() {
        StoredTable stored = new StoredTable(BLOCKS);
        fill(stored, 100);
        byte[] leaf = Objects.requireNonNull(stored.pages.get(3L << 32 | 1));
        int end = Leaf.end(leaf, TablePages.MARGIN);
        assertThat(end).as("there is a next block").isLessThan(leaf.length);
        RowScan scan = new RowScan().open(leaf, TablePages.MARGIN + Leaf.HEADER, end);
        scan.drain();
        byte[] rows = scan.with(Leaf.k1(leaf, end), 5, contents(1), 0, 20);
        stored.pages.put(3L << 32 | 1, Leaf.with(leaf, TablePages.MARGIN, end, rows, 1000));
        assertThatThrownBy(() -> stored.open().get(0, 0)).isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("in page 1, but found (" + Leaf.k1(leaf, end) + ", 5)");
    }

    @Test
    void refusesALeafWhoseBlocksAreOutOfOrder() {
        StoredTable stored = new StoredTable(BLOCKS);
        fill(stored, 100);
        byte[] leaf = Objects.requireNonNull(stored.pages.get(3L << 32 | 1));
        byte[] row = RowFormat.alone(-1, 0, contents(1), 0, 20);
        stored.pages.put(3L << 32 | 1, Leaf.with(leaf, leaf.length, leaf.length, row, BLOCKS.blockBytes()));
        assertThatThrownBy(() -> stored.open().get(0, 0)).isInstanceOf(MalformedBytesException.class)
                .hasMessageStartingWith("expected a block above (")
                .hasMessageEndingWith("in page 1, but found (-1, 0)");
    }

    /** Whatever byte is damaged, reading ends with the rows, or other rows, or the exception; never with another one. */
    @Test
    void survivesAnyDamagedByte() {
        for (TableLimits limits : List.of(TINY, BLOCKS)) {
            StoredTable stored = new StoredTable(limits);
            fill(stored, 30);
            damageEach(stored, stored.head);
            stored.pages.values().forEach(page -> damageEach(stored, page));
        }
    }

    private static void damageEach(StoredTable stored, byte[] bytes) {
        for (int i = 0; i < bytes.length * 8; i++) {
            bytes[i / 8] ^= (byte) (1 << i % 8);
            try {
                Table table = new Tables(new ByteReader(stored.head), page -> {
                    byte[] found = stored.pages.get(page);
                    if (found == null) {
                        throw new MalformedBytesException("expected a page, but found none");
                    }
                    return found;
                }, stored.limits).read(3);
                table.writeRows(new ByteWriter());
                table.put(15, 1, contents(1));
                table.remove(3, 0);
                table.removeBelow(20, 0);
            } catch (MalformedBytesException expected) {
                assertThat(expected).hasMessageContaining("expected");
            }
            bytes[i / 8] ^= (byte) (1 << i % 8);
        }
    }

    private static void fill(StoredTable stored, int rows) {
        fill(stored, filled -> filled < rows);
    }

    private static int fill(StoredTable stored, IntPredicate goOn) {
        int row = 0;
        while (goOn.test(row)) {
            Table table = stored.open();
            table.put(row, 0, contents(row));
            stored.close(table);
            row++;
        }
        return row;
    }

    private static byte[] contents(int row) {
        return ("row " + row + "                ").substring(0, 20).getBytes(UTF_8);
    }

    private static byte[] bytes(Table table) {
        ByteWriter out = new ByteWriter();
        table.write(out);
        return out.toByteArray();
    }
}
