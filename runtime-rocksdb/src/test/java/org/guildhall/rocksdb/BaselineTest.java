package org.guildhall.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.core.entity.Outcome;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines: taken on schedule, kept within bounds, gone back to. */
class BaselineTest {
    private static final long START = 1_700_000_000_000L;
    private static final int KEYS = 50;

    @TempDir Path folder;

    private final VirtualClock clock = new VirtualClock(START);
    private int asked;

    @Test
    void snapshotsAreMadeAnewFromABaselineOrFromTheBeginning() {
        String before;
        try (Directory directory = open(2)) {
            ask(directory, 300);
            directory.takeBaseline("first");
            ask(directory, 300);
        }
        try (Directory directory = open(3)) {
            ask(directory, 300);
            before = digest(directory);
        }
        for (String from : new String[]{"first", null}) {
            Directory.rebuild(folder, new ToyMachine(), from);

            try (Directory directory = open(3)) {
                assertThat(digest(directory)).as("from %s", from).isEqualTo(before);
                assertSound(directory);
                ask(directory, 10);
                before = digest(directory);
            }
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("store."));
    }

    @Test
    void aStoreThatIsLostOrBrokenIsMadeAnew() throws IOException {
        String before;
        try (Directory directory = open(2)) {
            ask(directory, 300);
            before = digest(directory);
        }
        Durable.deleteFolder(folder.resolve("store"));
        assertThatThrownBy(() -> open(2).close()).isInstanceOf(DamageException.class)
                .hasMessageContaining("guildhall rebuild");
        Directory.rebuild(folder, new ToyMachine(), null);
        try (Directory directory = open(2)) {
            assertThat(digest(directory)).isEqualTo(before);
        }
        Files.writeString(folder.resolve("store/CURRENT"), "nonsense\n");
        Directory.rebuild(folder, new ToyMachine(), null);
        try (Directory directory = open(2)) {
            assertThat(digest(directory)).isEqualTo(before);
            assertSound(directory);
        }
    }

    @Test
    void aRebuildLooksAtNothingBeforeItHasTheDirectoryForItself() {
        try (Directory directory = open(2)) {
            ask(directory, 10);
            assertThatThrownBy(() -> Directory.rebuild(folder, new ToyMachine(), "not taken yet"))
                    .isInstanceOf(DirectoryInUseException.class);
        }
    }

    @Test
    void anExchangeOfStoresThatWasCutOffIsFinished() throws IOException {
        String before;
        try (Directory directory = open(2)) {
            ask(directory, 300);
            before = digest(directory);
        }
        Files.move(folder.resolve("store"), folder.resolve("store.made"));
        Files.createDirectory(folder.resolve("store.replaced"));
        Files.createDirectory(folder.resolve("store.making"));
        try (Directory directory = open(2)) {
            assertThat(digest(directory)).isEqualTo(before);
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("store."));
    }

    @Test
    void whereNothingCouldBeTrimmedARebuildStillBeginsAtTheBeginning() throws IOException {
        try (Directory directory =
                Directory.open(folder, new ToyMachine(), RuntimeOptions.of(1).withTimers(false), clock)) {
            ask(directory, 100);
            directory.takeBaseline("only");
            assertThat(directory.trimBefore("only").journalBytes()).isZero();
            assertThat(directory.storage().header().trimmed()).isEmpty();
        }
        Directory.rebuild(folder, new ToyMachine(), null);
    }

    @Test
    void whatWasTrimmedIsRebuiltFromItsBaselineOnly() throws IOException {
        Path copy = folder.resolveSibling(folder.getFileName() + "-copy");
        try (Directory directory = open(2)) {
            ask(directory, 1000);
            directory.takeBaseline("first");
            ask(directory, 1000);
            directory.takeBaseline("second");
            ask(directory, 100);
            Directory.Trimmed trimmed = directory.trimBefore("second");
            assertThat(trimmed.journalBytes()).isPositive();
            assertThat(trimmed.baselines()).containsExactly("first");
            assertThat(directory.baselines()).extracting(Baseline::name).containsExactly("second");
            directory.backup(copy);
        }
        assertThatThrownBy(() -> Directory.rebuild(folder, new ToyMachine(), null))
                .hasMessageContaining("from the beginning, but found them trimmed");
        assertThatThrownBy(() -> Directory.rebuild(folder, new ToyMachine(), "first")).hasMessageContaining("[second]");
        Directory.rebuild(folder, new ToyMachine(), "second");
        try (Directory directory = open(2)) {
            assertSound(directory);
        }
        try (Directory directory = open(copy, 2)) {
            assertSound(directory);
        }
        Durable.deleteFolder(copy);
    }

    @Test
    void nothingIsTrimmedToABaselineThatIsNotWhatWasTaken() throws IOException {
        try (Directory directory = open(1)) {
            ask(directory, 1000);
            directory.takeBaseline("first");
            Path table;
            try (Stream<Path> files = Files.list(folder.resolve("baselines/first/store"))) {
                table = files.filter(file -> file.toString().endsWith(".sst"))
                        .max(Comparator.comparingLong(file -> file.toFile().length())) // of the entities
                        .orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(table);
            Files.delete(table); // the store has the same file
            bytes[20] ^= 1;
            Files.write(table, bytes);

            assertThatThrownBy(() -> directory.trimBefore("first")).isInstanceOf(RuntimeException.class);

            assertThat(directory.storage().header().trimmed()).isEmpty();
            assertSound(directory);
        }
    }

    @Test
    void aBaselineIsTakenAfterSoMuchJournalAndOldOnesGo() {
        try (Directory directory = open(2)) {
            directory.takeBaseline("kept");
            ScheduledBaselines.Turns turns =
                    new ScheduledBaselines.Turns(directory, new BaselineSchedule(1000, BaselineSchedule.NEVER, 2),
                            clock);
            for (int i = 0; i < 4; i++) {
                ask(directory, 100);
                clock.advance(Duration.ofMinutes(1).toMillis());
                turns.turn();
                turns.turn();
            }
            List<Baseline> all = directory.baselines();
            assertThat(all).hasSize(3);
            assertThat(all).extracting(Baseline::scheduled).containsExactly(false, true, true);
            assertThat(all.getLast().name()).isEqualTo("scheduled-2023-11-14-221720");
        }
    }

    @Test
    void aBaselineIsTakenAfterATimeInWhichSomethingHappened() {
        try (Directory directory = open(2)) {
            ScheduledBaselines.Turns turns = new ScheduledBaselines.Turns(directory,
                    new BaselineSchedule(Long.MAX_VALUE, Duration.ofHours(24), 2), clock);
            clock.advance(Duration.ofHours(25).toMillis());
            turns.turn();
            assertThat(directory.baselines()).isEmpty();
            ask(directory, 1);
            turns.turn();
            assertThat(directory.baselines()).hasSize(1);
            clock.advance(Duration.ofHours(25).toMillis());
            turns.turn();
            assertThat(directory.baselines()).hasSize(1);
        }
    }

    private static String digest(Directory directory) {
        directory.runtime().settle();
        directory.runtime().forEachEntity((name, stored, pages) -> false);
        return directory.storage().entities().digest();
    }

    private static void assertSound(Directory directory) {
        directory.runtime().settle();
        Doctor doctor = new Doctor(directory, new ToyMachine());
        assertThat(doctor.journals()).isEmpty();
        assertThat(doctor.replay()).isEmpty();
        assertThat(doctor.tallies()).isEmpty();
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

    private Directory open(int partitions) {
        return open(folder, partitions);
    }

    private Directory open(Path home, int partitions) {
        DirectoryStorage storage = DirectoryStorage.open(home, 4_000, new StoreOptions(8 << 20, 8 << 20));
        return Directory.open(storage, new ToyMachine(), RuntimeOptions.of(partitions).withTimers(false), clock);
    }
}
