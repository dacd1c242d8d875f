package org.guildhall.runtime.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Due;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.StorageException;
import org.junit.jupiter.api.Test;

/** What journals and entity stores do by themselves. */
public abstract class StorageConformance {
    private static final long NEVER = Long.MAX_VALUE;

    protected abstract StorageLab lab();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long add(Journal journal, String text) {
        byte[] bytes = bytes("<" + text + ">");
        return journal.add(bytes, 1, bytes.length - 2);
    }

    private static List<String> read(Journal journal, long from) {
        List<String> records = new ArrayList<>();
        journal.read(from, (position, bytes, offset, length) -> records
                .add(new String(bytes, offset, length, StandardCharsets.UTF_8)));
        return records;
    }

    @Test
    void aJournalGivesBackWhatWasSyncedAndNoMore() {
        Storage storage = lab().create();
        assertThat(storage.partitions()).isZero();
        storage.layOut(2, 7);
        Journal journal = storage.journal(1);
        long first = add(journal, "one");
        long second = add(journal, "two");
        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(journal.next()).isGreaterThan(second);
        assertThat(read(journal, 0)).isEmpty();
        journal.sync();
        assertThat(read(journal, 0)).containsExactly("one", "two");
        assertThat(read(journal, second)).containsExactly("two");
        assertThat(read(journal, journal.next())).isEmpty();
        assertThat(storage.read(second)).isEqualTo(bytes("two"));
    }

    @Test
    void aReaderGoesOnWhereItStopped() {
        Storage storage = lab().create();
        storage.layOut(1, 7);
        Journal journal = storage.journal(0);
        add(journal, "one");
        long second = add(journal, "two");
        add(journal, "three");
        journal.sync();
        try (Journal.Reader reader = journal.reader(0); Journal.Reader fromTwo = journal.reader(second)) {
            assertThat(poll(reader, 2)).containsExactly("one", "two");
            add(journal, "four");
            assertThat(poll(reader, 9)).containsExactly("three");
            assertThat(poll(reader, 9)).isEmpty();
            journal.sync();
            assertThat(poll(reader, 1)).containsExactly("four");
            assertThat(poll(reader, 9)).isEmpty();
            assertThat(poll(fromTwo, 1)).containsExactly("two");
            assertThat(poll(fromTwo, 9)).containsExactly("three", "four");
        }
        try (Journal.Reader behindTwo = journal.reader(second + 1)) {
            assertThat(poll(behindTwo, 9)).containsExactly("three", "four");
        }
        try (Journal.Reader atTheEnd = journal.reader(journal.next())) {
            assertThat(poll(atTheEnd, 9)).isEmpty();
            add(journal, "five");
            journal.sync();
            assertThat(poll(atTheEnd, 9)).containsExactly("five");
        }
    }

    private static List<String> poll(Journal.Reader reader, int most) {
        List<String> records = new ArrayList<>();
        reader.poll((position, bytes, offset, length) -> {
            records.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            return records.size() < most;
        });
        return records;
    }

    @Test
    void aCrashKeepsWhatWasSyncedAndThenAPrefix() {
        StorageLab lab = lab();
        Storage storage = lab.create();
        storage.layOut(1, 0);
        Journal journal = storage.journal(0);
        long one = add(journal, "one");
        journal.sync();
        add(journal, "two");
        add(journal, "three");
        Storage after = lab.crash(storage);
        assertThat(after.partitions()).isEqualTo(1);
        Journal again = after.journal(0);
        List<String> kept = read(again, 0);
        assertThat(List.of("one", "two", "three")).startsWith(kept.toArray(String[]::new));
        assertThat(kept).startsWith("one");
        assertThat(after.read(one)).isEqualTo(bytes("one"));
        long next = add(again, "four");
        again.sync();
        assertThat(next).isGreaterThan(one);
        assertThat(read(again, 0)).hasSize(kept.size() + 1).endsWith("four");
    }

    @Test
    void aJournalThatWasReplacedIsDead() {
        Storage storage = lab().create();
        storage.layOut(1, 0);
        Journal journal = storage.journal(0);
        add(journal, "one");
        journal.sync();
        Journal again = storage.journal(0);
        assertThat(read(again, 0)).containsExactly("one");
        assertThatThrownBy(() -> {
            add(journal, "two");
            journal.sync();
        })
                .isInstanceOf(StorageException.class);
    }

    @Test
    void largeRecordsAndManyOfThemComeBackInOrder() {
        StorageLab lab = lab();
        Storage storage = lab.create();
        storage.layOut(1, 0);
        Journal journal = storage.journal(0);
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            positions.add(add(journal, i + "x".repeat(i)));
            if (i % 100 == 0) {
                journal.sync();
            }
        }
        journal.sync();
        storage.close();
        Storage again = lab.reopen(storage);
        List<String> all = read(again.journal(0), 0);
        assertThat(all).hasSize(3000);
        assertThat(all.get(2999)).isEqualTo("2999" + "x".repeat(2999));
        assertThat(read(again.journal(0), positions.get(1234))).hasSize(3000 - 1234);
        assertThat(again.read(positions.get(2001))).isEqualTo(bytes("2001" + "x".repeat(2001)));
    }

    @Test
    void aNewLayoutStartsEmptyAboveAllEarlierPositions() {
        StorageLab lab = lab();
        Storage storage = lab.create();
        storage.layOut(2, 0);
        Journal journal = storage.journal(1);
        long old = add(journal, "old");
        journal.sync();
        journal.close();
        storage.entities().addTerms(bytes("terms"));
        storage.layOut(3, 42);
        assertThat(storage.partitions()).isEqualTo(3);
        assertThat(storage.entities().progress(2)).isEqualTo(new Progress(0, 42));
        assertThat(storage.entities().terms()).containsExactly(bytes("terms"));
        Journal fresh = storage.journal(0);
        assertThat(read(fresh, 0)).isEmpty();
        assertThat(add(fresh, "new")).isGreaterThan(old);
        fresh.sync();
        assertThat(storage.read(old)).isEqualTo(bytes("old"));
        storage.close();
        Storage again = lab.reopen(storage);
        assertThat(again.partitions()).isEqualTo(3);
        assertThat(again.read(old)).isEqualTo(bytes("old"));
        assertThat(read(again.journal(0), 0)).containsExactly("new");
    }

    private static EntityName name(long key) {
        return ToyMachine.name(key);
    }

    private static ShardWrite.EntityWrite entity(
            long key, String head, long version, long due, long storedDue, Change.Page... pages) {
        return new ShardWrite.EntityWrite(name(key), bytes(head), version, 10 * version, due, storedDue,
                List.of(pages));
    }

    private static ShardWrite write(int shard, long position, ShardWrite.EntityWrite... entities) {
        return new ShardWrite(
                0, new Progress(position + 1, 5), shard, bytes("shard at " + position), position, List.of(entities));
    }

    @Test
    void aWriteReplacesEntitiesPagesDueMomentsShardAndProgress() {
        StorageLab lab = lab();
        Storage storage = lab.create();
        storage.layOut(1, 0);
        EntityStore store = storage.entities();
        assertThat(store.load(name(1))).isNull();
        assertThat(store.shard(3)).isNull();
        assertThat(store.progress(0)).isEqualTo(Progress.NONE);
        store.write(write(
                3, 10,
                entity(1, "one", 1, 500, NEVER, new Change.Page(4, bytes("p4")), new Change.Page(5, bytes("p5"))),
                entity(2, "two", 1, 400, NEVER)));
        store.write(write(3, 20, entity(1, "ONE", 2, NEVER, 500, new Change.Page(4, null))));
        checkSecondWrite(store);
        store.sync();
        checkSecondWrite(lab.crash(storage).entities());
    }

    private static void checkSecondWrite(EntityStore store) {
        EntityStore.Stored one = requireNonNull(store.load(name(1)));
        assertThat(one.head()).isEqualTo(bytes("ONE"));
        assertThat(one.version()).isEqualTo(2);
        assertThat(one.position()).isEqualTo(20);
        assertThat(one.nextDue()).isEqualTo(NEVER);
        assertThat(store.page(name(1), 4)).isNull();
        assertThat(store.page(name(1), 5)).isEqualTo(bytes("p5"));
        assertThat(dues(store, Due.FIRST, NEVER)).containsExactly(new Due(400, name(2)));
        EntityStore.StoredShard shard = requireNonNull(store.shard(3));
        assertThat(shard.state()).isEqualTo(bytes("shard at 20"));
        assertThat(shard.position()).isEqualTo(20);
        assertThat(store.progress(0)).isEqualTo(new Progress(21, 5));
        EntityStore.Stored[] all = store.loadAll(List.of(name(2), name(9), name(1)));
        assertThat(all[1]).isNull();
        assertThat(all[0]).isNotNull();
        assertThat(all[2]).isNotNull();
    }

    /** Much of a shard and little of it: an implementation may go about either differently. */
    @Test
    void manyOfAShardAreLoadedInTheirOrder() {
        Storage storage = lab().create();
        storage.layOut(1, 0);
        EntityStore store = storage.entities();
        List<EntityName> names =
                LongStream.range(0, 200_000)
                        .mapToObj(StorageConformance::name)
                        .filter(name -> name.shard() == 7)
                        .sorted()
                        .toList();
        for (int from = 0; from < names.size(); from += 50) {
            List<EntityName> some = names.subList(from, Math.min(names.size(), from + 50));
            store.write(write(7, from + 1, some.stream()
                    .filter(name -> name.key() % 3 != 0)
                    .map(name -> entity(name.key(), "of " + name.key(), 1, NEVER, NEVER))
                    .toArray(ShardWrite.EntityWrite[]::new)));
        }
        store.write(write(8, 1_000, LongStream.range(0, 100_000)
                .filter(key -> name(key).shard() == 8)
                .mapToObj(key -> entity(key, "another shard's", 1, NEVER, NEVER))
                .toArray(ShardWrite.EntityWrite[]::new)));
        for (int step : new int[]{1, 2, 60}) {
            List<EntityName> wanted = IntStream.iterate(0, i -> i < names.size(), i -> i + step)
                    .mapToObj(names::get)
                    .toList();
            EntityStore.Stored[] all = store.loadShard(wanted);
            assertThat(all).hasSameSizeAs(wanted);
            for (int i = 0; i < all.length; i++) {
                long key = wanted.get(i).key();
                if (key % 3 == 0) {
                    assertThat(all[i]).as("never written: %s", key).isNull();
                } else {
                    assertThat(requireNonNull(all[i]).head()).isEqualTo(bytes("of " + key));
                }
            }
        }
        assertThat(store.loadShard(List.of())).isEmpty();
    }

    private static List<Due> dues(EntityStore store, Due after, long until) {
        List<Due> dues = new ArrayList<>();
        store.due(after, until, dues::add);
        return dues;
    }

    @Test
    void dueMomentsComeInOrderAfterTheOneGiven() {
        Storage storage = lab().create();
        storage.layOut(1, 0);
        EntityStore store = storage.entities();
        store.write(write(1, 1, entity(-5, "a", 1, 300, NEVER), entity(7, "b", 1, -100, NEVER)));
        store.write(write(2, 2, entity(3, "c", 1, 300, NEVER), entity(4, "d", 1, 301, NEVER)));
        List<Due> all = dues(store, Due.FIRST, NEVER - 1);
        assertThat(all)
                .containsExactly(
                        new Due(-100, name(7)), new Due(300, name(3)), new Due(300, name(-5)), new Due(301, name(4)));
        assertThat(dues(store, all.get(1), 300)).containsExactly(all.get(2));
        List<Due> first = new ArrayList<>();
        store.due(Due.FIRST, NEVER - 1, due -> {
            first.add(due);
            return false;
        });
        assertThat(first).hasSize(1);
    }

    @Test
    void aScanGivesEntitiesInTheOrderOfTheirNamesAsTheyStoodWhenItBegan() {
        Storage storage = lab().create();
        storage.layOut(1, 0);
        EntityStore store = storage.entities();
        Change.Page old = new Change.Page(1, bytes("old"));
        store.write(write(1, 1, entity(-5, "a", 1, NEVER, NEVER, old), entity(7, "b", 1, NEVER, NEVER, old)));
        store.write(write(2, 2, entity(3, "c", 1, NEVER, NEVER, old)));
        List<String> seen = new ArrayList<>();
        store.scan((name, stored, pages) -> {
            if (seen.isEmpty()) {
                Change.Page changed = new Change.Page(1, bytes("new"));
                store.write(write(1, 3, entity(7, "B", 2, NEVER, NEVER, changed), entity(9, "e", 1, NEVER, NEVER)));
                store.write(write(2, 4, entity(3, "C", 2, NEVER, NEVER, changed)));
            }
            seen.add(name.key() + new String(stored.head(), StandardCharsets.UTF_8)
                    + new String(pages.read(1), StandardCharsets.UTF_8));
            return true;
        });
        Map<EntityName, String> expected =
                new TreeMap<>(Map.of(name(-5), "-5aold", name(3), "3cold", name(7), "7bold"));
        assertThat(seen).containsExactlyElementsOf(expected.values());
    }

    @Test
    void aCrashKeepsAPrefixOfTheWritesAndAllTerms() {
        StorageLab lab = lab();
        Storage storage = lab.create();
        storage.layOut(1, 0);
        EntityStore store = storage.entities();
        store.write(write(1, 1, entity(1, "a", 1, NEVER, NEVER)));
        store.sync();
        store.write(write(1, 2, entity(1, "b", 2, NEVER, NEVER)));
        store.write(write(2, 3, entity(2, "c", 1, NEVER, NEVER)));
        EntityStore after = lab.crash(storage).entities();
        EntityStore.Stored one = requireNonNull(after.load(name(1)));
        if (after.load(name(2)) != null) {
            assertThat(one.version()).isEqualTo(2);
        }
        after.addTerms(bytes("first"));
        after.addTerms(bytes("second"));
        assertThat(after.terms()).containsExactly(bytes("first"), bytes("second"));
    }
}
