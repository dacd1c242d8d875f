package org.guildhall.rocksdb.journal;

import java.util.function.LongSupplier;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.Journal.RecordVisitor;

/** A place in a partition's segments, from which it goes on. One thread. */
final class SegmentReader implements Journal.Reader {
    private final BatchWalk walk;
    private final LongSupplier synced;
    /** The lowest offset that was not given. */
    private long from;
    /** Whether records of the walk's batch may be left. */
    private boolean left;

    /** @param synced how far batches are on disk; it throws once the journal is dead */
    SegmentReader(Segments segments, long from, LongSupplier synced) {
        this.from = from;
        this.synced = synced;
        walk = new BatchWalk(segments, from);
    }

    @Override
    public void poll(RecordVisitor visitor) {
        RecordVisitor noting = (position, bytes, offset, length) -> {
            from = Position.offset(position) + 1;
            return visitor.record(position, bytes, offset, length);
        };
        long until = synced.getAsLong();
        while (left || walk.at() < until) {
            if (!left) {
                next(until);
            }
            left = walk.at() > from && !walk.records(from, noting);
            if (left) {
                return;
            }
        }
    }

    private void next(long until) {
        if (!walk.next()) {
            String problem = walk.problem();
            throw new DamageException(problem != null ? problem
                    : Segments.name(walk.path()) + ", byte " + walk.inFile()
                            + ": expected the journal to go on to offset "
                            + until + ", but found its end");
        }
    }

    @Override
    public void close() {
        walk.close();
    }
}
