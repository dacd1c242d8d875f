/** The durable runtime on RocksDB. */
@NullMarked
package org.guildhall.rocksdb;

import org.jspecify.annotations.NullMarked;
