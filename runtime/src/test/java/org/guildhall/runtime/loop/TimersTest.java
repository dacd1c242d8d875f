package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryEntityStore;
import org.guildhall.runtime.memory.MemoryStorage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final MemoryEntityStore store = new MemoryStorage().entities();
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
    private final Map<EntityName, CachedEntity> memory = new HashMap<>();

    @Test
    void givesWhatChangedInTheOrderOfItsMomentsAndNothingBeforeThem() {
        Timers timers = timers(0, 1);
        for (long key : new long[]{3, 1, 2}) {
            timers.changed(entity(key, 100 * key), NEVER);
        }
        assertThat(collect(timers, 99, 10)).isEmpty();
        assertThat(collect(timers, 250, 10)).containsExactly(1L, 2L);
        assertThat(collect(timers, 250, 10)).isEmpty();
        assertThat(collect(timers, 300, 10)).containsExactly(3L);
    }

    @Test
    void anEntityWhoseMomentMovedIsGivenAtTheNewOneOnly() {
        Timers timers = timers(0, 1);
        CachedEntity entity = entity(1, 100);
        timers.changed(entity, NEVER);
        entity.nextDue = 200;
        timers.changed(entity, 100);
        assertThat(collect(timers, 150, 10)).isEmpty();
        entity.nextDue = NEVER;
        timers.changed(entity, 200);
        assertThat(collect(timers, 500, 10)).isEmpty();
    }

    @Test
    void anEntityThatWasEvictedIsGivenAllTheSame() {
        Timers timers = timers(0, 1);
        CachedEntity entity = entity(1, 100);
        timers.changed(entity, NEVER);
        memory.clear();
        assertThat(collect(timers, 100, 10)).containsExactly(1L);
    }

    @Test
    void anEntityThatCameBackIsGivenAtItsPresentMomentOnly() {
        Timers timers = timers(0, 1);
        timers.changed(entity(1, 100), NEVER);
        memory.clear();
        timers.changed(entity(1, 200), NEVER);
        assertThat(collect(timers, 150, 10)).isEmpty();
        assertThat(collect(timers, 200, 10)).containsExactly(1L);
    }

    @Test
    void readsTheIndexOnceAndTakesItsOwnShardsOnly() {
        List<Long> own = new ArrayList<>();
        for (long key = 0; key < 60; key++) {
            EntityName name = ToyMachine.name(key);
            store(name, 1000 + key);
            if (PartitionState.partitionOf(name.shard(), 3) == 1) {
                own.add(key);
            }
        }
        Timers timers = timers(1, 3);
        assertThat(collect(timers, 999, 100)).isEmpty();
        List<Long> given = new ArrayList<>();
        for (long now = 1000; now < 1100; now++) {
            given.addAll(collect(timers, now, 100));
        }
        assertThat(own).hasSizeGreaterThan(5);
        assertThat(given).isEqualTo(own);
    }

    @Test
    void givesNoMoreThanTheLimitAtOnceAndTheRestLater() {
        for (long key = 0; key < 20; key++) {
            store(ToyMachine.name(key), 1000 + key);
        }
        Timers timers = timers(0, 1);
        for (long key = 20; key < 30; key++) {
            timers.changed(entity(key, 500 + key), NEVER);
        }
        List<Long> given = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<Long> some = collect(timers, 2000, 7);
            assertThat(some).hasSizeLessThanOrEqualTo(7);
            given.addAll(some);
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(LongStream.range(0, 30).boxed().toList());
    }

    /** Also where nobody of it is in memory any more. */
    @Test
    void whatTheHeapForgetsOfThoseWhoWereEvictedTheIndexGives() {
        Timers timers = timers(0, 1);
        assertThat(collect(timers, 1, 10)).isEmpty();
        for (long key = 0; key < 6_000; key++) {
            timers.changed(entity(key, 1000 + key), NEVER);
            store(ToyMachine.name(key), 1000 + key);
        }
        memory.clear();
        assertThat(collect(timers, 2, 10)).isEmpty();
        List<Long> given = new ArrayList<>();
        for (long now = 3; now < 8_000; now++) {
            given.addAll(collect(timers, now, 10));
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(LongStream.range(0, 6_000).boxed().toList());
    }

    /** What is written and clean need not stand in the heap: the index has it. */
    @Test
    void whatTheHeapForgetsTheIndexGivesAtItsMoment() {
        Random random = new Random(23);
        Timers timers = timers(0, 1);
        assertThat(collect(timers, 1, 10)).isEmpty();
        int entities = 6_000;
        for (long key = 0; key < entities; key++) {
            CachedEntity entity = entity(key, 1000 + random.nextInt(1000));
            timers.changed(entity, NEVER);
            store(ToyMachine.name(key), entity.nextDue);
        }
        List<Long> given = new ArrayList<>();
        for (long now = 2; now < 2100; now++) {
            List<Long> some = collect(timers, now, entities);
            assertThat(now >= 1000 || some.isEmpty()).as("given at %s: %s", now, some).isTrue();
            given.addAll(some);
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(LongStream.range(0, entities).boxed().toList());
    }

    @Test
    void standStillOnceTheDateJumpsAheadByMoreThanADayUntilToldToGoOn() {
        Timers timers = timers(0, 1);
        long day = 86_400_000;
        timers.changed(entity(1, 1000), NEVER);
        assertThat(collect(timers, 500, 0, 10)).isEmpty();
        assertThat(collect(timers, 500 + 2 * day, 1_000_000_000, 10)).isEmpty();
        assertThat(stopped.get()).contains("ahead");
        assertThat(collect(timers, 500 + 2 * day, 2_000_000_000, 10)).isEmpty();
        stopped.set(null);
        assertThat(collect(timers, 500 + 2 * day, 3_000_000_000L, 10)).containsExactly(1L);
    }

    @Test
    void timePassingForDaysIsNoJump() {
        Timers timers = timers(0, 1);
        long day = 86_400_000;
        timers.changed(entity(1, 1000), NEVER);
        assertThat(collect(timers, 500, 0, 10)).isEmpty();
        assertThat(collect(timers, 500 + 3 * day, 3 * day * 1_000_000, 10)).containsExactly(1L);
        assertThat(stopped.get()).isNull();
    }

    @Test
    void giveNothingWhereTheyAreNotWanted() {
        Timers timers = new Timers(false, 0, 1, store, stopped);
        timers.changed(entity(1, 100), NEVER);
        store(ToyMachine.name(2), 100);
        assertThat(collect(timers, 1000, 10)).isEmpty();
    }

    private Timers timers(int partition, int partitions) {
        return new Timers(true, partition, partitions, store, stopped);
    }

    private CachedEntity entity(long key, long due) {
        CachedEntity entity = new CachedEntity(ToyMachine.name(key));
        entity.nextDue = due;
        memory.put(entity.name(), entity);
        return entity;
    }

    private void store(EntityName name, long due) {
        store.write(new ShardWrite(0, Progress.NONE, name.shard(), new byte[0], 1, List.of(
                new ShardWrite.EntityWrite(name, new byte[1], 1, 1, due, NEVER, List.of()))));
    }

    private List<Long> collect(Timers timers, long now, int limit) {
        return collect(timers, now, 0, limit);
    }

    private List<Long> collect(Timers timers, long now, long nanos, int limit) {
        List<EntityName> names = new ArrayList<>();
        timers.collect(now, nanos, limit, 0, memory::get, names);
        return names.stream().map(EntityName::key).toList();
    }
}
