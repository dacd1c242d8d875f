package org.guildhall.rocksdb.journal;

/**
 * A number of partitions that held for a time; each change begins a new generation with journals of its own.
 *
 * @param generation from 1
 * @param first offset at which every journal of this layout begins, in bytes; above the end of every earlier one
 */
public record Layout(int generation, int partitions, long first) {}
