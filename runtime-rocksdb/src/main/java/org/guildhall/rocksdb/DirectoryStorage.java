package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.journal.Position;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * A data directory: header, lock, {@code journal/} and {@code store/}.
 *
 * <p>The header is replaced last when a layout begins: until then journals and progress of the new generation count for
 * nothing, and are made again.
 */
public final class DirectoryStorage implements Storage {
    static final String JOURNAL = "journal";
    static final String STORE = "store";

    private final Path folder;
    private final DirectoryLock lock;
    private final Journals journals;
    private final RocksEntityStore entities;
    private volatile DirectoryHeader header;
    private volatile boolean closed;

    private DirectoryStorage(Path folder, DirectoryLock lock, DirectoryHeader header, long segmentBytes,
            StoreOptions options) {
        this.folder = folder;
        this.lock = lock;
        this.header = header;
        journals = new Journals(folder.resolve(JOURNAL), header.directory(), header.layouts(),
                header::trimmedBefore, segmentBytes);
        entities = new RocksEntityStore(folder.resolve(STORE), options);
        entities.useLayout(header.layout().map(Layout::generation).orElse(0));
    }

    /** Opens a directory, making it if there is none. */
    public static DirectoryStorage open(Path folder) {
        return open(folder, Journals.SEGMENT_BYTES, StoreOptions.DEFAULT);
    }

    /** As {@link #open(Path)}, with segments of another size in bytes. */
    static DirectoryStorage open(Path folder, long segmentBytes, StoreOptions options) {
        try {
            Durable.createFolders(folder);
        } catch (IOException e) {
            throw new StorageException("can't make " + folder, e);
        }
        DirectoryLock lock = DirectoryLock.take(folder);
        try {
            Rebuild.finish(folder);
            DirectoryHeader header = DirectoryHeader.read(folder).orElseGet(() -> {
                DirectoryHeader first = DirectoryHeader.fresh(null);
                first.write(folder);
                return first;
            });
            if (header.layout().isPresent() && Files.notExists(folder.resolve(STORE))) {
                throw new DamageException("expected snapshots in " + folder.resolve(STORE)
                        + ", but found none; guildhall rebuild makes them anew from the journals");
            }
            return new DirectoryStorage(folder, lock, header, segmentBytes, options);
        } catch (IOException e) {
            lock.close();
            throw new StorageException("can't use " + folder, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public Path folder() {
        return folder;
    }

    public DirectoryHeader header() {
        return header;
    }

    /** Durable on return. */
    private synchronized DirectoryHeader replaceHeader(UnaryOperator<DirectoryHeader> change) {
        DirectoryHeader next = change.apply(header);
        next.write(folder);
        header = next;
        return next;
    }

    void keepSandboxTime(long millis) {
        replaceHeader(before -> before.at(millis));
    }

    boolean isClosed() {
        return closed;
    }

    Journals journals() {
        return journals;
    }

    @Override
    public int partitions() {
        return header.layout().map(Layout::partitions).orElse(0);
    }

    @Override
    public void layOut(int partitions, long received) {
        int generation = header.layout().map(Layout::generation).orElse(0) + 1;
        Layout layout = new Layout(generation, partitions, journals.end());
        journals.create(layout);
        entities.beginLayout(generation, partitions, received);
        replaceHeader(before -> before.with(layout));
        journals.use(layout);
        entities.useLayout(generation);
    }

    @Override
    public Journal journal(int partition) {
        Journal journal = journals.open(partition);
        Progress progress = entities.progress(partition);
        long end = journal.next();
        if (progress.replayFrom() > end) {
            journal.close();
            throw new DamageException("expected the journal of partition " + partition + " to reach offset "
                    + Position.offset(progress.replayFrom())
                    + ", which the entity store reflects, but found its end at "
                    + Position.offset(end));
        }
        return journal;
    }

    @Override
    public RocksEntityStore entities() {
        return entities;
    }

    @Override
    public byte @Nullable [] read(long position) {
        return journals.record(position);
    }

    /** Removes the segments that neither a restart nor a replay from the baseline needs; how many bytes that freed. */
    long trimBefore(Baseline baseline) {
        entities.sync();
        List<DirectoryHeader.Trim> trims = new ArrayList<>();
        for (Layout layout : header.layouts()) {
            for (int partition = 0; partition < layout.partitions(); partition++) {
                long before = trimOffset(layout, partition, baseline);
                if (before > 0) {
                    trims.add(new DirectoryHeader.Trim(layout.generation(), partition, before));
                }
            }
        }
        DirectoryHeader next = replaceHeader(before -> before.with(trims));
        long freed = 0;
        for (Layout layout : next.layouts()) {
            for (int partition = 0; partition < layout.partitions(); partition++) {
                long before = next.trimmedBefore(layout.generation(), partition);
                freed += before > 0 ? journals.trim(layout, partition, before) : 0;
            }
        }
        return freed;
    }

    private long trimOffset(Layout layout, int partition, Baseline baseline) {
        long before = header.trimmedBefore(layout.generation(), partition);
        boolean present = layout.equals(header.layouts().getLast());
        if (layout.generation() < baseline.generation()) {
            return Math.max(before, header.layouts().get(layout.generation()).first());
        }
        if (layout.generation() > baseline.generation() || !present) {
            return before;
        }
        long reflected = Position.offset(entities.progress(partition).replayFrom());
        long kept = journals.segmentOf(layout, partition, Math.min(baseline.offsets().get(partition), reflected));
        return kept > layout.first() ? Math.max(before, kept) : before;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock; entities; journals) {
            // in reverse order
        }
    }
}
