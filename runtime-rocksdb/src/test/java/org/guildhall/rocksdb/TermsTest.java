package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.loop.LocalRuntime;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terms in journals that are replayed: some of them in force, some cut off, before and after a store is made anew. */
class TermsTest {
    private static final StoreOptions SMALL = new StoreOptions(8 << 20, 8 << 20);
    private static final byte[] TERMS = "terms of spring".getBytes(UTF_8);
    private static final byte[] OTHER_TERMS = "terms of autumn".getBytes(UTF_8);

    @TempDir Path folder;

    private int asked;

    @Test
    void termsOfTwoPartitionsMeetAlthoughTheyLieInDifferentPiecesOfAReplay() {
        Path data = folder.resolve("data");
        try (LocalRuntime runtime = open(data, Faults.NONE)) {
            ask(runtime, 0, 40);
            ask(runtime, 1, 5);
            runtime.publish(TERMS);
            ask(runtime, 1, 40);
        }
        DirectoryHeader header = DirectoryHeader.read(data).orElseThrow();
        Layout layout = header.layout().orElseThrow();
        ToyMachine machine = new ToyMachine();
        try (Journals journals = new Journals(data.resolve("journal"), header.directory(), header.layouts(),
                Journals.Trimmed.NOTHING, 4_000);
                RocksEntityStore store = new RocksEntityStore(folder.resolve("made"), SMALL)) {
            journals.open(0);
            journals.open(1);
            store.beginLayout(layout.generation(), 2, 0);
            store.useLayout(layout.generation());
            new ReplayStorage(journals, layout, journals.cut(), store, 7).follow(machine);
            assertThat(machine.terms).containsExactly(TERMS);
            assertThat(store.terms()).containsExactly(TERMS);
        }
    }

    @Test
    void aPublicationCutOffIsStillUnfinishedAfterARebuildAndGoesOn() throws IOException {
        Path data = folder.resolve("data");
        cutOff(data, TERMS);
        Durable.deleteFolder(data.resolve("store"));
        ToyMachine rebuilt = new ToyMachine();
        Directory.rebuild(data, rebuilt, null);
        assertThat(rebuilt.terms).isEmpty();
        try (LocalRuntime runtime = open(data, Faults.NONE)) {
            assertThat(runtime.unfinishedTerms()).isEqualTo(TERMS);
            runtime.publish(TERMS);
            assertThat(runtime.unfinishedTerms()).isNull();
        }
        Durable.deleteFolder(data.resolve("store"));
        Directory.rebuild(data, rebuilt, null);
        assertThat(rebuilt.terms).containsExactly(TERMS);
    }

    @Test
    void termsThatOnePartitionHasTwiceAndAnotherNotAtAllAreNotInForceAfterARebuild() throws IOException {
        Path data = folder.resolve("data");
        cutOff(data, TERMS);
        try (LocalRuntime runtime = open(data, Faults.NONE)) {
            runtime.withdrawUnfinishedTerms();
            runtime.publish(OTHER_TERMS);
        }
        cutOff(data, TERMS);
        Durable.deleteFolder(data.resolve("store"));
        ToyMachine rebuilt = new ToyMachine();
        Directory.rebuild(data, rebuilt, null);
        assertThat(rebuilt.terms).containsExactly(OTHER_TERMS);
        try (LocalRuntime runtime = open(data, Faults.NONE)) {
            assertThat(runtime.unfinishedTerms()).isEqualTo(TERMS);
        }
    }

    /** Partition 0 gets the terms, partition 1 dies before. */
    private void cutOff(Path data, byte[] terms) {
        DirectoryStorage storage = DirectoryStorage.open(data, 4_000, SMALL);
        LocalRuntime runtime = open(storage, (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED && partition == 0) {
                throw new IllegalStateException("the process dies");
            }
        });
        assertThatThrownBy(() -> runtime.publish(terms)).isInstanceOf(IllegalStateException.class);
        storage.close();
    }

    private static LocalRuntime open(Path data, Faults faults) {
        return open(DirectoryStorage.open(data, 4_000, SMALL), faults);
    }

    private static LocalRuntime open(DirectoryStorage storage, Faults faults) {
        return LocalRuntime.stepped(storage, new ToyMachine(), RuntimeOptions.of(2).withTimers(false),
                new VirtualClock(1), faults);
    }

    private void ask(LocalRuntime runtime, int partition, int commands) {
        List<Long> keys = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L)
                .stream()
                .filter(key -> ToyMachine.name(key).shard() * 2 / 1024 == partition)
                .toList();
        for (int i = 0; i < commands; i++) {
            var command = ToyMachine.command(keys.get(i % keys.size()), "c" + asked++, 1, new ToyBody.Add(1));
            if (runtime.submit(command, answer -> {}) != Submission.TAKEN) {
                throw new StorageException("expected a command to be taken, but found it refused");
            }
            runtime.step(partition);
        }
    }
}
