package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
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

    private PartitionState recovered(MemoryStorage storage, long mostBytes) {
        PartitionState state = new Shared(storage, machine, RuntimeOptions.of(1), Clock.SYSTEM, Faults.NONE,
                new SnapshotWriter(storage.entities(), Faults.NONE), new PartitionLoop[1], new AtomicReference<>())
                .asStored(0);
        Recovery.begin(state, mostBytes);
        return state;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 2_000})
    void roundsMakeNoDifference(long mostBytes) {
        MemoryStorage storage = crashed();
        PartitionState expected = recovered(storage, Long.MAX_VALUE);
        assertThat(expected.recover(Integer.MAX_VALUE)).isTrue();
        PartitionState found = recovered(storage.crash(), mostBytes);
        assertThat(found.recovery).isNull(); // too much to wait
        requireEqual(expected, found);
    }

    @Test
    void inWhichOrderEntitiesAreReplayedMakesNoDifference() {
        MemoryStorage storage = crashed();
        PartitionState expected = recovered(storage, Long.MAX_VALUE);
        assertThat(expected.recover(Integer.MAX_VALUE)).isTrue();
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
    void anEntityWaitsUntilItIsLoadedAndMessagesDoNot() {
        MemoryStorage storage = crashed();
        PartitionState expected = recovered(storage, Long.MAX_VALUE);
        assertThat(expected.recover(Integer.MAX_VALUE)).isTrue();
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
}
