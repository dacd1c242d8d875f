package org.guildhall.rocksdb;

import java.util.List;
import java.util.Map;

/**
 * What a directory was at one cut: every entity and shard is kept in its store; older journals may go.
 *
 * @param takenAt epoch milliseconds
 * @param scheduled whether the directory took it by itself, and removes it again when later ones are there
 * @param generation of the layout at the cut
 * @param offsets where the cut goes through each partition's journal, in bytes
 * @param totals by programme and series, over all entities
 * @param digest of all that its store holds, see {@link org.guildhall.rocksdb.store.RocksEntityStore#digest}
 */
public record Baseline(
        String name, long takenAt, boolean scheduled, int generation, List<Long> offsets, long entities,
        Map<Integer, Map<Integer, Long>> totals, String digest) {

    /** Whether the journals of a directory still hold all that happened since. */
    public boolean isFollowed(DirectoryHeader header) {
        return header.trimmed()
                .stream()
                .allMatch(trim -> trim.generation() < generation
                        || trim.generation() == generation && trim.offset() <= offsets.get(trim.partition()));
    }
}
