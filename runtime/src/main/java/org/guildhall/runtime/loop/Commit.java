package org.guildhall.runtime.loop;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * The one batch of a partition that is decided and on its way to disk: synced by the partition's thread when it waits for
 * that, or by a thread of its own beside it. Used by the partition's thread.
 */
final class Commit {
    private final ExecutorService beside;
    private @Nullable Batch batch;
    private Journal.@Nullable Sealed sealed;
    private @Nullable Future<?> syncing;

    Commit(String name) {
        beside = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    boolean isEmpty() {
        return batch == null;
    }

    /** Takes a batch over, after the one before has ended. */
    void begin(Batch next, Journal.Sealed end, boolean atOnce) {
        if (batch != null) {
            throw new IllegalStateException("expected the batch before to have ended, but found it under way");
        }
        batch = next;
        sealed = end;
        syncing = atOnce ? beside.submit(end::sync) : null;
    }

    /** Returns the batch once it is on disk; null when there is none. */
    @Nullable
    Batch await() {
        if (syncing != null) {
            result(syncing);
        } else if (sealed != null) {
            sealed.sync();
        }
        syncing = null;
        sealed = null;
        return batch;
    }

    /** Its states are published. */
    void end() {
        batch = null;
    }

    /** Forgets the batch; when it returns nothing of it is being written any more. */
    void abandon() {
        if (syncing != null) {
            try {
                result(syncing);
            } catch (StorageException e) {
                // its callers are told that its outcome is unknown, as they are without this failure
            }
        }
        syncing = null;
        sealed = null;
        batch = null;
    }

    private static void result(Future<?> syncing) {
        while (true) {
            try {
                syncing.get();
                return;
            } catch (InterruptedException e) {
                // a sync can't be left alone; the thread is nobody's but the partition's
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StorageException known
                        ? known
                        : new StorageException("a sync ended in " + e.getCause(), e.getCause());
            }
        }
    }

    void close() {
        beside.shutdown();
    }
}
