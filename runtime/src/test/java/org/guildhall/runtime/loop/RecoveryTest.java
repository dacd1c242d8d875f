package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash leaves is the same memory, in whatever rounds and order its journal is replayed. */
class RecoveryTest {
    private static final int KEYS = 40;

    private final ToyMachine machine = new ToyMachine();

    /** A journal of one partition with nothing in snapshots; messages were sent, consumed, and are under way. */
    private MemoryStorage crashed() {
        MemoryStorage storage = new MemoryStorage();
        LocalRuntime runtime =
                LocalRuntime.stepped(storage, machine, RuntimeOptions.of(1), Clock.SYSTEM, Faults.NONE);
        for (int i = 0; i < 400; i++) {
            ToyBody body = i % 8 == 0 ? new ToyBody.Send(i * 7 % KEYS, 3, i % 2) : new ToyBody.Add(i);
            var unused = runtime.submit(ToyMachine.command(i % KEYS, "c" + i, 0, body), answer -> {});
            if (i % 50 == 49) {
                runtime.step(0);
            }
        }
        return storage.crash();
    }

    private Shared shared(MemoryStorage storage, SnapshotWriter writer, PartitionLoop[] loops) {
        return new Shared(storage, machine, RuntimeOptions.of(1), Clock.SYSTEM, Faults.NONE, writer, loops,
                new AtomicReference<>());
    }

    private PartitionState recovered(MemoryStorage storage, long mostBytes) {
        SnapshotWriter writer = new SnapshotWriter(storage.entities(), Faults.NONE);
        PartitionState state = shared(storage, writer, new PartitionLoop[1]).asStored(0);
        Recovery.begin(state, mostBytes);
        return state;
    }

    /** One after the other, in the order of their shards. */
    private PartitionState replayed(MemoryStorage storage) {
        PartitionState state = recovered(storage, Long.MAX_VALUE);
        assertThat(state.recover(Integer.MAX_VALUE)).isTrue();
        return state;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 2_000})
    void roundsMakeNoDifference(long mostBytes) {
        MemoryStorage storage = crashed();
        PartitionState expected = replayed(storage);
        PartitionState found = recovered(storage.crash(), mostBytes);
        assertThat(found.recovery).isNull(); // too much to wait
        requireEqual(expected, found);
    }

    @Test
    void inWhichOrderEntitiesAreReplayedMakesNoDifference() {
        MemoryStorage storage = crashed();
        PartitionState expected = replayed(storage);
        PartitionState found = recovered(storage.crash(), Long.MAX_VALUE);
        Random random = new Random(2);
        for (int i = 0; i < KEYS / 2; i++) {
            found.load(List.of(ToyMachine.name(random.nextInt(KEYS)), ToyMachine.name(random.nextInt(KEYS))));
            if (i % 5 == 0) {
                assertThat(found.recover(1)).isTrue();
            }
        }
        assertThat(found.recover(Integer.MAX_VALUE)).isTrue();
        assertThat(found.recover(1)).isFalse();
        requireEqual(expected, found);
    }

    @Test
    void totalsThatOtherRulesCountedAreCountedAnewFromTheEntities() {
        MemoryStorage storage = crashed();
        LocalRuntime.catchUp(storage, machine, RuntimeOptions.of(1), Clock.SYSTEM);
        PartitionState expected = shared(storage, writer(storage), new PartitionLoop[1]).asStored(0);
        assertThat(totals(expected)).isNotEmpty();
        for (ShardState shard : expected.shards()) {
            writeWithOtherTotals(storage, Objects.requireNonNull(shard));
        }

        PartitionState found = shared(storage, writer(storage), new PartitionLoop[1]).asStored(0);

        for (ShardState shard : found.shards()) {
            assertThat(Objects.requireNonNull(shard).toBeCounted).isTrue();
            assertThat(shard.encode(machine)).isEqualTo(expected.shard(shard.number).encode(machine));
        }
        assertThat(totals(found)).isEqualTo(totals(expected));

        LocalRuntime.catchUp(storage, machine, RuntimeOptions.of(1), Clock.SYSTEM); // writes back what was counted
        PartitionState again = shared(storage, writer(storage), new PartitionLoop[1]).asStored(0);
        assertThat(again.shards()).noneMatch(shard -> Objects.requireNonNull(shard).toBeCounted);
        assertThat(totals(again)).isEqualTo(totals(expected));
    }

    private static SnapshotWriter writer(MemoryStorage storage) {
        return new SnapshotWriter(storage.entities(), Faults.NONE);
    }

    private static Map<Integer, Long> totals(PartitionState state) {
        Map<Integer, Long> totals = new TreeMap<>();
        for (ShardState shard : state.shards()) {
            Objects.requireNonNull(shard).tallies.addTo(totals, ToyMachine.PROGRAMME);
        }
        return totals;
    }

    /** As the version before wrote it, with totals that are not the sum over the entities. */
    private void writeWithOtherTotals(MemoryStorage storage, ShardState shard) {
        Tallies other = new Tallies();
        other.add(ToyMachine.PROGRAMME, new TallyDelta(new int[]{1}, new long[]{1_000_000}));
        ByteWriter out = new ByteWriter();
        out.writeByte(2);
        other.write(out);
        shard.mailbox.write(out, machine);
        storage.entities()
                .write(new ShardWrite(0, storage.entities().progress(0), shard.number, out.toByteArray(),
                        shard.storedPosition, List.of()));
    }

    @Test
    void anEntityWaitsUntilItIsLoadedAndMessagesDoNot() {
        MemoryStorage storage = crashed();
        PartitionState expected = replayed(storage);
        PartitionState state = recovered(storage.crash(), Long.MAX_VALUE);
        assertThat(state.undelivered).isEqualTo(expected.undelivered).isPositive();
        assertThat(state.unsnapshotted).isEqualTo(expected.unsnapshotted);
        assertThat(state.replayFrom()).isEqualTo(expected.replayFrom());
        List<EntityName> waiting = IntStream.range(0, KEYS)
                .mapToObj(ToyMachine::name)
                .filter(name -> state.find(name) == null)
                .toList();
        assertThat(waiting).hasSizeBetween(KEYS / 4, KEYS - 1); // some had sent messages
        EntityName name = waiting.getFirst();
        assertThat(state.recovers(state.shard(name.shard()))).isTrue();
        long before = state.unreplayed();
        state.load(List.of(name));
        assertThat(state.unreplayed()).isLessThan(before).isPositive();
        assertThat(headOf(state, name)).isEqualTo(headOf(expected, name));
    }

    private static byte[] headOf(PartitionState state, EntityName name) {
        return Objects.requireNonNull(state.heads.read(Objects.requireNonNull(state.find(name))));
    }

    private void requireEqual(PartitionState expected, PartitionState found) {
        assertThat(found.recovery).isNull();
        for (int key = 0; key < KEYS; key++) {
            EntityName name = ToyMachine.name(key);
            CachedEntity wanted = Objects.requireNonNull(expected.find(name));
            CachedEntity entity = Objects.requireNonNull(found.find(name));
            assertThat(entity.version).isEqualTo(wanted.version).isPositive();
            assertThat(entity.position).isEqualTo(wanted.position);
            assertThat(entity.nextDue).isEqualTo(wanted.nextDue);
            assertThat(headOf(found, name)).isEqualTo(headOf(expected, name));
        }
        for (int i = 0; i < expected.shards().length; i++) {
            assertThat(found.shard(i).encode(machine)).isEqualTo(expected.shard(i).encode(machine));
            assertThat(found.shard(i).lastRecorded()).isEqualTo(expected.shard(i).lastRecorded());
            assertThat(found.shard(i).firstUnwritten()).isEqualTo(expected.shard(i).firstUnwritten());
        }
        assertThat(found.undelivered).isEqualTo(expected.undelivered).isPositive();
        assertThat(found.unsnapshotted).isEqualTo(expected.unsnapshotted).isGreaterThan(400);
        assertThat(found.received).isEqualTo(expected.received).isPositive();
    }

    @Test
    void entriesThatCouldNotBeReplayedStillWait() {
        MemoryStorage storage = crashed();
        PartitionState state = recovered(storage, Long.MAX_VALUE);
        EntityName name = ToyMachine.name(5);
        assertThat(state.find(name)).isNull();
        long before = state.unreplayed();
        machine.brokenReplays.add(5L);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> state.load(List.of(name))).hasMessageContaining("found them broken");
            assertThat(state.find(name)).isNull();
            assertThatThrownBy(() -> state.recover(Integer.MAX_VALUE)).hasMessageContaining("found them broken");
        }
        assertThat(state.unreplayed()).isLessThan(before).isPositive();
        machine.brokenReplays.clear();
        assertThat(state.recover(Integer.MAX_VALUE)).isTrue();
        requireEqual(replayed(storage.crash()), state);
    }

    @Test
    void aShardIsWrittenBackOnceAllItsEntriesAreReplayed() {
        EntityName one = ToyMachine.name(1);
        EntityName other = IntStream.range(2, 10_000)
                .mapToObj(ToyMachine::name)
                .filter(name -> name.shard() == one.shard())
                .findFirst()
                .orElseThrow();
        MemoryStorage before = new MemoryStorage();
        LocalRuntime runtime = LocalRuntime.stepped(before, machine, RuntimeOptions.of(1), Clock.SYSTEM, Faults.NONE);
        for (EntityName name : List.of(one, other)) {
            var unused = runtime.submit(ToyMachine.command(name.key(), "c", 0, new ToyBody.Add(5)), answer -> {});
        }
        runtime.step(0);
        MemoryStorage storage = before.crash();
        SnapshotWriter writer = new SnapshotWriter(storage.entities(), Faults.NONE);
        PartitionLoop[] loops = new PartitionLoop[1];
        loops[0] = new PartitionLoop(0, shared(storage, writer, loops));
        PartitionState state = loops[0].state();
        state.load(List.of(one));
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        Snapshots snapshots = new Snapshots(state, writer, Faults.NONE, 100, 1 << 20, Runnable::run);
        snapshots.flush(flushed);
        assertThat(snapshots.turn()).isFalse();
        assertThat(writer.step()).isFalse();
        assertThat(state.recover(Integer.MAX_VALUE)).isTrue();
        while (!flushed.isDone()) {
            snapshots.turn();
            writer.step();
        }
        for (EntityName name : List.of(one, other)) {
            assertThat(Objects.requireNonNull(storage.entities().load(name)).version()).isEqualTo(1);
        }
    }

    @RepeatedTest(10)
    void aReaderNeverFindsAnEntityWithoutItsEntries() throws Exception {
        MemoryStorage storage = crashed();
        PartitionState expected = replayed(storage);
        try (LocalRuntime runtime =
                LocalRuntime.start(storage.crash(), machine, RuntimeOptions.of(1).withTimers(false), Clock.SYSTEM);
                ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int step = 2 * i + 1;
                reading.add(readers.submit(() -> {
                    for (int key = 0; key < KEYS; key++) {
                        EntityName name = ToyMachine.name((long) key * step % KEYS);
                        long version = Objects.requireNonNull(expected.find(name)).version;
                        assertThat(runtime.entries(name).findFirst().orElseThrow().version())
                                .isGreaterThanOrEqualTo(version);
                    }
                }));
            }
            for (Future<?> one : reading) {
                one.get();
            }
        }
    }

    @Test
    void damageThatIsFoundWhileThePartitionServesIsTold() {
        MemoryStorage storage = crashed();
        ByteWriter record = new ByteWriter(64);
        JournalRecordCodec.write(record,
                new JournalRecord.Entry(ToyMachine.name(1), 1_000, 7, null, List.of(), new byte[0]));
        Journal journal = storage.journal(0);
        journal.add(record.array(), 0, record.size());
        journal.sync();
        try (LocalRuntime runtime =
                LocalRuntime.start(storage.crash(), machine, RuntimeOptions.of(1).withTimers(false), Clock.SYSTEM)) {
            assertThatThrownBy(() -> runtime.tallies(ToyMachine.PROGRAMME)).isInstanceOf(DamageException.class)
                    .hasMessageContaining("but found version 1000 after 7");
            assertThatThrownBy(() -> runtime.read(ToyMachine.name(1))).isInstanceOf(DamageException.class);
            assertThat(runtime.status().partitions().getFirst().stopped()).contains("but found version 1000 after 7");
        }
    }
}
