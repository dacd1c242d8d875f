package org.guildhall.rocksdb.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.Env;
import org.rocksdb.Filter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileManager;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** An open RocksDB with its column families, and what it was opened with. Any thread; closed once, when nobody uses it. */
final class Families implements AutoCloseable {
    private static final int FILTER_BITS_A_KEY = 10;
    /** Of each family, the one being filled and those that wait for their flush. */
    private static final int MEMTABLES = 3;

    private static final int LOG_FILES = 3;
    private static final long LOG_FILE_BYTES = 1 << 20;

    /** Files that are over go in cuts of so much: a file system may let syncs wait for as long as one cut takes. */
    private static final long CUT_BYTES = 4 << 20;
    private static final long CUT_BYTES_A_SECOND = 128 << 20;
    /** How much may wait for its cuts, to one of what is there. */
    private static final double MOST_WAITING = 1;

    private final List<AutoCloseable> made = new ArrayList<>();
    private final Map<String, ColumnFamilyHandle> byName = new HashMap<>();
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB rocks;
    private final WriteOptions synced;
    /** Shared by every use, taken alone to close: RocksDB used after its end ends the process. */
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private boolean closed;

    static {
        RocksDB.loadLibrary();
        // What writes back and tidies up gives way to what somebody waits for.
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.HIGH);
    }

    private Families(Path folder, StoreOptions options, boolean entities) {
        synced = made(new WriteOptions().setSync(true));
        Cache cache = made(new LRUCache(options.blockCacheBytes()));
        Filter filter = made(new BloomFilter(FILTER_BITS_A_KEY));
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(filter)
                .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(family("default", small(table, options)));
        if (entities) {
            families.add(family("heads", large(table, options, CompressionType.NO_COMPRESSION)));
            families.add(family("pages", large(table, options, CompressionType.LZ4_COMPRESSION)));
            families.add(family("timers", small(table, options)));
            families.add(family("shards", small(table, options)));
            families.add(family("meta", small(table, options)));
        } else {
            families.add(family("references", large(table, options, CompressionType.LZ4_COMPRESSION)));
            families.add(family("members", large(table, options, CompressionType.LZ4_COMPRESSION)));
            families.add(family("contacts", large(table, options, CompressionType.NO_COMPRESSION)));
            families.add(family("erasures", small(table, options)));
        }
        DBOptions db = made(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setAtomicFlush(entities)
                .setDbWriteBufferSize(options.memtableBytes())
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(LOG_FILES)
                .setMaxLogFileSize(LOG_FILE_BYTES)
                .setStatsDumpPeriodSec(0);
        try {
            if (entities) {
                db.setSstFileManager(made(new SstFileManager(Env.getDefault(), null, CUT_BYTES_A_SECOND, MOST_WAITING,
                        CUT_BYTES)));
            } else {
                db.setMaxManifestFileSize(1); // the manifest has keys too: each change begins it anew, see Purge
            }
            Durable.createFolders(folder);
            rocks = RocksDB.open(db, folder.toString(), families, handles);
        } catch (RocksDBException e) {
            closeOptions();
            throw failed("can't open " + folder, e, entities);
        } catch (IOException e) {
            closeOptions();
            throw new StorageException("can't open " + folder, e);
        }
        for (int i = 0; i < families.size(); i++) {
            byName.put(new String(families.get(i).getName(), UTF_8), handles.get(i));
        }
    }

    /** The entity store: never logged, flushed in one piece. */
    static Families entities(Path folder, StoreOptions options) {
        return new Families(folder, options, true);
    }

    /** The profile store: logged. */
    static Families profiles(Path folder, StoreOptions options) {
        return new Families(folder, options, false);
    }

    /** @param compression none for what is read and written most, and grows by no more than a third without */
    private ColumnFamilyOptions large(
            BlockBasedTableConfig table, StoreOptions options, CompressionType compression) {
        return options(table, options)
                .setCompressionType(compression)
                .setLevelCompactionDynamicLevelBytes(true)
                .setMaxBytesForLevelBase(options.memtableBytes());
    }

    private ColumnFamilyOptions small(BlockBasedTableConfig table, StoreOptions options) {
        return options(table, options).setCompressionType(CompressionType.NO_COMPRESSION);
    }

    /** As many memtables for all: those of the entities are flushed together, so the family with the fewest would stop the rest. */
    private ColumnFamilyOptions options(BlockBasedTableConfig table, StoreOptions options) {
        return made(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setWriteBufferSize(options.memtableBytes() / MEMTABLES)
                .setMaxWriteBufferNumber(MEMTABLES);
    }

    private static ColumnFamilyDescriptor family(String name, ColumnFamilyOptions options) {
        return new ColumnFamilyDescriptor(name.getBytes(UTF_8), options);
    }

    /** What went wrong; files that are not what was written are damage, which the journals mend where it is of entities. */
    static StorageException failed(String what, RocksDBException cause, boolean entities) {
        Status status = cause.getStatus();
        if (status == null || status.getCode() != Status.Code.Corruption) {
            return new StorageException(what, cause);
        }
        return new DamageException(what + ": " + cause.getMessage()
                + (entities ? "; `guildhall rebuild` makes the snapshots anew from the journals" : ""));
    }

    private <T extends AutoCloseable> T made(T object) {
        made.add(object);
        return object;
    }

    /** Writes one row, durably. */
    void put(ColumnFamilyHandle family, byte[] key, byte[] value) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(family, key, value);
            write(batch);
        }
    }

    /** Writes all of it or nothing, durably. */
    void write(WriteBatch batch) throws RocksDBException {
        rocks.write(synced, batch);
    }

    /** Keeps the database open until the use is closed, on the same thread. */
    Use use() {
        inUse.readLock().lock();
        if (closed) {
            inUse.readLock().unlock();
            throw new StorageException("the store was closed");
        }
        return inUse.readLock()::unlock;
    }

    /** A span of time in which the database stays open. */
    interface Use extends AutoCloseable {
        @Override
        void close();
    }

    RocksDB rocks() {
        return rocks;
    }

    ColumnFamilyHandle family(String name) {
        ColumnFamilyHandle handle = byName.get(name);
        if (handle == null) {
            throw new IllegalArgumentException("expected one of " + byName.keySet() + ", but found " + name);
        }
        return handle;
    }

    /** All of them, for a flush in one piece. */
    List<ColumnFamilyHandle> families() {
        return handles;
    }

    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                closeAll();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void closeAll() {
        try {
            for (ColumnFamilyHandle handle : handles) {
                handle.close();
            }
            rocks.closeE();
        } catch (RocksDBException e) {
            throw new StorageException("RocksDB could not close: " + e.getMessage(), e);
        } finally {
            closeOptions();
        }
    }

    private void closeOptions() {
        for (AutoCloseable object : made.reversed()) {
            try {
                object.close();
            } catch (Exception e) {
                throw new StorageException("RocksDB could not free its options", e);
            }
        }
    }
}
