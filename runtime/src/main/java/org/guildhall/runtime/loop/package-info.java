/**
 * The runtime of one machine: a loop for each partition over any {@link org.guildhall.runtime.Storage}.
 *
 * <p>Reading order: {@link org.guildhall.runtime.loop.LocalRuntime}, {@code PartitionLoop}, {@code Batch}, {@code
 * PartitionState}, then what these hold.
 */
@NullMarked
package org.guildhall.runtime.loop;

import org.jspecify.annotations.NullMarked;
