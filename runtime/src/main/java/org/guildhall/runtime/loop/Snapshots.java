package org.guildhall.runtime.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;
import org.jspecify.annotations.Nullable;

/**
 * Decides which shard of a partition is written back when, and takes its cut between two batches: the one with the oldest
 * unwritten record first, once five eighths of what may wait do. Used by the partition's thread.
 */
final class Snapshots {
    /** Up to how many are handed over together; each time the partition waits for its disk. */
    private static final int MOST_IN_FLIGHT = 4;

    /** Below so many the next ones are handed over. */
    private static final int FEW_IN_FLIGHT = 2;
    private static final int BUFFER_BYTES = 1 << 18;

    private final PartitionState state;
    private final SnapshotWriter writer;
    private final Faults faults;
    private final long entriesLimit;
    private final long bytesLimit;
    private final Consumer<Runnable> onPartitionThread;
    /** Shards that a flush waits for: to be handed over, and handed over. */
    private final BitSet flushing = new BitSet();

    private final BitSet flushInFlight = new BitSet();
    private final List<CompletableFuture<Void>> flushed = new ArrayList<>();
    /** For the heads of the next writes; they stay, so that the collector need not carry them. */
    private final ArrayDeque<ByteWriter> buffers = new ArrayDeque<>();

    private int inFlight;

    Snapshots(
            PartitionState state, SnapshotWriter writer, Faults faults, long entriesLimit, long bytesLimit,
            Consumer<Runnable> onPartitionThread) {
        this.state = state;
        this.writer = writer;
        this.faults = faults;
        this.entriesLimit = entriesLimit;
        this.bytesLimit = bytesLimit;
        this.onPartitionThread = onPartitionThread;
    }

    /** Whether so much waits that no more commands should be taken; what a crash left can't keep them out. */
    boolean full() {
        return state.unsnapshotted - state.unreplayed() >= entriesLimit || state.unwrittenBytes() >= bytesLimit;
    }

    private boolean pressing() {
        return state.unsnapshotted >= entriesLimit / 8 * 5 || state.unwrittenBytes() >= bytesLimit / 8 * 5;
    }

    /** Writes back all that is committed now; the future is done when it is written. */
    void flush(CompletableFuture<Void> done) {
        flushed.add(done);
        for (ShardState shard : state.shards()) {
            if (shard != null && (shard.needsWrite() || shard.inFlight)) {
                flushing.set(shard.number);
            }
        }
    }

    void abandon(RuntimeException reason) {
        flushed.forEach(future -> future.completeExceptionally(reason));
        flushed.clear();
    }

    /** Whether {@link #turn} might do something. */
    boolean ready() {
        return inFlight < FEW_IN_FLIGHT && (!flushed.isEmpty() || pressing());
    }

    /** Hands over what is to be written now, everything decided being on disk; whether it did anything. */
    boolean turn() {
        int before = inFlight;
        while (inFlight < MOST_IN_FLIGHT) {
            ShardState shard = next();
            if (shard == null) {
                break;
            }
            handOver(shard);
        }
        if (flushing.isEmpty() && flushInFlight.isEmpty() && !flushed.isEmpty()) {
            flushed.forEach(future -> future.complete(null));
            flushed.clear();
            return true;
        }
        return inFlight != before;
    }

    private @Nullable ShardState next() {
        for (int i = flushing.nextSetBit(0); i >= 0; i = flushing.nextSetBit(i + 1)) {
            ShardState shard = state.shard(i);
            if (shard.inFlight || state.recovers(shard)) {
                continue;
            }
            if (shard.needsWrite()) {
                return shard;
            }
            flushing.clear(i);
        }
        return pressing() ? oldest() : null;
    }

    private @Nullable ShardState oldest() {
        ShardState oldest = null;
        for (ShardState shard : state.shards()) {
            if (shard != null
                    && !shard.inFlight
                    && shard.firstUnwritten() != 0
                    && !state.recovers(shard)
                    && (oldest == null || shard.firstUnwritten() < oldest.firstUnwritten())) {
                oldest = shard;
            }
        }
        return oldest;
    }

    private void handOver(ShardState shard) {
        if (flushing.get(shard.number)) {
            flushing.clear(shard.number);
            flushInFlight.set(shard.number);
        }
        long records = shard.waiting();
        List<CachedEntity> entities = shard.handOver();
        ByteWriter heads = buffers.isEmpty() ? new ByteWriter(BUFFER_BYTES) : buffers.pop().reset();
        List<ShardWrite.EntityWrite> writes = new ArrayList<>(entities.size());
        for (CachedEntity entity : entities) {
            writes.add(entityWrite(entity, heads));
        }
        ShardWrite write = new ShardWrite(
                state.index,
                new Progress(state.replayFrom(), state.received),
                shard.number,
                shard.encode(state.machine),
                shard.lastRecorded(),
                writes);
        inFlight++;
        faults.at(Faults.Moment.SNAPSHOT_TAKEN, state.index);
        writer.submit(write, () -> onPartitionThread.accept(() -> {
            done(shard, entities, writes, records);
            buffers.push(heads);
        }));
    }

    private ShardWrite.EntityWrite entityWrite(CachedEntity entity, ByteWriter heads) {
        int from = heads.size();
        state.heads.write(entity, heads);
        ShardWrite.EntityWrite write = new ShardWrite.EntityWrite(
                entity.name(),
                heads.array(),
                from,
                heads.size() - from,
                entity.version,
                entity.position,
                entity.nextDue,
                entity.storedDue,
                changedPages(entity));
        entity.storedDue = entity.nextDue;
        entity.dirty = false;
        entity.pinned = true;
        return write;
    }

    private static List<Change.Page> changedPages(CachedEntity entity) {
        CachedPage[] held = entity.pages;
        if (held == null) {
            return List.of();
        }
        List<Change.Page> changed = new ArrayList<>();
        for (CachedPage page : held) {
            if (page.version() > entity.storedVersion) {
                changed.add(new Change.Page(page.number(), page.content()));
            }
        }
        return changed;
    }

    private void done(
            ShardState shard, List<CachedEntity> entities, List<ShardWrite.EntityWrite> writes, long records) {
        for (int i = 0; i < writes.size(); i++) {
            written(entities.get(i), writes.get(i).version());
        }
        shard.written();
        inFlight--;
        state.unsnapshotted -= records;
        flushInFlight.clear(shard.number);
    }

    private void written(CachedEntity entity, long version) {
        entity.stored(version);
        entity.pinned = false;
        if (!entity.dirty) {
            state.unwrittenEntities--;
        }
        state.count(entity);
    }
}
