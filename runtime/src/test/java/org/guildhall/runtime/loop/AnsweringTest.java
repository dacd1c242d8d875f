package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.guildhall.core.entity.Command;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever was taken is answered once, by a thread of the runtime, also when partitions stop or the runtime is closed. */
class AnsweringTest {
    private static final int CALLERS = 4;
    private static final int ROUNDS = 15;

    private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger answeredByCallers = new AtomicInteger();

    private static RuntimeOptions options(int partitions) {
        return new RuntimeOptions(partitions, 16, 64, 24, 8, 1 << 26, 1_000_000, false);
    }

    @Test
    void aCommandTakenJustAsTheRuntimeClosesIsAnswered() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            LocalRuntime runtime =
                    LocalRuntime.start(new MemoryStorage(), new ToyMachine(), options(2), Clock.SYSTEM);
            List<Thread> threads = submitUntilStopped(runtime);
            int before = taken.get();
            while (taken.get() < before + 200) {
                Thread.onSpinWait();
            }
            runtime.close();
            join(threads);
            assertThat(answered).as("answers to %s taken commands, round %s", taken, round).hasValue(taken.get());
        }
        assertThat(answeredByCallers).hasValue(0);
    }

    @Test
    void aPartitionThatStopsAnswersOnItsOwnThread() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger batches = new AtomicInteger();
            Faults faults = (moment, partition) -> {
                if (moment == Moment.BATCH_ADDED && batches.incrementAndGet() > 20) {
                    throw new StorageException("expected a sync, but found a broken disk");
                }
            };
            LocalRuntime runtime =
                    LocalRuntime.start(new MemoryStorage(), new ToyMachine(), options(1), Clock.SYSTEM, faults);
            join(submitUntilStopped(runtime));
            runtime.close();
            assertThat(answered).as("answers to %s taken commands, round %s", taken, round).hasValue(taken.get());
        }
        assertThat(answeredByCallers).hasValue(0);
    }

    @Test
    void aPartitionDecidesWhatItTookAlthoughAnotherHasStopped() {
        Faults faults = (moment, partition) -> {
            if (moment == Moment.BATCH_ADDED && partition == 0) {
                throw new StorageException("expected a sync, but found a broken disk");
            }
        };
        LocalRuntime runtime = stepped(faults);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            runtime.submit(ToyMachine.command(keyIn(0), "a" + i, 0, new ToyBody.Add(1)), answers::add);
            runtime.step(0);
        }
        assertThat(answers).hasSize(2).hasOnlyElementsOfType(Answer.Unknown.class);
        runtime.submit(ToyMachine.command(keyIn(1), "b", 0, new ToyBody.Add(1)), answers::add);
        runtime.close();
        assertThat(answers).hasSize(3).last().isInstanceOf(Answer.Decided.class);
    }

    @Test
    void aPartitionWhoseMessagesNobodyConsumesAnyMoreRefusesWhatItTookWhenItIsClosed() {
        Faults faults = (moment, partition) -> {
            if (moment == Moment.BATCH_ADDED && partition == 0) {
                throw new StorageException("expected a sync, but found a broken disk");
            }
        };
        LocalRuntime runtime = stepped(faults);
        List<Answer> answers = new ArrayList<>();
        List<Long> senders = LongStream.range(0, 10_000).filter(key -> partitionOf(key) == 1).boxed().toList();
        int sent = 0;
        for (; runtime.status().partitions().get(1).undelivered() < PartitionLoop.UNDELIVERED_LIMIT; sent++) {
            long sender = senders.get(sent % senders.size());
            var send = ToyMachine.command(sender, "a" + sent, 0, new ToyBody.Send(keyIn(0), 1, 0));
            if (runtime.submit(send, answers::add) == Submission.TRY_LATER) {
                sent--;
                runtime.step(1);
            }
        }
        runtime.step(0);
        runtime.step(0);
        runtime.submit(ToyMachine.command(keyIn(1), "b", 0, new ToyBody.Add(1)), answers::add);
        runtime.step(1);
        runtime.close();
        assertThat(answers).hasSize(sent + 1).last().isInstanceOf(Answer.NotTaken.class);
    }

    @Test
    @Timeout(60)
    void aMessageThatCannotBeDecidedStopsItsPartitionWhichNamesIt() {
        ToyMachine machine = new ToyMachine();
        machine.brokenReceivers.add(keyIn(1));
        LocalRuntime runtime = LocalRuntime.start(new MemoryStorage(), machine, options(2), Clock.SYSTEM);
        runtime.submit(ToyMachine.command(keyIn(0), "a", 0, new ToyBody.Send(keyIn(1), 1, 0))).join();
        while (runtime.status().partitions().get(1).stopped() == null) {
            Thread.onSpinWait();
        }
        assertThat(runtime.status().partitions().get(1).stopped())
                .contains("message 1 of shard " + ToyMachine.name(keyIn(0)).shard(), "to " + ToyMachine.name(keyIn(1)),
                        "found it broken");
        assertThat(runtime.status().partitions().get(0).stopped()).isNull();
        runtime.close();
    }

    @Test
    void whatIsAskedOfAClosedRuntimeIsRefused() {
        LocalRuntime runtime = LocalRuntime.start(new MemoryStorage(), new ToyMachine(), options(2), Clock.SYSTEM);
        runtime.close();
        assertThatThrownBy(() -> runtime.tallies(ToyMachine.PROGRAMME)).isInstanceOf(UndecidedException.class)
                .hasMessageContaining("closed");
        assertThat(runtime.submit(ToyMachine.command(1, "a", 0, new ToyBody.Add(1)), answer -> {}))
                .isEqualTo(Submission.STOPPED);
    }

    private static LocalRuntime stepped(Faults faults) {
        return LocalRuntime.stepped(new MemoryStorage(), new ToyMachine(), options(2), new VirtualClock(1), faults);
    }

    private static long keyIn(int partition) {
        long key = 0;
        while (partitionOf(key) != partition) {
            key++;
        }
        return key;
    }

    private static int partitionOf(long key) {
        return PartitionState.partitionOf(ToyMachine.name(key).shard(), 2);
    }

    private List<Thread> submitUntilStopped(LocalRuntime runtime) {
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            Thread thread = Thread.ofPlatform().unstarted(() -> submitUntilStopped(runtime, number));
            callers.add(thread);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        return threads;
    }

    private void submitUntilStopped(LocalRuntime runtime, int caller) {
        Submission submission = Submission.TAKEN;
        for (int i = 0; submission != Submission.STOPPED; i++) {
            Command command = ToyMachine.command(i % 100, caller + "-" + i, 0, new ToyBody.Add(1));
            submission = runtime.submit(command, this::answered);
            taken.addAndGet(submission == Submission.TAKEN ? 1 : 0);
        }
    }

    private void answered(Answer answer) {
        answered.incrementAndGet();
        answeredByCallers.addAndGet(callers.contains(Thread.currentThread()) ? 1 : 0);
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
