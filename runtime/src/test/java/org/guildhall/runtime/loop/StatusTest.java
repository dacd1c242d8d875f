package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTest {
    private final Set<Thread> askers = ConcurrentHashMap.newKeySet();

    /** Storage whose journals note who asks where they end. */
    private final class Watched implements Storage {
        private final Storage storage = new MemoryStorage();

        @Override
        public int partitions() {
            return storage.partitions();
        }

        @Override
        public void layOut(int partitions, long received) {
            storage.layOut(partitions, received);
        }

        @Override
        public Journal journal(int partition) {
            return new WatchedJournal(storage.journal(partition));
        }

        @Override
        public EntityStore entities() {
            return storage.entities();
        }

        @Override
        public byte @Nullable [] read(long position) {
            return storage.read(position);
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private final class WatchedJournal implements Journal {
        private final Journal journal;

        WatchedJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public long next() {
            askers.add(Thread.currentThread());
            return journal.next();
        }

        @Override
        public long add(byte[] bytes, int offset, int length) {
            return journal.add(bytes, offset, length);
        }

        @Override
        public Sealed seal() {
            return journal.seal();
        }

        @Override
        public long oldest() {
            return journal.oldest();
        }

        @Override
        public void read(long from, RecordVisitor visitor) {
            journal.read(from, visitor);
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @Test
    void tellsWhereTheJournalEndsWithoutAskingItFromAnotherThread() {
        try (LocalRuntime runtime =
                LocalRuntime.start(new Watched(), new ToyMachine(), RuntimeOptions.of(1), Clock.SYSTEM)) {
            long before = runtime.status().partitions().getFirst().journalNext();
            runtime.submit(ToyMachine.command(1, "a", 0, new ToyBody.Add(1))).join();
            runtime.settle();
            RuntimeStatus.Partition after = runtime.status().partitions().getFirst();
            assertThat(after.journalNext()).isGreaterThan(before);
            assertThat(after.decided()).isEqualTo(1);
            assertThat(after.stopped()).isNull();
            assertThat(askers).isNotEmpty().doesNotContain(Thread.currentThread());
        }
    }
}
