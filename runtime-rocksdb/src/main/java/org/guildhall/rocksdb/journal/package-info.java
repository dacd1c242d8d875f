/** The journal's files: segments of checked batches, read by anyone while one partition's thread writes. */
@NullMarked
package org.guildhall.rocksdb.journal;

import org.jspecify.annotations.NullMarked;
