package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash leaves is the same memory, in however many rounds its journal is gathered. */
class RecoveryTest {
    private static final int KEYS = 40;

    private final ToyMachine machine = new ToyMachine();

    /** A journal of one partition with nothing in snapshots; messages were sent, consumed, and are under way. */
    private MemoryStorage crashed() {
        MemoryStorage storage = new MemoryStorage();
        LocalRuntime runtime =
                LocalRuntime.stepped(storage, machine, RuntimeOptions.of(1), Clock.SYSTEM, Faults.NONE);
        for (int i = 0; i < 400; i++) {
            ToyBody body = i % 3 == 0 ? new ToyBody.Send(i * 7 % KEYS, 3, i % 2) : new ToyBody.Add(i);
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
        Recovery.replay(state, mostBytes);
        return state;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 2_000})
    void roundsMakeNoDifference(long mostBytes) {
        MemoryStorage storage = crashed();
        PartitionState atOnce = recovered(storage, Long.MAX_VALUE);
        PartitionState inRounds = recovered(storage.crash(), mostBytes);
        for (int key = 0; key < KEYS; key++) {
            CachedEntity expected = Objects.requireNonNull(atOnce.find(ToyMachine.name(key)));
            CachedEntity found = Objects.requireNonNull(inRounds.find(ToyMachine.name(key)));
            assertThat(found.version).isEqualTo(expected.version).isPositive();
            assertThat(found.position).isEqualTo(expected.position);
            assertThat(found.nextDue).isEqualTo(expected.nextDue);
            assertThat(inRounds.heads.read(found)).isEqualTo(atOnce.heads.read(expected));
        }
        for (int i = 0; i < atOnce.shards().length; i++) {
            assertThat(inRounds.shard(i).encode(machine)).isEqualTo(atOnce.shard(i).encode(machine));
            assertThat(inRounds.shard(i).lastRecorded()).isEqualTo(atOnce.shard(i).lastRecorded());
            assertThat(inRounds.shard(i).firstUnwritten()).isEqualTo(atOnce.shard(i).firstUnwritten());
        }
        assertThat(inRounds.undelivered).isEqualTo(atOnce.undelivered).isPositive();
        assertThat(inRounds.unsnapshotted).isEqualTo(atOnce.unsnapshotted).isGreaterThan(400);
        assertThat(inRounds.received).isEqualTo(atOnce.received).isPositive();
    }
}
