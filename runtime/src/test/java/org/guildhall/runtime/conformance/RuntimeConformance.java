package org.guildhall.runtime.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Outcome;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.Follower;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.StaleImageException;
import org.guildhall.runtime.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime over the storage does while nothing fails: answers, reads, messages, timers, limits, restarts. */
public abstract class RuntimeConformance {
    protected abstract StorageLab lab();

    private World world(int partitions) {
        return new World(lab(), World.small(partitions));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void givesEachOutcomeAndTheFirstOneAgain(int partitions) {
        World world = world(partitions);
        assertThat(world.ask(1, "a", new ToyBody.Add(5))).isEqualTo(new Outcome.Accepted(1));
        assertThat(world.ask(1, "b", new ToyBody.Add(0))).isInstanceOf(Outcome.Refused.class);
        assertThat(world.ask(1, "a", new ToyBody.Add(5))).isEqualTo(new Outcome.Repeated(1, true));
        world.restart();
        assertThat(world.ask(1, "a", new ToyBody.Add(5))).isEqualTo(new Outcome.Repeated(1, true));
        assertThat(world.ask(1, "b", new ToyBody.Add(0))).isEqualTo(new Outcome.Repeated(2, false));
        assertThat(world.balance(1)).isEqualTo(5);
    }

    @Test
    void aCommandOnWhichTheMachineThrowsFailsAlone() {
        World world = world(1);
        List<Answer> answers = new ArrayList<>();
        world.runtime.submit(ToyMachine.command(1, "a", World.START, new ToyBody.Add(1)), answers::add);
        world.runtime.submit(ToyMachine.command(1, "b", World.START, new ToyBody.Burst()), answers::add);
        world.runtime.submit(ToyMachine.command(1, "c", World.START, new ToyBody.Add(2)), answers::add);
        world.step();
        assertThat(answers.get(1)).isInstanceOf(Answer.Failed.class);
        assertThat(answers.get(2)).isEqualTo(new Answer.Decided(new Outcome.Accepted(2)));
        assertThat(world.runtime.status().partitions().getFirst().failed()).isEqualTo(1);
    }

    @Test
    void readersSeeAStateOnlyOnceItIsOnDisk() {
        World world = world(2);
        world.ask(1, "a", new ToyBody.Add(1));
        List<String> seen = new ArrayList<>();
        world.faults = (moment, partition) -> seen.add(moment + " " + world.balance(1));
        world.ask(1, "b", new ToyBody.Add(1));
        assertThat(seen)
                .containsExactly(
                        Moment.BATCH_TAKEN + " 1",
                        Moment.BATCH_ADDED + " 1",
                        Moment.BATCH_SYNCED + " 1",
                        Moment.STATES_PUBLISHED + " 2",
                        Moment.MESSAGES_DELIVERED + " 2",
                        Moment.BATCH_ANSWERED + " 2");
    }

    @Test
    void anImageWhosePagesHaveChangedSaysSo() {
        World world = world(1);
        world.ask(1, "a", new ToyBody.Note(7, 1));
        Image old = requireNonNull(world.runtime.read(ToyMachine.name(1)));
        assertThat(old.pages().read(7)).containsExactly(2);
        world.ask(1, "b", new ToyBody.Note(7, 1));
        assertThatThrownBy(() -> old.pages().read(7)).isInstanceOf(StaleImageException.class);
        world.runtime.forEachEntity((name, stored, pages) -> true);
        assertThatThrownBy(() -> old.pages().read(7)).isInstanceOf(StaleImageException.class);
        AtomicInteger calls = new AtomicInteger();
        byte[] page = world.runtime.view(ToyMachine.name(1), image -> {
            assertThat(image).isNotNull();
            return calls.getAndIncrement() == 0 ? old.pages().read(7) : image.pages().read(7);
        });
        assertThat(page).containsExactly(4);
        assertThat(calls).hasValue(2);
    }

    @Test
    void entriesAreWalkedFromAnyVersionAlsoWhenTheWayIsKnown() {
        World world = world(1);
        for (int i = 1; i <= 150; i++) {
            world.ask(1, "a" + i, new ToyBody.Add(1));
        }
        for (int walk = 0; walk < 2; walk++) {
            for (long version : new long[]{1000, 150, 129, 128, 127, 64, 63, 1, 0}) {
                long newest = Math.min(version, 150);
                assertThat(world.runtime.entries(ToyMachine.name(1), version).map(PastEntry::version))
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, newest)
                                .map(entry -> newest + 1 - entry)
                                .boxed()
                                .toList());
            }
            PastEntry entry = requireNonNull(world.runtime.entry(ToyMachine.name(1), 100));
            assertThat(world.machine.decode(entry.bytes()).id()).isEqualTo("a100");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void entriesAreWalkedBackwardsOverRestartsAndLayouts(int partitions) {
        World world = world(partitions);
        world.ask(1, "a", new ToyBody.Add(5));
        world.ask(1, "b", new ToyBody.Add(6));
        world.restart(6 - partitions);
        world.ask(1, "c", new ToyBody.Add(7));
        assertThat(world.runtime.entries(ToyMachine.name(1)).map(PastEntry::version)).containsExactly(3L, 2L, 1L);
        PastEntry second = requireNonNull(world.runtime.entry(ToyMachine.name(1), 2));
        assertThat(world.machine.decode(second.bytes()).id()).isEqualTo("b");
        assertThat(world.runtime.entry(ToyMachine.name(1), 4)).isNull();
        assertThat(world.runtime.entries(ToyMachine.name(2))).isEmpty();
        world.checkChains();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void entriesAreFollowedInTheirOrderFromAnyPlace(int partitions) {
        World world = world(partitions);
        for (int i = 0; i < 20; i++) {
            world.ask(i % 4, "a" + i, new ToyBody.Add(1));
        }
        int partition = ToyMachine.name(1).shard() * partitions / EntityName.SHARDS;
        try (Follower follower = world.runtime.follow(partition, 0)) {
            List<PastEntry> all = entriesOf(follower, ToyMachine.name(1));
            assertThat(all).extracting(PastEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(world.runtime.oldest(partition)).isLessThanOrEqualTo(all.getFirst().position());
            try (Follower later = world.runtime.follow(partition, all.get(2).position() + 1)) {
                assertThat(entriesOf(later, ToyMachine.name(1))).extracting(PastEntry::version).containsExactly(4L, 5L);
            }
            assertThat(entriesOf(follower, ToyMachine.name(1))).isEmpty();
            long end = world.runtime.status().partitions().get(partition).journalNext();
            world.ask(1, "b", new ToyBody.Add(1));
            assertThat(entriesOf(follower, ToyMachine.name(1))).extracting(PastEntry::version).containsExactly(6L);
            try (Follower fromTheEnd = world.runtime.follow(partition, end)) {
                assertThat(entriesOf(fromTheEnd, ToyMachine.name(1))).extracting(PastEntry::version)
                        .containsExactly(6L);
            }
        }
    }

    private static List<PastEntry> entriesOf(Follower follower, EntityName name) {
        List<PastEntry> entries = new ArrayList<>();
        follower.poll((of, entry) -> {
            if (of.equals(name)) {
                entries.add(entry);
            }
            return true;
        });
        return entries;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void messagesArriveAcrossPartitionsAndRestarts(int partitions) {
        World world = world(partitions);
        for (int i = 0; i < 40; i++) {
            world.ask(i, "a", new ToyBody.Send(i, 10, 5));
        }
        world.restart(partitions % 5 + 1);
        world.runtime.settle();
        assertThat(world.balances().values().stream().mapToLong(Long::longValue).sum()).isZero();
        assertThat(world.runtime.status().partitions()).allMatch(partition -> partition.undelivered() == 0);
        world.checkTallies();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aCleanStopLeavesNothingToReplay(int partitions) {
        World world = world(partitions);
        for (int i = 0; i < 50; i++) {
            world.ask(i, "a", new ToyBody.Send(i + 1, 10, 1));
        }
        world.runtime.settle();
        world.restart();
        assertThat(world.runtime.status().partitions()).allMatch(partition -> partition.unsnapshotted() == 0);
        assertThat(world.balance(3)).isEqualTo(world.balances().getOrDefault(3L, 0L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theStateIsTheSameWithAndWithoutTimers(int partitions) {
        long with = digestAfterWaiting(partitions, true);
        assertThat(digestAfterWaiting(partitions, false)).isEqualTo(with);
    }

    private long digestAfterWaiting(int partitions, boolean timers) {
        World world = new World(lab(), World.small(partitions).withTimers(timers));
        for (int i = 0; i < 60; i++) {
            world.ask(i, "a", new ToyBody.Later(i, World.START + 1000L * (i % 20)));
            world.ask(i, "b", new ToyBody.Later(i, World.START + 10_000_000L));
        }
        world.restart();
        for (int i = 0; i < 60; i++) {
            world.ask(i, "c", new ToyBody.Later(100, World.START + 5_000L * i));
        }
        for (int hour = 0; hour < 40; hour++) {
            world.clock.advance(600_000);
            for (int i = 0; i < 20; i++) {
                world.step();
            }
        }
        assertThat(world.balance(7)).isEqualTo(timers ? 114 : world.balance(7));
        world.checkTallies();
        return world.digest();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aClockMovedFromOneDueMomentToTheNextMissesNone(int partitions) {
        World world = new World(lab(), World.small(partitions).withTimers(true));
        List<Long> due = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long moment = World.START + 3 * 86_400_000L * (40 - i);
            due.add(moment);
            world.ask(i, "a", new ToyBody.Later(1, moment));
        }
        due.sort(null);
        world.restart();
        List<Long> met = new ArrayList<>();
        for (long next = world.runtime.nextDue(); next != Long.MAX_VALUE; next = world.runtime.nextDue()) {
            if (next > world.clock.millis()) {
                assertThat(IntStream.range(0, 40).filter(key -> world.balance(key) == 1)).hasSize(met.size());
                world.clock.advance(next - world.clock.millis());
                met.add(next);
            }
        }
        assertThat(met).isEqualTo(due);
        assertThat(world.runtime.status().timersStopped()).isNull();
    }

    @Test
    void aTimerOnWhichTheMachineThrowsIsToldAndNotTriedOverAndOver() {
        World world = new World(lab(), World.small(1).withTimers(true));
        for (int i = 0; i < 30; i++) {
            world.ask(i, "a", new ToyBody.Later(3, World.START + 1000));
            if (i != 7) {
                world.machine.brokenTimers.add((long) i);
            }
        }
        world.clock.advance(2000);
        for (int i = 0; i < 200; i++) {
            world.step();
            world.clock.advance(100);
        }
        RuntimeStatus.Partition status = world.runtime.status().partitions().getFirst();
        assertThat(status.timersFailed()).isEqualTo(29);
        assertThat(status.timerFaults()).hasSize(20).allMatch(fault -> fault.what().contains("found it broken"));
        assertThat(status.failed()).as("tries").isBetween(29L, 2 * 29L);
        assertThat(world.balance(7)).isEqualTo(3);
        world.restart();
        for (int i = 0; i < 50; i++) {
            world.step();
        }
        assertThat(world.balance(5)).isEqualTo(3);
        assertThat(world.runtime.status().partitions().getFirst().timersFailed()).isZero();
    }

    @Test
    void aClockThatJumpsByMoreThanADayStopsTimersUntilToldToGoOn() {
        World world = new World(lab(), World.small(1).withTimers(true));
        world.ask(1, "a", new ToyBody.Later(3, World.START + 1000));
        world.clock.jump(2 * 86_400_000L);
        world.step();
        assertThat(world.runtime.status().timersStopped()).contains("ahead");
        assertThat(world.balance(1)).isZero();
        world.runtime.resumeTimers();
        world.step();
        assertThat(world.balance(1)).isEqualTo(3);
    }

    @Test
    void arrivalStampsNeverGoBackEvenAfterARestart() {
        World world = world(1);
        world.ask(1, "a", new ToyBody.Add(1));
        world.clock.jump(-50_000);
        assertThat(received(world, "b")).isEqualTo(World.START);
        world.crash();
        assertThat(received(world, "crash")).isEqualTo(World.START);
        world.restart();
        assertThat(received(world, "c")).isEqualTo(World.START);
        world.restart(3);
        assertThat(received(world, "d")).isEqualTo(World.START);
        world.crash();
        assertThat(received(world, "e")).isEqualTo(World.START);
    }

    private static long received(World world, String id) {
        world.ask(1, id, new ToyBody.Add(1));
        Image image = requireNonNull(world.runtime.read(ToyMachine.name(1)));
        return ToyState.read(image.head()).received;
    }

    @Test
    void aFullQueueSaysTryLater() {
        World world = world(1);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            assertThat(world.runtime.submit(
                    ToyMachine.command(i, "a", World.START, new ToyBody.Add(1)), answers::add))
                    .isEqualTo(Submission.TAKEN);
        }
        var more = ToyMachine.command(1, "b", World.START, new ToyBody.Add(1));
        assertThat(world.runtime.submit(more, answers::add)).isEqualTo(Submission.TRY_LATER);
        assertThat(world.runtime.submit(more)).isCompletedExceptionally();
        world.step();
        assertThat(world.runtime.submit(more, answers::add)).isEqualTo(Submission.TAKEN);
        world.runtime.settle();
        assertThat(answers).hasSize(65);
    }

    @Test
    void intakeSlowsWhileTooMuchWaitsForASnapshot() throws InterruptedException {
        World world = world(1);
        for (int i = 0; i < 3000; i++) {
            world.runtime.step(0);
            if (world.runtime.status().partitions().getFirst().queued() < 64) {
                world.runtime.submit(ToyMachine.command(i, "a", World.START, new ToyBody.Add(1)), answer -> {});
            }
        }
        var status = world.runtime.status().partitions().getFirst();
        assertThat(status.unsnapshotted()).isBetween(400L, 420L);
        assertThat(status.queued()).isEqualTo(64);
        for (int i = 0; i < 500; i++) {
            world.runtime.submitWaiting(
                    ToyMachine.command(i, "b", World.START, new ToyBody.Add(1)), answer -> {});
        }
        world.runtime.settle();
        world.checkTallies();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aCacheThatHoldsLittleLosesNothing(int partitions) {
        RuntimeOptions tight = World.small(partitions).withCacheBytes(10_000);
        World world = new World(lab(), tight);
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 100; i++) {
                world.ask(i, "a" + round, new ToyBody.Note(round % 3, 5));
                world.ask(i, "b" + round, new ToyBody.Send(i + 1, 1, 0));
            }
        }
        world.runtime.settle();
        assertThat(world.runtime.status()
                .partitions()
                .stream()
                .mapToLong(partition -> partition.cachedEntities())
                .sum())
                .isLessThan(100);
        assertThat(world.balances()).containsEntry(-1L - 50, 20L).containsEntry(50L, 0L).containsEntry(100L, 4L);
        world.checkChains();
        world.checkTallies();
    }
}
