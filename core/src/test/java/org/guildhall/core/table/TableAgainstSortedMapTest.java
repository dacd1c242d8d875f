package org.guildhall.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.guildhall.core.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Any sequence of changes, with the table written and read again in between, does what a sorted map does. */
class TableAgainstSortedMapTest {
    private static final TableLimits TINY = new TableLimits(40, 15, 80, 25, 4);
    private static final TableLimits SMALL = new TableLimits(100, 30, 200, 60, 6);
    private static final TableLimits PAIRS = new TableLimits(10, 10, 60, 20, 2);

    enum Kind {
        PUT, PUT_LAST, REMOVE, REMOVE_FIRST, REMOVE_BELOW, LOOK, REST
    }

    record Key(long k1, long k2) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int first = Long.compare(k1, other.k1);
            return first != 0 ? first : Long.compare(k2, other.k2);
        }
    }

    record Act(Kind kind, Key key, int length) {}

    @Property(tries = 3000)
    void doesWhatASortedMapDoes(@ForAll("acts") List<Act> acts, @ForAll("limits") TableLimits limits) {
        Pair pair = new Pair(limits);
        acts.forEach(pair::act);
        pair.rest();
    }

    @Property(tries = 60)
    void doesWhatASortedMapDoesOverALongLife(@ForAll long seed, @ForAll("limits") TableLimits limits) {
        Random random = new Random(seed);
        Pair pair = new Pair(limits);
        for (int phase = 0; phase < 12; phase++) {
            int puts = random.nextInt(1, 10);
            int reach = random.nextInt(4, 400);
            for (int i = 0; i < 250; i++) {
                pair.act(randomAct(random, puts, reach));
            }
        }
        pair.act(new Act(Kind.REMOVE_BELOW, new Key(Long.MAX_VALUE, Long.MAX_VALUE), 0));
        pair.rest();
        assertThat(pair.stored.pages).hasSizeLessThanOrEqualTo(1);
    }

    private static Act randomAct(Random random, int putsOfTen, int reach) {
        Key key = new Key((random.nextInt(reach) - reach / 2) * 86_400_000L, random.nextInt(3));
        int length = random.nextInt(50) == 0 ? random.nextInt(700) : random.nextInt(random.nextBoolean() ? 4 : 40);
        int dice = random.nextInt(1000);
        Kind kind = dice < 3 ? Kind.REMOVE_BELOW
                : dice < 50 ? Kind.LOOK
                        : dice < 150 ? Kind.REST
                                : dice < 300 ? Kind.PUT_LAST
                                        : dice < 400 ? Kind.REMOVE_FIRST
                                                : random.nextInt(10) < putsOfTen ? Kind.PUT : Kind.REMOVE;
        return new Act(kind, key, length);
    }

    @Property(tries = 200)
    void givesTheSameBytesWhateverWasLookedUpInBetween(@ForAll("acts") List<Act> acts) {
        Pair one = new Pair(TINY);
        Pair other = new Pair(TINY);
        for (Act act : acts) {
            one.act(act);
            if (act.kind != Kind.LOOK) {
                other.act(act);
            }
        }
        one.rest();
        other.rest();
        assertThat(one.stored.bytesHash()).isEqualTo(other.stored.bytesHash());
    }

    @Property(tries = 200)
    void digestsRowsTheSameWhateverTheLayout(@ForAll("acts") List<Act> acts) {
        Pair one = new Pair(TINY);
        Pair other = new Pair(TableLimits.USUAL);
        for (Act act : acts) {
            one.act(act);
            other.act(act);
        }
        assertThat(rows(one.table)).isEqualTo(rows(other.table));
    }

    private static byte[] rows(Table table) {
        ByteWriter out = new ByteWriter();
        table.writeRows(out);
        return out.toByteArray();
    }

    @Provide
    Arbitrary<TableLimits> limits() {
        return Arbitraries.of(TINY, SMALL, PAIRS);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Long> few = Arbitraries.longs().between(-3, 12);
        Arbitrary<Long> days = Arbitraries.longs().between(20_000, 20_100).map(day -> day * 86_400_000);
        Arbitrary<Long> k1 =
                Arbitraries.oneOf(few, days, Arbitraries.longs(), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE));
        Arbitrary<Long> k2 =
                Arbitraries.oneOf(Arbitraries.just(0L), few, Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE));
        Arbitrary<Integer> length = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 20)),
                Tuple.of(1, Arbitraries.integers().between(0, 400)));
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(12, Kind.PUT),
                Tuple.of(5, Kind.PUT_LAST),
                Tuple.of(5, Kind.REMOVE),
                Tuple.of(3, Kind.REMOVE_FIRST),
                Tuple.of(1, Kind.REMOVE_BELOW),
                Tuple.of(2, Kind.LOOK),
                Tuple.of(3, Kind.REST));
        return Combinators.combine(kind, Combinators.combine(k1, k2).as(Key::new), length)
                .as(Act::new)
                .list()
                .ofMaxSize(120);
    }

    /** A table and the map it is held against. */
    private static final class Pair {
        final StoredTable stored;
        final NavigableMap<Key, byte[]> map = new TreeMap<>();
        Table table;
        private int hashAtRest;
        private int puts;

        Pair(TableLimits limits) {
            stored = new StoredTable(limits);
            table = stored.open();
            hashAtRest = stored.bytesHash();
        }

        void act(Act act) {
            Key key = act.key;
            switch (act.kind) {
                case PUT -> put(key, act.length);
                case PUT_LAST -> put(afterLast(key), act.length);
                case REMOVE -> remove(nearest(key));
                case REMOVE_FIRST -> remove(map.isEmpty() ? key : map.firstKey());
                case REMOVE_BELOW -> removeBelow(key);
                case LOOK -> look(key);
                case REST -> rest();
            }
            assertThat(table.size()).isEqualTo(map.size());
            assertThat(table.isEmpty()).isEqualTo(map.isEmpty());
        }

        private Key afterLast(Key key) {
            if (map.isEmpty() || map.lastKey().k1 > Long.MAX_VALUE - 10) {
                return key;
            }
            return new Key(map.lastKey().k1 + (key.k2 & 1), map.lastKey().k2 < 1000 ? map.lastKey().k2 + 1 : 5);
        }

        private Key nearest(Key key) {
            Key near = map.ceilingKey(key);
            return near != null && (key.k2 & 1) == 0 ? near : key;
        }

        private void put(Key key, int length) {
            byte[] contents = new byte[length + 2];
            new Random(puts++).nextBytes(contents);
            map.put(key, Arrays.copyOfRange(contents, 1, length + 1));
            table.put(key.k1, key.k2, contents, 1, length);
            Arrays.fill(contents, (byte) 0);
            assertSame(table.get(key.k1, key.k2), map.ceilingEntry(key));
        }

        private void remove(Key key) {
            assertThat(table.remove(key.k1, key.k2)).isEqualTo(map.remove(key) != null);
            assertThat(table.contains(key.k1, key.k2)).isFalse();
        }

        private void removeBelow(Key key) {
            NavigableMap<Key, byte[]> below = map.headMap(key, false);
            assertThat(table.removeBelow(key.k1, key.k2)).isEqualTo(below.size());
            below.clear();
        }

        private void look(Key key) {
            long k1 = key.k1;
            long k2 = key.k2;
            byte[] here = map.get(key);
            assertSame(table.get(k1, k2), here == null ? null : Map.entry(key, here));
            assertSame(table.ceiling(k1, k2), map.ceilingEntry(key));
            assertSame(table.next(k1, k2), map.higherEntry(key));
            assertSame(table.floor(k1, k2), map.floorEntry(key));
            assertSame(table.previous(k1, k2), map.lowerEntry(key));
            assertSame(table.first(), map.firstEntry());
            assertSame(table.last(), map.lastEntry());
        }

        void rest() {
            assertThat(stored.bytesHash()).as("nobody wrote into bytes at rest").isEqualTo(hashAtRest);
            stored.close(table);
            table = stored.open();
            hashAtRest = stored.bytesHash();
            walk();
            assertThat(stored.bytesHash()).as("nobody wrote into bytes at rest").isEqualTo(hashAtRest);
            stored.close(table);
            assertThat(stored.bytesHash()).as("an untouched table gives the same bytes").isEqualTo(hashAtRest);
            assertThat(stored.lastChanges).isEmpty();
            table = stored.open();
        }

        private void walk() {
            Row row = table.first();
            for (Map.Entry<Key, byte[]> entry : map.entrySet()) {
                assertSame(row, entry);
                row = table.next(entry.getKey().k1, entry.getKey().k2);
            }
            assertThat(row).isNull();
            row = table.last();
            for (Map.Entry<Key, byte[]> entry : map.descendingMap().entrySet()) {
                assertSame(row, entry);
                row = table.previous(entry.getKey().k1, entry.getKey().k2);
            }
            assertThat(row).isNull();
        }

        private static void assertSame(@Nullable Row row, Map.@Nullable Entry<Key, byte[]> entry) {
            if (row == null || entry == null) {
                assertThat(row == null).as("expected %s, found %s", entry, row).isEqualTo(entry == null);
                return;
            }
            assertThat(new Key(row.k1(), row.k2())).isEqualTo(entry.getKey());
            assertThat(row.contents()).isEqualTo(entry.getValue());
        }
    }
}
