package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvictionTest {
    private static final int ENTITIES = 100_000;

    @Test
    void oneTurnLooksAtABoundedPartOfTheCacheAndTheNextGoesOn() {
        long limit = 1_000_000;
        PartitionState state = state(limit);
        List<EntityName> names = LongStream.range(0, ENTITIES).mapToObj(ToyMachine::name).toList();
        state.load(names);
        int turns = 0;
        long seen = 0;
        while (state.cachedBytes > limit) {
            state.evict();
            long now = seen(state, names);
            assertThat(now - seen).as("entities passed in turn %s", turns)
                    .isBetween(0L, (long) PartitionState.SWEPT_PLACES);
            seen = now;
            assertThat(++turns).as("turns").isLessThan(200);
        }
        assertThat(turns).isGreaterThan(3);
        assertThat(state.cachedEntities).isLessThan(ENTITIES / 4);
    }

    /** Entities that the hand has passed. */
    private static long seen(PartitionState state, List<EntityName> names) {
        return names.stream().map(state::find).filter(entity -> entity == null || !entity.used).count();
    }

    private static PartitionState state(long cacheBytes) {
        MemoryStorage storage = new MemoryStorage();
        storage.layOut(1, 0);
        ToyMachine machine = new ToyMachine();
        @Nullable ShardState[] shards = new ShardState[EntityName.SHARDS];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = ShardState.of(i, null, machine);
        }
        Timers timers = new Timers(false, 0, 1, storage.entities(), new AtomicReference<>());
        return new PartitionState(0, machine, storage.entities(), storage.journal(0), timers, shards, cacheBytes);
    }

    @Test
    void theCacheStaysWithinItsLimitUnderLoadAlthoughManyAreUsedAgainAndAgain() {
        long limit = 1 << 20;
        RuntimeOptions options = new RuntimeOptions(1, 512, 512, 128, 64, limit, 2_000, false);
        LocalRuntime runtime = LocalRuntime.stepped(
                new MemoryStorage(), new ToyMachine(), options, new VirtualClock(1), Faults.NONE);
        Random random = new Random(17);
        long most = 0;
        for (int i = 0; i < 60_000; i++) {
            long key = random.nextInt(3) == 0 ? random.nextInt(200_000) : random.nextInt(2_000);
            var command = ToyMachine.command(key, "c" + i, 0, new ToyBody.Add(1));
            while (runtime.submit(command, answer -> {}) == Submission.TRY_LATER) {
                runtime.step(0);
                runtime.stepWriter();
                runtime.stepWriter();
                RuntimeStatus.Partition status = runtime.status().partitions().getFirst();
                most = Math.max(most, status.cachedBytes());
            }
        }
        assertThat(most).isBetween(limit / 2, limit + limit / 4);
        runtime.close();
    }
}
