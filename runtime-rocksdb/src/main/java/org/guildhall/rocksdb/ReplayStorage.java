package org.guildhall.rocksdb;

import java.util.Arrays;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.RecordType;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.loop.LocalRuntime;
import org.jspecify.annotations.Nullable;

/**
 * A directory's journals of one layout, read only and a bounded piece at a time, over an entity store that follows them. One
 * thread, but for the pieces, of which each partition's may be read by another.
 */
final class ReplayStorage implements Storage {
    private final Journals journals;
    private final Layout layout;
    private final long[] untilOffsets;
    private final RocksEntityStore store;
    private final long recordsAtOnce;
    /** Where the next piece of each journal begins: what came before is reflected, even where progress doesn't say so yet. */
    private final long[] from;
    /** Of each partition, the terms met last: where those of other partitions lie in another piece, all meet here. */
    private final @Nullable Met[] terms;
    private volatile boolean cutShort;

    /** A record of terms, as the journal has it. */
    private record Met(long position, byte[] bytes) {}

    ReplayStorage(Journals journals, Layout layout, long[] untilOffsets, RocksEntityStore store, long recordsAtOnce) {
        this.journals = journals;
        this.layout = layout;
        this.untilOffsets = untilOffsets;
        this.store = store;
        this.recordsAtOnce = recordsAtOnce;
        from = new long[layout.partitions()];
        terms = new Met[layout.partitions()];
    }

    /** Brings the store up to the end, piece by piece. */
    void follow(Machine machine) {
        do {
            cutShort = false;
            LocalRuntime.catchUp(this, machine, RuntimeOptions.of(layout.partitions()), Clock.SYSTEM);
        } while (cutShort);
    }

    @Override
    public int partitions() {
        return layout.partitions();
    }

    @Override
    public void layOut(int partitions, long received) {
        throw new UnsupportedOperationException("expected a replay to keep its layout");
    }

    @Override
    public Journal journal(int partition) {
        return new Piece(partition);
    }

    @Override
    public EntityStore entities() {
        return store;
    }

    @Override
    public byte @Nullable [] read(long position) {
        return journals.record(position);
    }

    @Override
    public void close() {
        // what it reads belongs to others
    }

    private final class Piece implements Journal {
        private final int partition;
        private long given;

        Piece(int partition) {
            this.partition = partition;
            from[partition] = Math.max(from[partition], store.progress(partition).replayFrom());
        }

        @Override
        public void read(long position, RecordVisitor visitor) {
            Met met = terms[partition];
            if (met != null && !visitor.record(met.position(), met.bytes(), 0, met.bytes().length)) {
                return;
            }
            journals.read(layout, partition, Math.max(position, from[partition]), untilOffsets[partition],
                    (at, bytes, offset, length) -> {
                        if (given == recordsAtOnce) {
                            cutShort = true;
                            return false;
                        }
                        given++;
                        from[partition] = at + 1;
                        if (bytes[offset] == RecordType.TERMS.number()) {
                            terms[partition] = new Met(at, Arrays.copyOfRange(bytes, offset, offset + length));
                        }
                        return visitor.record(at, bytes, offset, length);
                    });
        }

        @Override
        public long next() {
            return from[partition];
        }

        @Override
        public long oldest() {
            return from[partition];
        }

        @Override
        public long add(byte[] bytes, int offset, int length) {
            throw new UnsupportedOperationException("expected a replay to add nothing");
        }

        @Override
        public Sealed seal() {
            return () -> {};
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }
}
