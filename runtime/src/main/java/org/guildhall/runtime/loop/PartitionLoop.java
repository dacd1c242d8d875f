package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.UndecidedException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One partition at work: take, decide, append, sync, publish, answer. While much waits, a batch is decided beside the sync of
 * the one before, whose states it builds on; it is appended only once that sync returned.
 *
 * <p>{@link #turn} belongs to one thread, the partition's; {@link #run} is that thread's work. Everything that other threads
 * want done to the partition comes as a task, carried out between two batches.
 */
final class PartitionLoop implements Runnable {
    static final long UNDELIVERED_LIMIT = 100_000;
    private static final long IDLE_NANOS = 50_000_000;
    /** In about so many turns a crash's entries are replayed, however many commands wait. After full load one takes some 20 ms. */
    private static final int REPLAYING_TURNS = 1_500;

    /** Where so many came in one batch, more are on their way: the next one waits for them a little. */
    private static final int CROWD = 4;

    private static final long CROWD_NANOS = 1_000_000;
    /** Timers that a batch takes however quick the disk is; and the part of them that it takes however many commands wait. */
    private static final int LEAST_TIMERS = 32;

    private static final int LEAST_PART = 8;

    private static final int RUSH = 32;
    private static final long RUSH_NANOS = 3_000_000;

    private final int index;
    private final Shared shared;
    private final CommandQueue queue;
    private final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final Exchange exchange;
    private final Batch[] batches;
    private final Commit commit;
    private final TimerShare timerShare = new TimerShare();
    /** Commands of callers in the batch of this turn. */
    private int taken;
    private Snapshots snapshots;
    private long decided;
    private long failed;
    private boolean provenSinceReopening = true;

    private volatile PartitionState state;
    private volatile Figures figures;
    private volatile @Nullable String stopped;
    /** Whether damage stopped it. */
    private volatile boolean damaged;
    private volatile boolean closing;
    private volatile boolean sleeping;
    private volatile boolean gathering;
    private volatile boolean running;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    /** What the partition shows of itself: its memory and its journal are its thread's own. */
    private record Figures(
            long journalNext, long unsnapshotted, long unreplayed, long undelivered, long cachedEntities,
            long cachedBytes, long decided,
            long failed, int timersFailed, List<RuntimeStatus.TimerFault> timerFaults) {}

    /**
     * Something to be done on the partition's thread.
     *
     * @param settled whether everything decided has to be on disk and published before
     */
    private record Task(Runnable work, Consumer<RuntimeException> refuse, boolean settled) {}

    PartitionLoop(int index, Shared shared) {
        this.index = index;
        this.shared = shared;
        queue = new CommandQueue(shared.options().queueCapacity());
        state = shared.recover(index);
        batches = Batch.pair(state);
        commit = new Commit("guildhall-sync-" + index);
        exchange = new Exchange(this, shared);
        snapshots = snapshotsOf(state);
        figures = figures(state);
    }

    private Figures figures(PartitionState now) {
        return new Figures(now.journal.next(), now.unsnapshotted, now.unreplayed(), now.undelivered, now.cachedEntities,
                now.cachedBytes,
                decided, failed, latest().timerFaults.count(), latest().timerFaults.examples());
    }

    private Snapshots snapshotsOf(PartitionState state) {
        return new Snapshots(
                state,
                shared.writer(),
                shared.faults(),
                shared.unsnapshottedLimit(),
                shared.cacheBytes(),
                this::postAnyTime);
    }

    // From any thread

    /** The memory whose committed part readers may look at. */
    PartitionState state() {
        return state;
    }

    /** For the partition's thread. */
    Exchange exchange() {
        return exchange;
    }

    Submission submit(Command command, Consumer<Answer> callback) {
        Submission submission = queue.offer(command, callback);
        if (submission == Submission.TAKEN) {
            wake();
        }
        return submission;
    }

    void awaitRoom() throws InterruptedException {
        queue.awaitRoom(IDLE_NANOS);
    }

    /** Commands are refused from now on and timers wait for the next start; what is in the queue is still decided. */
    void closeIntake() {
        closing = true;
        queue.close();
    }

    /** Does {@code work} between two batches; what it gives arrives in the future. */
    <T> CompletableFuture<T> ask(Function<PartitionState, T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        post(() -> future.complete(work.apply(state)), future::completeExceptionally);
        return future;
    }

    /**
     * Brings an entity into memory; at once where the caller is the partition's own thread, as in a callback, or its steps'.
     *
     * @throws IllegalStateException on another partition's thread: two that waited for each other would wait for ever
     */
    CompletableFuture<Void> load(EntityName name) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        Task task = new Task(() -> {
            state.load(List.of(name));
            future.complete(null);
        }, future::completeExceptionally, false);
        if (thread != null && thread != Thread.currentThread()) {
            if (Stream.of(shared.loops()).anyMatch(loop -> loop.thread == Thread.currentThread())) {
                throw new IllegalStateException("expected no read of " + name
                        + " in a callback of another partition soon after a crash, where it has to wait");
            }
            post(task);
        } else if (stopped == null) {
            carryOut(task);
        } else {
            refuse(task);
        }
        return future;
    }

    /** Writes back everything committed when the request is taken. */
    CompletableFuture<Void> flush() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        post(() -> snapshots.flush(future), future::completeExceptionally);
        return future;
    }

    /** Whether nothing waits here and no message is on its way from here; ask on the partition's thread. */
    boolean idle() {
        return queue.size() == 0 && exchange.isEmpty() && state.undelivered == 0 && commit.isEmpty()
                && state.recovery == null;
    }

    int queued() {
        return queue.size();
    }

    boolean hasStopped() {
        return stopped != null;
    }

    /** Whether it takes no commands until other partitions have consumed its messages; ask on the partition's thread. */
    boolean waitsForOthers() {
        return state.undelivered >= UNDELIVERED_LIMIT;
    }

    /** Does {@code work} between two batches, everything decided being on disk, or refuses it. */
    void post(Runnable work, Consumer<RuntimeException> refuse) {
        post(new Task(work, refuse, true));
    }

    /** For work that doesn't mind a batch that is decided and not yet on disk. */
    void postAnyTime(Runnable work) {
        post(new Task(work, refused -> {}, false));
    }

    private void post(Task task) {
        tasks.add(task);
        wake();
        if (ended) {
            refuseTasks();
        }
    }

    private void wake() {
        if (sleeping || gathering && rush()) {
            LockSupport.unpark(thread);
        }
    }

    /** As the last turn left it. */
    RuntimeStatus.Partition status() {
        Figures last = figures;
        String reason = stopped;
        return new RuntimeStatus.Partition(
                reason == null ? last.journalNext() : 0,
                queue.size(),
                last.unsnapshotted(),
                last.unreplayed(),
                last.undelivered(),
                last.cachedEntities(),
                last.cachedBytes(),
                last.decided(),
                last.failed(),
                last.timersFailed(),
                last.timerFaults(),
                reason);
    }

    // The thread

    void start() {
        running = true;
        thread = Thread.ofPlatform().name("guildhall-partition-" + index).start(this);
    }

    /**
     * Ends the thread after the turn under way, and waits for it, interrupted or not: the storage is closed next. Where
     * there is no thread, the caller's does its last work.
     */
    void stopThread() {
        Thread ending = thread;
        if (ending == null) {
            end();
            return;
        }
        running = false;
        LockSupport.unpark(ending);
        boolean interrupted = false;
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers whatever nobody came to; nothing is taken from here on. */
    private void end() {
        try {
            finish();
        } catch (RuntimeException | Error e) {
            stop("the partition met " + e);
        }
        commit.close();
        if (stopped == null) {
            stopped = "the runtime is closed";
        }
        refuseQueued();
        ended = true;
        refuseTasks();
    }

    @Override
    public void run() {
        while (running) {
            try {
                long began = System.nanoTime();
                if (!turn()) {
                    sleep();
                } else if (commit.isEmpty() && taken >= CROWD && exchange.isEmpty()) {
                    gather(began + (taken < RUSH ? CROWD_NANOS : RUSH_NANOS) - System.nanoTime());
                }
            } catch (RuntimeException | Error e) {
                stop("the partition met " + e);
                System.getLogger(PartitionLoop.class.getName())
                        .log(System.Logger.Level.ERROR, "partition " + index + " stopped", e);
            }
        }
        end();
    }

    /** Waits for company, so that a sync serves more; ends early once half a batch waits. */
    private void gather(long nanos) {
        gathering = true;
        if (nanos > 0 && tasks.isEmpty() && !rush()) {
            LockSupport.parkNanos(this, nanos);
        }
        gathering = false;
    }

    private void sleep() {
        sleeping = true;
        if (tasks.isEmpty() && exchange.isEmpty() && (queue.size() == 0 || !takesCommands())) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        sleeping = false;
    }

    /** Does what waits, up to one batch; whether there was anything. */
    boolean turn() {
        try {
            boolean worked = runTasks();
            if (stopped == null) {
                worked |= runBatch();
                worked |= state.recover(replayedATurn());
                if (snapshots.ready()) {
                    worked |= finish();
                    worked |= snapshots.turn();
                }
                state.evict();
                figures = figures(state);
                checkWriter();
            }
            return worked;
        } catch (DamageException e) {
            damaged = true;
            stop(String.valueOf(e.getMessage()));
            return true;
        } catch (StorageException e) {
            reopen(e);
            return true;
        }
    }

    private int replayedATurn() {
        return (int) Math.max(1, shared.unsnapshottedLimit() / REPLAYING_TURNS);
    }

    private boolean runTasks() {
        boolean any = false;
        for (Task task = tasks.peek(); task != null; task = tasks.peek()) {
            any = true;
            if (stopped == null && task.settled()) {
                finish(); // may throw, and then the task must still be there
            }
            tasks.remove();
            if (stopped == null) {
                carryOut(task);
            } else {
                refuse(task);
            }
        }
        return any;
    }

    private void refuseTasks() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            refuse(task);
        }
    }

    private void refuse(Task task) {
        task.refuse().accept(refusal("partition " + index + ": " + stopped));
    }

    /** Damage stays damage for whoever asks, however it was met. */
    private RuntimeException refusal(String reason) {
        return damaged ? new DamageException(reason) : new UndecidedException(Kind.STOPPED, reason);
    }

    private static void carryOut(Task task) {
        try {
            task.work().run();
        } catch (DamageException e) {
            task.refuse().accept(e);
            throw e;
        } catch (RuntimeException | Error e) {
            task.refuse().accept(new UndecidedException(Kind.OUTCOME_UNKNOWN, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private Batch latest() {
        return batches[0];
    }

    /** Whether so much waits that the next batch need not wait for more, nor for the disk. */
    private boolean rush() {
        return queue.size() >= rushSize();
    }

    private int rushSize() {
        return shared.options().batchLimit() / 2;
    }

    /** Decides what waits, ends the batch before, and begins to bring this one to disk; whether there was anything. */
    private boolean runBatch() {
        Batch batch = batches[1];
        taken = 0;
        Clock.Reading now = shared.clock().read();
        take(batch, now);
        if (batch.size() == 0) {
            return finish();
        }
        batches[1] = batches[0];
        batches[0] = batch;
        taken = batch.commands();
        at(Moment.BATCH_TAKEN);
        batch.decide(now.millis());
        timerShare.decided(batch.size(), shared.clock().nanos() - now.nanos());
        at(Moment.BATCH_ADDED);
        finish();
        boolean rush = rush();
        commit.begin(batch, batch.seal(), rush && running);
        if (!rush) {
            finish();
        }
        return true;
    }

    private void take(Batch batch, Clock.Reading now) {
        batch.clear(state);
        exchange.take(batch.messages, shared.options().messageLimit());
        if (takesCommands()) {
            if (!closing) {
                state.timers.collect(now.millis(), now.nanos(), timers(), state.unwrittenEntities, state::find,
                        batch.timers);
            }
            queue.drain(batch::take, shared.options().batchLimit() - batch.size());
        }
    }

    /** How many timers the next batch takes at most. They can wait, since a command first does what is due for its own member. */
    private int timers() {
        int limit = shared.options().timerLimit();
        int least = Math.min(limit, LEAST_TIMERS);
        int most = timerShare.within(least, limit);
        int fewest = Math.max(1, least / LEAST_PART);
        return Math.clamp((long) most * (rushSize() - queue.size()) / rushSize(), fewest, most);
    }

    /** Waits until the batch under way is on disk, then lets it take effect; whether there was one. */
    private boolean finish() {
        long began = shared.clock().nanos();
        Batch batch = commit.await();
        if (batch == null) {
            return false;
        }
        at(Moment.BATCH_SYNCED);
        timerShare.synced(shared.clock().nanos() - began);
        batch.publish();
        commit.end();
        at(Moment.STATES_PUBLISHED);
        exchange.deliver(batch.sent);
        exchange.acknowledge(batch);
        at(Moment.MESSAGES_DELIVERED);
        decided += batch.size();
        failed += batch.failed();
        provenSinceReopening = true;
        batch.answer();
        at(Moment.BATCH_ANSWERED);
        return true;
    }

    private boolean takesCommands() {
        return !snapshots.full() && !waitsForOthers();
    }

    private void at(Moment moment) {
        shared.faults().at(moment, index);
    }

    // Failure

    private void checkWriter() {
        Throwable failure = shared.writer().failure();
        if (failure != null) {
            stop("snapshots can't be written: " + failure);
        }
    }

    /** Nothing in memory is trusted after a failed write: answers what was taken, and starts again from disk, once. */
    private void reopen(StorageException failure) {
        String reason = "partition " + index + " met " + failure.getMessage();
        stop(reason);
        if (!provenSinceReopening || !shared.writer().drain()) {
            return;
        }
        provenSinceReopening = false;
        try {
            state = shared.recover(index);
        } catch (RuntimeException e) {
            damaged = e instanceof DamageException;
            stopped = reason + "; started again, it met " + e;
            return;
        }
        exchange.clear();
        for (Batch batch : batches) {
            batch.clear(state);
        }
        snapshots = snapshotsOf(state);
        stopped = null;
        queue.open();
        if (closing) { // perhaps since just now, so look after opening
            queue.close();
        }
        for (PartitionLoop loop : shared.loops()) {
            loop.post(loop.exchange::deliverAll, refused -> {});
        }
    }

    private void stop(String reason) {
        stopped = reason;
        commit.abandon();
        batches[1].abandon(reason);
        batches[0].abandon(reason);
        refuseQueued();
        snapshots.abandon(refusal(reason));
    }

    /** Closes the queue and answers what it holds; on the partition's thread, as every answer. */
    private void refuseQueued() {
        queue.close();
        List<Consumer<Answer>> callbacks = new ArrayList<>();
        queue.drain((command, callback) -> callbacks.add(callback), Integer.MAX_VALUE);
        Answer refusal = new Answer.NotTaken("the partition has stopped");
        callbacks.forEach(callback -> Batch.call(callback, refusal));
    }
}
