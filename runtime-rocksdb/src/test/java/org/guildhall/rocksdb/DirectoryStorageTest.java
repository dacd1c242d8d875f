package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Due;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStorageTest {
    @TempDir Path folder;

    @Test
    void keepsLayoutsAndTheProgressOfEach() {
        long first;
        try (Storage storage = open()) {
            assertThat(storage.partitions()).isZero();
            storage.layOut(2, 0);
            Journal journal = storage.journal(1);
            first = journal.add(new byte[]{1}, 0, 1);
            journal.sync();
            storage.entities().write(write(1, new Progress(journal.next(), 77), 3, List.of()));
            assertThat(storage.entities().progress(1)).isEqualTo(new Progress(journal.next(), 77));
            storage.layOut(5, 77);
            assertThat(storage.entities().progress(1)).isEqualTo(new Progress(0, 77));
            Journal later = storage.journal(0);
            assertThat(later.add(new byte[]{2}, 0, 1)).isGreaterThan(first);
            later.sync();
        }
        try (Storage storage = open()) {
            assertThat(storage.partitions()).isEqualTo(5);
            assertThat(storage.entities().progress(4)).isEqualTo(new Progress(0, 77));
            assertThat(storage.read(first)).containsExactly(1);
            List<Integer> found = new ArrayList<>();
            storage.journal(0).read(0, (position, bytes, offset, length) -> found.add((int) bytes[offset]));
            assertThat(found).containsExactly(2);
        }
    }

    @Test
    void aSecondOpenerIsToldWhoHasIt() {
        try (Storage storage = open()) {
            assertThatThrownBy(this::open).isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
            assertThat(storage.partitions()).isZero();
        }
        open().close();
    }

    @Test
    void entitiesPagesAndDueMomentsAreReadInOrder() {
        Random random = new Random(5);
        TreeSet<EntityName> names = new TreeSet<>();
        TreeSet<Due> dues = new TreeSet<>();
        try (Storage storage = open()) {
            storage.layOut(1, 0);
            EntityStore store = storage.entities();
            for (int i = 0; i < 500; i++) {
                EntityName name = new EntityName(random.nextInt(), EntityKind.MEMBER, random.nextLong());
                names.add(name);
                long due = i % 3 == 0 ? Long.MAX_VALUE : random.nextLong(-1000, 1000);
                store.write(write(0, new Progress(i, i), 1, List.of(entity(name, i, 5, Long.MAX_VALUE,
                        List.of(new Change.Page(1, bytes("page")), new Change.Page(2, bytes("dropped")))))));
                store.write(write(0, new Progress(i, i), 1, List.of(entity(name, i, due, 5,
                        List.of(new Change.Page(2, null))))));
                if (due != Long.MAX_VALUE) {
                    dues.add(new Due(due, name));
                }
            }
            List<EntityName> scanned = new ArrayList<>();
            store.scan((name, stored, pages) -> {
                scanned.add(name);
                assertThat(pages.read(1)).isEqualTo(bytes("page"));
                assertThatThrownBy(() -> pages.read(2)).isInstanceOf(DamageException.class);
                assertThat(stored.head()).isEqualTo(bytes("head " + stored.version()));
                return true;
            });
            assertThat(scanned).containsExactlyElementsOf(names);
            assertThat(store.loadAll(List.copyOf(names))).doesNotContainNull();
            assertThat(store.load(new EntityName(1, EntityKind.MEMBER, 1))).isNull();
            assertThat(due(store, Due.FIRST, 100)).containsExactlyElementsOf(
                    dues.stream().filter(due -> due.moment() <= 100).toList());
            Due middle = dues.stream().skip(50).findFirst().orElseThrow();
            assertThat(due(store, middle, Long.MAX_VALUE - 1)).containsExactlyElementsOf(dues.tailSet(middle, false));
            store.addTerms(bytes("first"));
            store.addTerms(bytes("second"));
        }
        try (Storage storage = open()) {
            assertThat(storage.entities().terms()).containsExactly(bytes("first"), bytes("second"));
            assertThat(due(storage.entities(), Due.FIRST, Long.MAX_VALUE - 1)).containsExactlyElementsOf(dues);
        }
    }

    @Test
    void everyFlippedByteOfTheHeaderIsFound() throws IOException {
        try (Storage storage = open()) {
            storage.layOut(2, 0);
        }
        Path header = folder.resolve("guildhall");
        byte[] good = Files.readAllBytes(header);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(header, bad);
            assertThatThrownBy(() -> DirectoryHeader.read(folder)).as("byte %s", at)
                    .isInstanceOf(DamageException.class);
        }
    }

    @Test
    void aJournalThatEndsBeforeWhatTheStoreReflectsIsDamage() throws IOException {
        Path segment;
        try (Storage storage = open()) {
            storage.layOut(1, 0);
            Journal journal = storage.journal(0);
            journal.add(new byte[]{1}, 0, 1);
            journal.sync();
            storage.entities().write(write(0, new Progress(journal.next(), 1), 0, List.of()));
            segment = folder.resolve("journal/g1/p0000/00000000000000000000.segment");
        }
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        try (Storage storage = open()) {
            assertThatThrownBy(() -> storage.journal(0)).isInstanceOf(DamageException.class)
                    .hasMessageContaining("which the entity store reflects");
        }
    }

    private DirectoryStorage open() {
        return DirectoryStorage.open(folder, 1 << 20, new StoreOptions(8 << 20, 8 << 20));
    }

    private static List<Due> due(EntityStore store, Due after, long until) {
        List<Due> all = new ArrayList<>();
        store.due(after, until, all::add);
        return all;
    }

    private static ShardWrite write(int partition, Progress progress, int shard,
            List<ShardWrite.EntityWrite> entities) {
        return new ShardWrite(partition, progress, shard, bytes("state"), 9, entities);
    }

    private static ShardWrite.EntityWrite entity(EntityName name, long version, long due, long storedDue,
            List<Change.Page> pages) {
        return new ShardWrite.EntityWrite(name, bytes("head " + version), version, version, due, storedDue, pages);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
