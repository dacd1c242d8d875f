package org.guildhall.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.guildhall.core.entity.Outcome;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime over the storage does when the process dies or a write fails. */
public abstract class CrashConformance {
    private static final byte[] TERMS = "terms of spring".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_TERMS = "terms of autumn".getBytes(StandardCharsets.UTF_8);

    protected abstract StorageLab lab();

    /** Seeds of {@link Storm} to be run; 25 times as many in a slow run. */
    protected int storms() {
        return 8;
    }

    private World world(int partitions) {
        return new World(lab(), World.small(partitions));
    }

    @ParameterizedTest
    @EnumSource(
            value = Moment.class,
            names = {
                "BATCH_TAKEN",
                "BATCH_ADDED",
                "BATCH_SYNCED",
                "STATES_PUBLISHED",
                "MESSAGES_DELIVERED",
                "BATCH_ANSWERED"
            })
    void aCommandRepeatedAfterACrashTakesEffectOnce(Moment moment) {
        World world = world(2);
        world.ask(1, "a", new ToyBody.Add(100));
        var send = ToyMachine.command(1, "b", World.START, new ToyBody.Send(2, 10, 3));
        world.faults = crashAt(moment);
        assertThatThrownBy(() -> world.ask(send)).isInstanceOf(SimulatedCrash.class);
        world.crash();
        Outcome again = world.ask(send);
        world.runtime.settle();
        assertThat(again).isIn(new Outcome.Accepted(2), new Outcome.Repeated(2, true));
        assertThat(world.balance(1)).isEqualTo(90);
        assertThat(world.balances().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
        world.checkChains();
        world.checkTallies();
    }

    private static Faults crashAt(Moment moment) {
        return (now, partition) -> {
            if (now == moment) {
                throw new SimulatedCrash(moment + " in partition " + partition);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void anyCrashesLeaveWhatOneRunWithoutThemLeaves(int partitions) {
        Long seedGiven = Long.getLong("guildhall.seed");
        if (seedGiven != null) {
            new Storm(lab(), partitions, seedGiven).run();
        } else {
            storms(partitions, 1, storms());
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void manyMoreCrashesDoToo(int partitions) {
        storms(partitions, 1 + storms(), 25L * storms());
    }

    private void storms(int partitions, long first, long last) {
        for (long seed = first; seed <= last; seed++) {
            new Storm(lab(), partitions, seed).run();
        }
    }

    @Test
    void theDigestIsTheSameForAnyNumberOfPartitions() {
        Storm one = new Storm(lab(), 1, 99);
        Storm two = new Storm(lab(), 2, 99);
        Storm five = new Storm(lab(), 5, 99);
        long digest = one.run();
        assertThat(two.run()).isEqualTo(digest);
        assertThat(five.run()).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BATCH_ADDED", "BATCH_SYNCED"})
    void aFailedSyncAnswersUnknownAndStartsAgainFromDisk(Moment moment) {
        World world = world(2);
        world.ask(1, "a", new ToyBody.Send(2, 100, 4));
        world.faults = (now, partition) -> {
            if (now == moment) {
                world.faults = Faults.NONE;
                throw new StorageException("expected a sync, but found a broken disk");
            }
        };
        List<Answer> answers = new ArrayList<>();
        var add = ToyMachine.command(1, "b", World.START, new ToyBody.Add(10));
        world.runtime.submit(add, answers::add);
        while (answers.isEmpty()) {
            world.step();
        }
        world.runtime.settle();
        assertThat(answers.getFirst())
                .isIn(new Answer.Decided(new Outcome.Accepted(2)), answers.getFirst())
                .matches(answer -> answer instanceof Answer.Unknown || answer instanceof Answer.Decided);
        assertThat(world.ask(add)).isIn(new Outcome.Accepted(2), new Outcome.Repeated(2, true));
        assertThat(world.balance(1)).isEqualTo(-90);
        assertThat(world.balances().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10);
    }

    @Test
    void aPartitionThatFailsAgainAtOnceStaysStopped() {
        World world = world(1);
        world.faults = (now, partition) -> {
            if (now == Moment.BATCH_ADDED) {
                throw new StorageException("expected a sync, but found a broken disk");
            }
        };
        var add = ToyMachine.command(1, "b", World.START, new ToyBody.Add(10));
        assertThat(world.answer(add)).isInstanceOf(Answer.Unknown.class);
        assertThat(world.answer(add)).isInstanceOf(Answer.Unknown.class);
        assertThat(world.runtime.status().partitions().getFirst().stopped()).contains("broken disk");
        CompletableFuture<Answer.Decided> refused = world.runtime.submit(add);
        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        UndecidedException.class,
                        e -> assertThat(e.kind()).isEqualTo(UndecidedException.Kind.STOPPED));
        world.crash();
        assertThat(world.ask(add)).isIn(new Outcome.Accepted(1), new Outcome.Repeated(1, true));
        assertThat(world.balance(1)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aPublicationCutShortGoesOnWhereItStood(int lastPartition) {
        World world = world(3);
        world.faults = (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED && partition == lastPartition) {
                throw new SimulatedCrash("after the terms of partition " + partition);
            }
        };
        assertThatThrownBy(() -> world.runtime.publish(TERMS)).isInstanceOf(SimulatedCrash.class);
        world.crash();
        if (lastPartition < 2) {
            assertThat(world.machine.terms).isEmpty();
            assertThat(world.runtime.unfinishedTerms()).isEqualTo(TERMS);
            assertThatThrownBy(() -> world.runtime.publish(OTHER_TERMS)).isInstanceOf(IllegalStateException.class);
            world.runtime.publish(TERMS);
        }
        assertThat(world.machine.terms).containsExactly(TERMS);
        assertThat(world.runtime.unfinishedTerms()).isNull();
        world.runtime.publish(OTHER_TERMS);
        world.runtime.publish(TERMS);
        assertThat(world.machine.terms).containsExactly(TERMS, OTHER_TERMS);
        world.crash();
        assertThat(world.machine.terms).containsExactly(TERMS, OTHER_TERMS);
        world.restart(2);
        assertThat(world.machine.terms).containsExactly(TERMS, OTHER_TERMS);
    }

    @Test
    void termsStoredBeforeACrashAreInForceAfterIt() {
        World world = world(2);
        world.faults = crashAt(Moment.TERMS_STORED);
        assertThatThrownBy(() -> world.runtime.publish(TERMS)).isInstanceOf(SimulatedCrash.class);
        world.crash();
        assertThat(world.machine.terms).containsExactly(TERMS);
        assertThat(world.runtime.unfinishedTerms()).isNull();
    }

    @Test
    void unfinishedTermsThatAreWithdrawnMakeWayForOthersForGood() {
        World world = world(3);
        world.faults = (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED && partition == 1) {
                throw new SimulatedCrash("after the terms of partition 1");
            }
        };
        assertThatThrownBy(() -> world.runtime.publish(TERMS)).isInstanceOf(SimulatedCrash.class);
        world.crash();
        assertThat(world.runtime.withdrawUnfinishedTerms()).isTrue();
        assertThat(world.runtime.withdrawUnfinishedTerms()).isFalse();
        world.runtime.publish(OTHER_TERMS);
        assertThat(world.machine.terms).containsExactly(OTHER_TERMS);
        world.crash();
        assertThat(world.runtime.unfinishedTerms()).isNull();
        assertThat(world.machine.terms).containsExactly(OTHER_TERMS);
        world.runtime.publish(TERMS);
        assertThat(world.machine.terms).containsExactly(OTHER_TERMS, TERMS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void termsThatAreOnDiskEverywhereHoldAlthoughASyncSaidThatItFailed(int failing) {
        World world = world(3);
        world.faults = (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED && partition == failing) {
                world.faults = Faults.NONE;
                throw new StorageException("expected a sync, but found a slow disk");
            }
        };
        world.runtime.publish(TERMS);
        assertThat(world.machine.terms).containsExactly(TERMS);
        assertThat(world.runtime.unfinishedTerms()).isNull();
    }

    @Test
    void unfinishedTermsOutliveSnapshots() {
        World world = world(2);
        world.faults = (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED && partition == 0) {
                throw new SimulatedCrash("after the terms of partition 0");
            }
        };
        assertThatThrownBy(() -> world.runtime.publish(TERMS)).isInstanceOf(SimulatedCrash.class);
        world.crash();
        for (int i = 0; i < 20; i++) {
            world.ask(i, "a", new ToyBody.Add(1));
        }
        world.restart();
        assertThat(world.runtime.unfinishedTerms()).isEqualTo(TERMS);
        world.runtime.publish(TERMS);
        assertThat(world.machine.terms).containsExactly(TERMS);
    }
}
