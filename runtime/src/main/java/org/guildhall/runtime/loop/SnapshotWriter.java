package org.guildhall.runtime.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Writes shards to the entity store in the background, one after the other, for all partitions. {@link #run} is its thread;
 * without one, {@link #step} is called. The other methods: any thread.
 */
final class SnapshotWriter implements Runnable {
    private static final int WRITES_PER_SYNC = 256;

    private final EntityStore store;
    private final Faults faults;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private volatile @Nullable Throwable failure;
    private volatile boolean running;
    private int sinceSync;

    /** A write and what follows it; without a write, only what follows. */
    private record Job(@Nullable ShardWrite write, Runnable done) {}

    SnapshotWriter(EntityStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    /** Why nothing is written any more; null while all is well. A failed write is not retried. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void submit(ShardWrite write, Runnable done) {
        jobs.add(new Job(write, done));
    }

    /** Waits until everything submitted before is written; false when writing failed. */
    boolean drain() {
        if (!running) {
            while (step()) {}
        } else {
            CompletableFuture<Void> reached = new CompletableFuture<>();
            jobs.add(new Job(null, () -> reached.complete(null)));
            reached.join();
        }
        return failure == null;
    }

    void start() {
        running = true;
        Thread.ofPlatform().name("guildhall-snapshots").daemon().start(this);
    }

    /** Ends the thread once what was submitted before is written. */
    void stop() {
        if (running) {
            CompletableFuture<Void> reached = new CompletableFuture<>();
            jobs.add(new Job(null, () -> {
                running = false;
                reached.complete(null);
            }));
            reached.join();
        }
    }

    @Override
    public void run() {
        while (running) {
            try {
                carryOut(jobs.take());
            } catch (InterruptedException e) {
                failure = e;
            }
        }
    }

    /** Writes one; whether there was one. */
    boolean step() {
        Job job = jobs.poll();
        if (job != null) {
            carryOut(job);
        }
        return job != null;
    }

    private void carryOut(Job job) {
        if (job.write() != null) {
            if (failure != null) {
                return;
            }
            try {
                write(job.write());
            } catch (RuntimeException | Error e) {
                failure = e;
                if (!running && !(e instanceof StorageException)) {
                    throw e;
                }
                return;
            }
        }
        job.done().run();
    }

    private void write(ShardWrite write) {
        store.write(write);
        if (++sinceSync == WRITES_PER_SYNC) {
            store.sync();
            sinceSync = 0;
        }
        faults.at(Faults.Moment.SNAPSHOT_WRITTEN, write.partition());
    }
}
