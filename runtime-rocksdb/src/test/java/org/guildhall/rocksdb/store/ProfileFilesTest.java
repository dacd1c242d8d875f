package org.guildhall.rocksdb.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What the files of a profile store have of a member: before an erasure, after it, after a crash within it. */
class ProfileFilesTest {
    private static final int SHOP = 7;
    /** What a table has of a reference that shares its beginning with others; no compression finds any of it twice. */
    private static final String TAIL = "qX7vLk2RmZ8tNc4HwYs9Bf5DgJp3Ea6U";
    private static final String REFERENCE = "customer:5" + TAIL;
    private static final String OTHER_TAIL = "Tg4WuKe9PzQ2bVx6MnRa8LcYh3FdSj7N";
    private static final String OTHER_REFERENCE = "phone:5" + OTHER_TAIL;
    private static final Map<String, String> CONTACTS =
            Map.of("name", "Wang Xiaoming of Suzhou", "email", "xiaoming.wang@example.com");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    /** Where the rows are when they are deleted. */
    enum Where {
        LOG(store -> {}),
        UPPER_LEVEL(ProfileFilesTest::flush),
        LOWEST_LEVEL(store -> {
            flush(store);
            compact(store);
        });

        private final Consumer<Families> move;

        Where(Consumer<Families> move) {
            this.move = move;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAnErasedMemberIsLeftInAnyFile(Where where) throws Exception {
        long key;
        try (RocksProfileStore profiles = open()) {
            key = fill(profiles);
            if (where == Where.LOG) {
                erasesFromEveryFile(profiles, key);
            }
        }
        if (where != Where.LOG) {
            try (Families files = Families.profiles(profiles(), SMALL)) {
                where.move.accept(files);
            }
            try (RocksProfileStore profiles = open()) {
                erasesFromEveryFile(profiles, key);
            }
        }
        assertThat(found(TAIL)).isEmpty();
    }

    private void erasesFromEveryFile(RocksProfileStore profiles, long key) throws IOException {
        assertThat(found(TAIL)).as("the test finds what is there").isNotEmpty();
        assertThat(found(OTHER_TAIL)).isNotEmpty();

        profiles.erase(SHOP, key);

        assertThat(found(TAIL)).isEmpty();
        assertThat(found(OTHER_TAIL)).isEmpty();
        long other = profiles.find(SHOP, "customer:77").orElseThrow();
        assertThat(profiles.contacts(SHOP, other)).isEqualTo(CONTACTS);
    }

    @Test
    void whoeverIsAtTheEdgeOfATableIsErasedFromTheListOfTablesToo() throws Exception {
        try (RocksProfileStore profiles = open()) {
            long key = profiles.keyOf(SHOP, REFERENCE);
            profiles.link(SHOP, key, OTHER_REFERENCE);
        }
        try (RocksProfileStore profiles = open()) {
            profiles.keyOf(SHOP, "card:1");
            assertThat(found(TAIL).stream().map(file -> file.getFileName().toString()))
                    .as("where the first and last keys of tables are")
                    .anyMatch(name -> name.startsWith("MANIFEST"));

            profiles.erase(SHOP, profiles.find(SHOP, REFERENCE).orElseThrow());

            assertThat(found(TAIL)).isEmpty();
            assertThat(found(OTHER_TAIL)).isEmpty();
            assertThat(profiles.find(SHOP, "card:1")).isPresent();
        }
    }

    @Test
    void anErasureThatWasCutOffBeforeTheFilesWereCleanIsEndedByTheNextStart() throws Exception {
        long key;
        try (RocksProfileStore profiles = open()) {
            key = fill(profiles);
        }
        try (Families files = Families.profiles(profiles(), SMALL)) {
            compact(files);
            deleteRows(files, key);
        }
        assertThat(found(TAIL)).isNotEmpty();

        try (RocksProfileStore profiles = open()) {
            assertThat(found(TAIL)).isEmpty();
            assertThat(found(OTHER_TAIL)).isEmpty();
            assertThat(profiles.isErased(SHOP, key)).isTrue();
            assertThat(profiles.find(SHOP, "customer:77")).isPresent();
        }
    }

    /** What an erasure writes before it begins to clean the files. */
    private static void deleteRows(Families files, long key) throws RocksDBException {
        byte[] member = MemberRows.key(SHOP, key);
        ColumnFamilyHandle references = files.family("references");
        try (WriteBatch batch = new WriteBatch()) {
            for (String reference : List.of(REFERENCE, OTHER_REFERENCE)) {
                byte[] bytes = reference.getBytes(UTF_8);
                batch.delete(references, ByteBuffer.allocate(4 + bytes.length).putInt(SHOP).put(bytes).array());
                batch.delete(files.family("members"), MemberRows.key(member, bytes));
            }
            batch.delete(files.family("members"), member);
            MemberRows.forEach(files, files.family("contacts"), member,
                    (rest, value) -> batch.delete(files.family("contacts"), MemberRows.key(member, rest)));
            new RocksErasures(files).put(member, RocksErasures.State.DELETED, batch);
            files.write(batch);
        }
    }

    @Test
    void noFileHasAContactInClear() throws Exception {
        try (RocksProfileStore profiles = open()) {
            fill(profiles);
        }
        for (String value : CONTACTS.values()) {
            assertThat(found(value)).isEmpty();
        }
        Path key = folder.resolve(ProfileKey.NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
    }

    @Test
    void withoutItsKeyOrWithAnotherContactsStayShut() throws Exception {
        long member;
        try (RocksProfileStore profiles = open()) {
            member = fill(profiles);
        }
        Path key = folder.resolve(ProfileKey.NAME);
        Path elsewhere = folder.resolve("elsewhere.key");
        Files.move(key, elsewhere);
        try (RocksProfileStore profiles = open()) {
            assertThat(profiles.find(SHOP, REFERENCE)).hasValue(member);
            assertThatThrownBy(profiles::requireKey).isInstanceOf(StorageException.class)
                    .hasMessageContaining("found no key in " + key);
            assertThatThrownBy(() -> profiles.describe(SHOP, member, CONTACTS))
                    .isInstanceOf(StorageException.class);
            assertThat(key).doesNotExist();
            profiles.erase(SHOP, profiles.find(SHOP, "customer:77").orElseThrow());
        }
        Files.writeString(key, "0".repeat(64) + "\n");
        try (RocksProfileStore profiles = open()) {
            assertThatThrownBy(() -> profiles.contacts(SHOP, member)).isInstanceOf(StorageException.class)
                    .hasMessageMatching("found key [0-9a-f]{16} in .*, expected key [0-9a-f]{16}, .*");
        }
        Files.writeString(key, "none");
        try (RocksProfileStore profiles = open()) {
            assertThatThrownBy(profiles::requireKey).isInstanceOf(DamageException.class);
        }
        Files.delete(key);
        Files.move(elsewhere, key);
        try (RocksProfileStore profiles = open()) {
            assertThat(profiles.contacts(SHOP, member)).isEqualTo(CONTACTS);
        }
    }

    @Test
    void aValueInAnothersPlaceIsFoundOut() throws Exception {
        long one;
        long other;
        try (RocksProfileStore profiles = open()) {
            one = fill(profiles);
            other = profiles.find(SHOP, "customer:77").orElseThrow();
        }
        try (Families files = Families.profiles(profiles(), SMALL)) {
            ColumnFamilyHandle contacts = files.family("contacts");
            byte[] name = MemberRows.key(MemberRows.key(SHOP, one), "name".getBytes(UTF_8));
            byte[] email = MemberRows.key(MemberRows.key(SHOP, one), "email".getBytes(UTF_8));
            files.put(contacts, email, Objects.requireNonNull(files.rocks().get(contacts, name)));
            byte[] ofOther = files.rocks().get(contacts, MemberRows.key(SHOP, one));
            files.put(contacts, MemberRows.key(SHOP, other), Objects.requireNonNull(ofOther));
        }
        try (RocksProfileStore profiles = open()) {
            assertThatThrownBy(() -> profiles.contacts(SHOP, one)).isInstanceOf(DamageException.class);
            assertThatThrownBy(() -> profiles.contacts(SHOP, other)).isInstanceOf(DamageException.class);
        }
    }

    private static final StoreOptions SMALL = new StoreOptions(8 << 20, 8 << 20);

    private Path profiles() {
        return folder.resolve("profiles");
    }

    private RocksProfileStore open() {
        return new RocksProfileStore(profiles(), SMALL, 1 << 14, new ProfileKey(folder.resolve(ProfileKey.NAME)),
                Clock.SYSTEM);
    }

    /** Many members, and the one who is looked for. */
    private static long fill(RocksProfileStore profiles) {
        for (long key : profiles.keysOf(SHOP,
                IntStream.range(0, 500).mapToObj(i -> "customer:" + i).toList())) {
            profiles.describe(SHOP, key, CONTACTS);
        }
        long key = profiles.keyOf(SHOP, REFERENCE);
        profiles.link(SHOP, key, OTHER_REFERENCE);
        profiles.describe(SHOP, key, CONTACTS);
        return key;
    }

    private static void flush(Families files) {
        try (var flush = new FlushOptions()) {
            files.rocks().flush(flush, files.families());
        } catch (RocksDBException e) {
            throw new AssertionError(e);
        }
    }

    private static void compact(Families files) {
        try {
            for (ColumnFamilyHandle family : files.families()) {
                files.rocks().compactRange(family);
            }
        } catch (RocksDBException e) {
            throw new AssertionError(e);
        }
    }

    /** The files that have a text somewhere, as UTF-8 or UTF-16. */
    private List<Path> found(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (Stream.of(UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                        .map(charset -> new String(text.getBytes(charset), StandardCharsets.ISO_8859_1))
                        .anyMatch(bytes::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
