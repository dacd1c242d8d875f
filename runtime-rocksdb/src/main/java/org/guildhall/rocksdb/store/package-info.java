/** What is kept in RocksDB: snapshots of entities and shards, and the profiles. */
@NullMarked
package org.guildhall.rocksdb.store;

import org.jspecify.annotations.NullMarked;
