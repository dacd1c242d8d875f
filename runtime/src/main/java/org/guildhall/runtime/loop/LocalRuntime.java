package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Follower;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.StaleImageException;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.UndecidedException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of one machine, over any storage. {@link #start} gives it threads, and every method may be called from any;
 * {@link #stepped} gives it none: one thread calls everything, {@link #step} and {@link #stepWriter} do the work, and what
 * waits steps by itself. Stepped, the same calls over the same storage and clock do the same.
 */
public final class LocalRuntime implements Runtime {
    private static final int STALE_READS = 1000;
    private static final int STANDING_TURNS = 10;
    private static final long SETTLE_NANOS = 1_000_000;

    private final Shared shared;
    private final CommittedReader reader;
    private final Publication publication;
    private final boolean threads;
    private boolean closed;

    private LocalRuntime(Shared shared, boolean threads) {
        this.shared = shared;
        this.threads = threads;
        reader = new CommittedReader(shared);
        publication = new Publication(shared, this::await);
    }

    /** Recovers, and serves from threads of its own; what a crash left to be replayed may wait, see {@link Recovery}. */
    public static LocalRuntime start(Storage storage, Machine machine, RuntimeOptions options, Clock clock) {
        return start(storage, machine, options, clock, Faults.NONE);
    }

    public static LocalRuntime start(
            Storage storage, Machine machine, RuntimeOptions options, Clock clock, Faults faults) {
        LocalRuntime runtime = open(storage, machine, options, clock, faults, true);
        try {
            runtime.publication.finishIfComplete();
            return runtime;
        } catch (RuntimeException e) {
            runtime.stopThreads(); // the storage is its owner's to close
            throw e;
        }
    }

    /** Recovers, and works only when stepped. */
    public static LocalRuntime stepped(
            Storage storage, Machine machine, RuntimeOptions options, Clock clock, Faults faults) {
        LocalRuntime runtime = open(storage, machine, options, clock, faults, false);
        runtime.publication.finishIfComplete();
        return runtime;
    }

    private static LocalRuntime open(
            Storage storage, Machine machine, RuntimeOptions options, Clock clock, Faults faults, boolean threads) {
        storage.entities().terms().forEach(machine::publish);
        if (storage.partitions() == 0) {
            storage.layOut(options.partitions(), 0);
        } else if (storage.partitions() != options.partitions()) {
            layOutAnew(storage, machine, options, clock, faults, threads);
        }
        LocalRuntime runtime = recover(storage, machine, options, clock, faults, threads, threads, false);
        if (threads) {
            runtime.shared.writer().start();
            for (PartitionLoop loop : runtime.shared.loops()) {
                loop.start();
            }
        }
        for (PartitionLoop loop : runtime.shared.loops()) {
            runtime.await(loop.ask(state -> {
                loop.exchange().deliverAll();
                return true;
            }));
        }
        return runtime;
    }

    /**
     * @param sideBySide whether each partition is recovered on a thread of its own
     * @param wholly whether everything is replayed at once
     */
    private static LocalRuntime recover(
            Storage storage, Machine machine, RuntimeOptions options, Clock clock, Faults faults, boolean sideBySide,
            boolean threads, boolean wholly) {
        Shared shared = new Shared(
                storage,
                machine,
                options,
                clock,
                faults,
                new SnapshotWriter(storage.entities(), faults),
                new PartitionLoop[options.partitions()],
                new AtomicReference<>());
        List<CompletableFuture<Void>> recoveries = new ArrayList<>();
        for (int i = 0; i < options.partitions(); i++) {
            int index = i;
            Runnable recovery = () -> {
                PartitionLoop loop = new PartitionLoop(index, shared);
                shared.loops()[index] = loop;
                if (wholly) {
                    loop.state().recover(Integer.MAX_VALUE);
                }
            };
            if (sideBySide) {
                recoveries.add(CompletableFuture.runAsync(recovery, Thread.ofPlatform()::start));
            } else {
                recovery.run();
            }
        }
        recoveries.forEach(recovery -> recovery.handle((done, failure) -> true).join()); // none reads on when one fails
        recoveries.forEach(LocalRuntime::result);
        return new LocalRuntime(shared, threads);
    }

    /** Brings the old layout's journals wholly into the store, so that new ones can start empty. */
    private static void layOutAnew(
            Storage storage, Machine machine, RuntimeOptions options, Clock clock, Faults faults, boolean sideBySide) {
        storage.layOut(options.partitions(), catchUp(storage, machine, options, clock, faults, sideBySide));
    }

    /**
     * Brings the store up to the end of the journals and does nothing else: it delivers no message, runs no timer and appends
     * nothing. Each partition's journal is read on a thread of its own. The storage stays open; its journals are closed.
     */
    public static void catchUp(Storage storage, Machine machine, RuntimeOptions options, Clock clock) {
        catchUp(storage, machine, options, clock, Faults.NONE, true);
    }

    /** The latest arrival stamp of all partitions. */
    private static long catchUp(
            Storage storage, Machine machine, RuntimeOptions options, Clock clock, Faults faults, boolean sideBySide) {
        RuntimeOptions present = options.withPartitions(storage.partitions()).withTimers(false);
        LocalRuntime runtime = recover(storage, machine, present, clock, faults, sideBySide, false, true);
        runtime.publication.finishIfComplete();
        runtime.flush();
        long received = 0;
        for (PartitionLoop loop : runtime.shared.loops()) {
            received = Math.max(received, loop.state().received);
            loop.state().journal.close();
        }
        return received;
    }

    /** Does what waits in one partition, up to one batch; whether there was anything. */
    public boolean step(int partition) {
        return shared.loops()[partition].turn();
    }

    /** Writes one snapshot; whether there was one. */
    public boolean stepWriter() {
        return shared.writer().step();
    }

    private boolean stepAll() {
        boolean worked = false;
        for (PartitionLoop loop : shared.loops()) {
            worked |= loop.turn();
        }
        return stepWriter() || worked;
    }

    private void await(CompletableFuture<?> future) {
        if (threads) {
            var unused = future.handle((value, failure) -> true).join();
        } else {
            while (!future.isDone()) {
                if (!stepAll() && !future.isDone()) {
                    throw new IllegalStateException("expected work to go on, but nothing is left to do");
                }
            }
        }
    }

    /** What a finished future has, its failure thrown as it is. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public Submission submit(Command command, Consumer<Answer> callback) {
        return shared.loopOf(command.entity().shard()).submit(command, callback);
    }

    @Override
    public Submission submitWaiting(Command command, Consumer<Answer> callback) throws InterruptedException {
        PartitionLoop loop = shared.loopOf(command.entity().shard());
        Submission submission = loop.submit(command, callback);
        while (submission == Submission.TRY_LATER) {
            if (threads) {
                loop.awaitRoom();
            } else {
                stepAll();
            }
            submission = loop.submit(command, callback);
        }
        return submission;
    }

    @Override
    public CompletableFuture<Answer.Decided> submit(Command command) {
        CompletableFuture<Answer.Decided> future = new CompletableFuture<>();
        Submission submission = submit(command, answer -> complete(future, answer));
        switch (submission) {
            case TAKEN -> {}
            case TRY_LATER ->
                    future.completeExceptionally(new UndecidedException(Kind.TRY_LATER, "too much waits before it"));
            case STOPPED ->
                    future.completeExceptionally(new UndecidedException(Kind.STOPPED, "its partition has stopped"));
        }
        return future;
    }

    private static void complete(CompletableFuture<Answer.Decided> future, Answer answer) {
        switch (answer) {
            case Answer.Decided decided -> future.complete(decided);
            case Answer.Unknown unknown ->
                    future.completeExceptionally(new UndecidedException(Kind.OUTCOME_UNKNOWN, unknown.reason()));
            case Answer.NotTaken notTaken ->
                    future.completeExceptionally(new UndecidedException(Kind.STOPPED, notTaken.reason()));
            case Answer.Failed failed -> future.completeExceptionally(failed.cause());
        }
    }

    @Override
    public @Nullable Image read(EntityName name) {
        return reader.read(name);
    }

    @Override
    public <T> T view(EntityName name, Function<@Nullable Image, T> view) {
        for (int i = 1; i < STALE_READS; i++) {
            try {
                return view.apply(reader.read(name));
            } catch (StaleImageException e) {
                Thread.onSpinWait();
            }
        }
        return view.apply(reader.read(name));
    }

    @Override
    public Stream<PastEntry> entries(EntityName name) {
        return entries(name, Long.MAX_VALUE);
    }

    @Override
    public Stream<PastEntry> entries(EntityName name, long upTo) {
        return reader.entries(name, upTo);
    }

    @Override
    public Follower follow(int partition, long from) {
        return new JournalFollower(shared.loops()[partition].state().journal.reader(from));
    }

    @Override
    public long oldest(int partition) {
        return shared.loops()[partition].state().journal.oldest();
    }

    @Override
    public @Nullable PastEntry entry(EntityName name, long version) {
        return entries(name, version)
                .findFirst()
                .filter(entry -> entry.version() == version)
                .orElse(null);
    }

    @Override
    public void publish(byte[] terms) {
        publication.publish(terms.clone());
    }

    @Override
    public byte @Nullable [] unfinishedTerms() {
        return publication.unfinished();
    }

    @Override
    public boolean withdrawUnfinishedTerms() {
        return publication.withdraw();
    }

    @Override
    public Map<Integer, Long> tallies(int programme) {
        Map<Integer, Long> sums = new TreeMap<>();
        for (PartitionLoop loop : shared.loops()) {
            Map<Integer, Long> part = askedOnceReplayed(loop, state -> tallies(state, programme));
            part.forEach((series, amount) -> sums.merge(series, amount, Math::addExact));
        }
        sums.values().removeIf(amount -> amount == 0);
        return sums;
    }

    @Override
    public long nextDue() {
        long earliest = Long.MAX_VALUE;
        for (PartitionLoop loop : shared.loops()) {
            earliest = Math.min(earliest, askedOnceReplayed(loop, state -> state.timers.next()));
        }
        return earliest;
    }

    /** What a partition answers once it has replayed all that a crash left. */
    private <T> T askedOnceReplayed(PartitionLoop loop, Function<PartitionState, T> work) {
        while (true) {
            @Nullable T answer =
                    this.<@Nullable T>asked(loop, state -> state.recovery == null ? work.apply(state) : null);
            if (answer != null) {
                return answer;
            }
            awaitTurn();
        }
    }

    private static Map<Integer, Long> tallies(PartitionState state, int programme) {
        Map<Integer, Long> own = new TreeMap<>();
        for (ShardState shard : state.shards()) {
            if (shard != null) {
                shard.tallies.addTo(own, programme);
            }
        }
        return own;
    }

    private <T extends @Nullable Object> T asked(PartitionLoop loop, Function<PartitionState, T> work) {
        CompletableFuture<T> future = loop.ask(work);
        await(future);
        return result(future);
    }

    @Override
    public void settle() {
        long before = -1;
        int standing = 0;
        for (long now = idleAfter(); now < 0 || now != before; now = idleAfter()) {
            before = now;
            if (threads) {
                LockSupport.parkNanos(SETTLE_NANOS);
            } else {
                standing = stepAll() ? 0 : standing + 1;
                if (standing > STANDING_TURNS) {
                    throw new IllegalStateException("expected what waits to go on, but nothing moves: " + status());
                }
            }
        }
    }

    /** How much was decided in all, when every partition was idle as it was asked; -1 otherwise. */
    private long idleAfter() {
        long decided = 0;
        boolean idle = true;
        for (PartitionLoop loop : shared.loops()) {
            idle &= asked(loop, state -> loop.idle());
            decided += loop.status().decided();
        }
        return idle ? decided : -1;
    }

    @Override
    public void forEachEntity(EntityStore.EntityVisitor visitor) {
        flush();
        shared.storage().entities().scan(visitor);
    }

    private void flush() {
        List<CompletableFuture<Void>> flushes = new ArrayList<>();
        for (PartitionLoop loop : shared.loops()) {
            flushes.add(loop.flush());
        }
        flushes.forEach(this::await);
        flushes.forEach(LocalRuntime::result);
        shared.storage().entities().sync();
    }

    @Override
    public RuntimeStatus status() {
        List<RuntimeStatus.Partition> partitions = new ArrayList<>();
        for (PartitionLoop loop : shared.loops()) {
            partitions.add(loop.status());
        }
        return new RuntimeStatus(partitions, shared.timersStopped().get());
    }

    @Override
    public void resumeTimers() {
        shared.timersStopped().set(null);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (PartitionLoop loop : shared.loops()) {
            loop.closeIntake();
        }
        try {
            for (PartitionLoop loop : shared.loops()) {
                decideTaken(loop);
            }
            flush();
        } catch (UndecidedException | StorageException e) {
            System.getLogger(LocalRuntime.class.getName())
                    .log(System.Logger.Level.WARNING, "closed without a last snapshot: " + e.getMessage());
        }
        stopThreads();
        shared.storage().close();
    }

    private void stopThreads() {
        for (PartitionLoop loop : shared.loops()) {
            loop.stopThread();
        }
        shared.writer().stop();
    }

    /** Waits for the commands that a partition took, unless it has stopped, or waits for one that has. */
    private void decideTaken(PartitionLoop loop) {
        while (!loop.hasStopped()
                && asked(loop, state -> loop.queued() > 0 && !(loop.waitsForOthers() && anyHasStopped()))) {
            awaitTurn();
        }
    }

    private boolean anyHasStopped() {
        return Stream.of(shared.loops()).anyMatch(PartitionLoop::hasStopped);
    }

    private void awaitTurn() {
        if (threads) {
            LockSupport.parkNanos(SETTLE_NANOS);
        } else {
            stepAll();
        }
    }
}
