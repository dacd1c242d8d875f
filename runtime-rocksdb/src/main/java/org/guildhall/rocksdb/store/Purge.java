package org.guildhall.rocksdb.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.LogFile;
import org.rocksdb.RocksDBException;

/**
 * Gets deleted rows out of the files of a store, where RocksDB would leave them until it happens to write their files anew.
 *
 * <p>A delete leaves the row in the log, in memtables, in tables of every level, and, as the first or last key of a table, in the
 * manifest. So: flush, which begins a new log; compact what may hold the row, down to and within the lowest level; flush once
 * more, as each change begins a new manifest with the tables that there were before it; and wait until files that are no longer
 * used are gone.
 */
final class Purge {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Keys of one family, the last included; null for all. */
    record Range(ColumnFamilyHandle family, byte @Nullable [] first, byte @Nullable [] last) {}

    private final Families db;
    private final Path folder;

    Purge(Families db, Path folder) {
        this.db = db;
        this.folder = folder;
    }

    /** @param lastly writes something, so that there is a change after the last compaction */
    void run(List<Range> ranges, Step lastly) throws RocksDBException {
        long log = lastLog();
        flush();
        try (CompactRangeOptions force = new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)
                .setExclusiveManualCompaction(false)) {
            for (Range range : ranges) {
                db.rocks().compactRange(range.family, range.first, range.last, force);
            }
        }
        lastly.run();
        flush();
        awaitGone(log);
    }

    /** Something that RocksDB does. */
    @FunctionalInterface
    interface Step {
        void run() throws RocksDBException;
    }

    private void flush() throws RocksDBException {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            db.rocks().flush(flush, db.families());
        }
    }

    private long lastLog() throws RocksDBException {
        return db.rocks().getSortedWalFiles().stream().mapToLong(LogFile::logNumber).max().orElse(0);
    }

    private void awaitGone(long log) throws RocksDBException {
        long began = System.nanoTime();
        while (true) {
            // Deletes what is no longer used at once, on this thread.
            db.rocks().disableFileDeletions();
            db.rocks().enableFileDeletions();
            Set<String> old = old(log);
            if (old.isEmpty()) {
                return;
            }
            if (System.nanoTime() - began > LONGEST_NANOS) {
                throw new StorageException("expected " + old + " of " + folder
                        + " to be gone after an erasure, but somebody reads them; the next start removes them");
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    /** Files that may have what was deleted. */
    private Set<String> old(long log) throws RocksDBException {
        Set<String> old = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString()).filter(name -> mayHaveRows(name, log)).forEach(old::add);
        } catch (IOException fault) {
            throw new StorageException("can't list " + folder, fault);
        }
        db.rocks().getLiveFiles(false).files.forEach(live -> old.remove(live.substring(live.lastIndexOf('/') + 1)));
        return old;
    }

    private static boolean mayHaveRows(String name, long log) {
        return name.endsWith(".sst") || name.startsWith("MANIFEST-")
                || (name.matches("[0-9]+\\.log") && Long.parseLong(name.substring(0, name.indexOf('.'))) <= log);
    }
}
