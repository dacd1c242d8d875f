package org.guildhall.rocksdb.store;

/**
 * The native memory that RocksDB may take: the block cache, which holds indexes and filters too, and the memtables.
 *
 * @param blockCacheBytes of uncompressed blocks, indexes and filters
 * @param memtableBytes of all memtables together
 */
public record StoreOptions(long blockCacheBytes, long memtableBytes) {
    public static final StoreOptions DEFAULT = new StoreOptions(256L << 20, 384L << 20);
}
