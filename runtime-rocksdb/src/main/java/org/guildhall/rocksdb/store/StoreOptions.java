package org.guildhall.rocksdb.store;

/**
 * The native memory that RocksDB may take: the block cache, the memtables, and beside them about 8 bytes for each entity of
 * indexes and filters, which stay in memory.
 *
 * @param blockCacheBytes of uncompressed blocks
 * @param memtableBytes of all memtables together
 */
public record StoreOptions(long blockCacheBytes, long memtableBytes) {
    public static final StoreOptions DEFAULT = new StoreOptions(128L << 20, 384L << 20);
}
