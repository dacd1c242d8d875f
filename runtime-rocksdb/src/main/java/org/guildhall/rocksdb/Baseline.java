package org.guildhall.rocksdb;

import java.util.List;
import java.util.Map;

/**
 * What a directory was at one cut: every entity and shard is kept in its store; older journals may go.
 *
 * @param takenAt epoch milliseconds
 * @param generation of the layout at the cut
 * @param offsets where the cut goes through each partition's journal, in bytes
 * @param totals by programme and series, over all entities
 * @param digest what the caller made of the state; empty for none
 */
public record Baseline(
        String name, long takenAt, int generation, List<Long> offsets, long entities,
        Map<Integer, Map<Integer, Long>> totals, String digest) {}
