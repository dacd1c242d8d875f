package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop with its threads: several callers, readers beside them, failing syncs, a stop and a start. */
class ThreadedRuntimeTest {
    private static final int CALLERS = 3;
    private static final int COMMANDS = 2000;
    private static final int KEYS = 200;

    private final ToyMachine machine = new ToyMachine();

    private static RuntimeOptions options(int partitions) {
        return new RuntimeOptions(partitions, 256, 64, 24, 8, 200_000, 2000, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void answersEveryCallerOnceAndKeepsWhatItSaid(int partitions) throws InterruptedException {
        MemoryStorage storage = new MemoryStorage();
        AtomicInteger accepted = new AtomicInteger();
        try (LocalRuntime runtime = LocalRuntime.start(storage, machine, options(partitions), Clock.SYSTEM)) {
            AtomicBoolean reading = new AtomicBoolean(true);
            CompletableFuture<Void> reader =
                    CompletableFuture.runAsync(() -> readWhile(reading, runtime), Thread.ofPlatform()::start);
            callers(runtime, accepted, new AtomicInteger());
            runtime.settle();
            reading.set(false);
            reader.join();
            assertThat(accepted).hasValue(CALLERS * COMMANDS / 2);
            assertThat(sum(runtime)).isEqualTo(CALLERS * COMMANDS / 2);
        }
        ToyMachine later = new ToyMachine();
        try (LocalRuntime again =
                LocalRuntime.start(storage.reopen(), later, options(partitions % 5 + 1), Clock.SYSTEM)) {
            assertThat(sum(again)).isEqualTo(CALLERS * COMMANDS / 2);
            assertThat(again.submit(ToyMachine.command(0, "new", 0, new ToyBody.Add(1))).join().outcome())
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void failingSyncsLoseNothingThatWasAnswered(int partitions) throws InterruptedException {
        Random random = new Random(partitions);
        MemoryStorage storage = new MemoryStorage(unsynced -> unsynced / 2);
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger unknown = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        CompletableFuture<LocalRuntime> started = new CompletableFuture<>();
        Faults faults = (moment, partition) -> {
            if (moment != Faults.Moment.BATCH_ADDED || accepted.get() == 0) {
                return;
            }
            boolean bad;
            if (failed.compareAndSet(false, true)) { // one in any case: large batches may be too few for a draw
                awaitCommand(started.join(), partition);
                bad = true;
            } else {
                synchronized (random) {
                    bad = random.nextInt(40) == 0;
                }
            }
            if (bad) {
                throw new StorageException("expected a sync, but found a bad sector");
            }
        };
        LocalRuntime runtime = LocalRuntime.start(storage, machine, options(partitions), Clock.SYSTEM, faults);
        started.complete(runtime);
        callers(runtime, accepted, unknown);
        runtime.close();
        assertThat(unknown.get()).isPositive();
        assertThat(accepted.get()).isPositive();
        try (LocalRuntime again =
                LocalRuntime.start(storage.reopen(), new ToyMachine(), options(partitions), Clock.SYSTEM)) {
            again.settle();
            AtomicLong counted = new AtomicLong();
            again.forEachEntity((name, stored, pages) -> {
                counted.addAndGet(again.entries(name)
                        .filter(entry -> machine.decode(entry.bytes()).body() instanceof ToyBody.Add)
                        .count());
                return true;
            });
            assertThat(counted.get()).isBetween((long) accepted.get(), (long) CALLERS * COMMANDS / 2);
            assertThat(sum(again)).isEqualTo(counted.get());
        }
    }

    /** Waits until a command is queued at the partition: its caller is told of the failure, even where the batch has only messages. */
    private static void awaitCommand(LocalRuntime runtime, int partition) {
        while (runtime.status().partitions().get(partition).queued() == 0) {
            Thread.onSpinWait();
        }
    }

    /** Half of the commands add 1; the others send 3 to and fro. */
    private static void callers(LocalRuntime runtime, AtomicInteger accepted, AtomicInteger unknown)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < COMMANDS; i++) {
                    ToyBody body =
                            i % 2 == 0 ? new ToyBody.Add(1) : new ToyBody.Send((i * 7) % KEYS, 3, i % 3);
                    Submission submission = submit(runtime, i % KEYS, number + "-" + i, body, answer -> {
                        if (!(answer instanceof Answer.Decided)) {
                            unknown.incrementAndGet();
                        } else if (body instanceof ToyBody.Add) {
                            accepted.incrementAndGet();
                        }
                        answered.incrementAndGet();
                    });
                    taken.addAndGet(submission == Submission.TAKEN ? 1 : 0);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        while (answered.get() < taken.get()) {
            Thread.onSpinWait();
        }
    }

    private static Submission submit(
            LocalRuntime runtime, long key, String id, ToyBody body, java.util.function.Consumer<Answer> callback) {
        try {
            return runtime.submitWaiting(ToyMachine.command(key, id, 0, body), callback);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No reader may see an entity go back. */
    private void readWhile(AtomicBoolean reading, LocalRuntime runtime) {
        Map<EntityName, Long> seen = new ConcurrentHashMap<>();
        Random random = new Random(1);
        while (reading.get()) {
            EntityName name = ToyMachine.name(random.nextInt(KEYS));
            long version = runtime.<Long>view(
                    name, image -> image == null ? 0 : machine.effects(image.head()).version());
            assertThat(version).isGreaterThanOrEqualTo(seen.getOrDefault(name, 0L));
            seen.put(name, version);
        }
    }

    private long sum(LocalRuntime runtime) {
        AtomicLong sum = new AtomicLong();
        runtime.forEachEntity((name, stored, pages) -> {
            sum.addAndGet(machine.tally(new org.guildhall.core.entity.Image(stored.head(), pages), name).amounts()[0]);
            return true;
        });
        return sum.get();
    }
}
