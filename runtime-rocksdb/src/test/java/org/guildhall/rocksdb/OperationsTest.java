package org.guildhall.rocksdb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.guildhall.core.entity.Outcome;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to a directory: back up, restore, take baselines, trim, have it examined. */
class OperationsTest {
    private static final long START = 1_700_000_000_000L;
    private static final int KEYS = 50;

    @TempDir Path folder;

    private int asked;

    @Test
    void aBackupTakenWhileServingIsACut() throws InterruptedException {
        Path copy = folder.resolve("copy");
        try (Directory directory = open("a", 2)) {
            ask(directory, 200);
            AtomicBoolean serving = new AtomicBoolean(true);
            Thread load = Thread.ofPlatform().start(() -> {
                while (serving.get()) {
                    ask(directory, 1);
                }
            });
            long key = directory.profiles().keyOf(1, "customer:1");
            directory.backup(copy);
            serving.set(false);
            load.join();
            try (Directory restored = open("copy", 2)) {
                assertThat(restored.profiles().find(1, "customer:1")).hasValue(key);
                assertSound(restored);
                ask(restored, 50);
                assertSound(restored);
            }
            assertSound(directory);
            assertThatThrownBy(() -> directory.backup(copy)).hasMessageContaining("to be new or empty");
        }
        Directory.restore(copy, folder.resolve("restored"));
        try (Directory restored = open("restored", 3)) {
            assertSound(restored);
        }
    }

    @Test
    void aDamagedBackupIsNotRestored() throws IOException {
        Path copy = folder.resolve("copy");
        try (Directory directory = open("a", 1)) {
            ask(directory, 200);
            directory.backup(copy);
        }
        flip(segments(copy.resolve("journal/g1/p0000")).getFirst(), 3000);
        assertThatThrownBy(() -> Directory.restore(copy, folder.resolve("restored")))
                .isInstanceOf(DamageException.class);
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void whatLiesBeforeABaselineCanBeTrimmed() throws IOException {
        Path journal = folder.resolve("a/journal/g1/p0000");
        try (Directory directory = open("a", 2)) {
            ask(directory, 2000);
            directory.runtime().settle();
            Baseline baseline = directory.takeBaseline("first");
            directory.runtime().forEachEntity((name, stored, pages) -> false);
            assertThat(baseline.entities()).isEqualTo(count(directory.storage().entities()));
            assertThat(baseline.digest()).matches("[0-9a-f]{64}");
            assertThat(baseline.totals().get(ToyMachine.PROGRAMME))
                    .isEqualTo(directory.runtime().tallies(ToyMachine.PROGRAMME));
            ask(directory, 100);
            directory.runtime().forEachEntity((name, stored, pages) -> false);
            int before = segments(journal).size();
            assertThat(directory.trimBefore("first").journalBytes()).isPositive();
            assertThat(segments(journal)).hasSizeLessThan(before);
            assertThatThrownBy(() -> directory.trimBefore("second")).hasMessageContaining("[first]");
            assertSound(directory);
        }
        try (Directory directory = open("a", 2)) {
            ask(directory, 100);
            assertThat(directory.baselines()).extracting(Baseline::name).containsExactly("first");
            assertThat(directory.runtime().entries(ToyMachine.name(1)).toList()).isNotEmpty();
            assertSound(directory);
        }
        Files.delete(segments(journal).getFirst());
        try (Directory directory = open("a", 2)) {
            assertThat(new Doctor(directory, new ToyMachine()).journals()).hasSize(1)
                    .first()
                    .asString()
                    .contains("to have a segment that begins at or before");
        }
    }

    @Test
    void theDoctorReplaysOverLayoutsAndFindsNothingInASoundDirectory() {
        try (Directory directory = open("a", 2)) {
            ask(directory, 300);
        }
        try (Directory directory = open("a", 5)) {
            ask(directory, 300);
        }
        try (Directory directory = open("a", 1)) {
            ask(directory, 300);
            assertSound(directory);
        }
    }

    @Test
    void theDoctorFindsAFlippedByteInAJournal() throws IOException {
        try (Directory directory = open("a", 1)) {
            ask(directory, 500);
        }
        Path segment = segments(folder.resolve("a/journal/g1/p0000")).getFirst();
        flip(segment, 5000);
        try (Directory directory = open("a", 1)) {
            Doctor doctor = new Doctor(directory, new ToyMachine());
            assertThat(doctor.journals()).hasSize(1)
                    .first()
                    .asString()
                    .contains(segment.getFileName().toString())
                    .contains("expected")
                    .contains("found");
            assertThat(doctor.replay()).hasSize(1);
        }
    }

    @Test
    void theDoctorFindsASnapshotThatTheJournalDoesNotExplain() {
        try (Directory directory = open("a", 1)) {
            ask(directory, 300);
            directory.runtime().settle();
            directory.runtime().forEachEntity((name, stored, pages) -> false);
            EntityStore store = directory.storage().entities();
            EntityStore.Stored stored = requireNonNull(store.load(ToyMachine.name(7)));
            EntityStore.Stored other = requireNonNull(store.load(ToyMachine.name(8)));
            EntityStore.StoredShard shard = requireNonNull(store.shard(ToyMachine.name(7).shard()));
            Progress progress = store.progress(0);
            store.write(new ShardWrite(0, progress, ToyMachine.name(7).shard(), shard.state(), shard.position(),
                    List.of(new ShardWrite.EntityWrite(ToyMachine.name(7), other.head(), stored.version(),
                            stored.position(), stored.nextDue(), stored.nextDue(), List.of()))));
            Doctor doctor = new Doctor(directory, new ToyMachine());
            assertThat(doctor.journals()).isEmpty();
            assertThat(doctor.replay()).hasSize(1)
                    .first()
                    .asString()
                    .startsWith("store: expected " + ToyMachine.name(7));
        }
    }

    private void assertSound(Directory directory) {
        directory.runtime().settle();
        Doctor doctor = new Doctor(directory, new ToyMachine());
        assertThat(doctor.journals()).isEmpty();
        assertThat(doctor.replay()).isEmpty();
        assertThat(doctor.tallies()).isEmpty();
    }

    private static long count(EntityStore store) {
        long[] count = new long[1];
        store.scan((name, stored, pages) -> count[0]++ >= 0);
        return count[0];
    }

    /** Commands that send amounts around; each is decided when it returns. */
    private void ask(Directory directory, int commands) {
        for (int i = 0; i < commands; i++) {
            int number = asked++;
            ToyBody body = number % 3 == 0 ? new ToyBody.Note(number % 4, 1 + number % 9)
                    : new ToyBody.Send(number * 7 % KEYS, 1 + number % 100, number % 3);
            Outcome outcome = directory.runtime()
                    .submit(ToyMachine.command(number % KEYS, "command-" + number, START + number, body))
                    .join()
                    .outcome();
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private Directory open(String name, int partitions) {
        DirectoryStorage storage =
                DirectoryStorage.open(folder.resolve(name), 4_000, new StoreOptions(8 << 20, 8 << 20));
        return Directory.open(storage, new ToyMachine(), RuntimeOptions.of(partitions).withTimers(false), Clock.SYSTEM);
    }

    private static List<Path> segments(Path journal) throws IOException {
        try (Stream<Path> all = Files.list(journal)) {
            return all.sorted().toList();
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.min(at, bytes.length / 2)] ^= 4;
        Files.write(file, bytes);
    }
}
