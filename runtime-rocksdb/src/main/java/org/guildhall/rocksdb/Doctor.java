package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what is wrong with an open directory, to which nobody submits meanwhile. One thread. Findings beyond {@link
 * #LIMIT} in a check are left out.
 */
public final class Doctor {
    static final int LIMIT = 100;
    private static final String SCRATCH = "replay.scratch";

    private final Directory directory;
    private final Machine machine;

    public Doctor(Directory directory, Machine machine) {
        this.directory = directory;
        this.machine = machine;
    }

    /** Reads every journal from end to end: checksums, places, chains of batches, and that every record can be decoded. */
    public List<Finding> journals() {
        List<Finding> findings = new ArrayList<>();
        DirectoryStorage storage = directory.storage();
        long[] cut = storage.journals().cut();
        List<Layout> layouts = storage.journals().layouts();
        for (Layout layout : layouts) {
            for (int partition = 0; partition < layout.partitions(); partition++) {
                if (storage.journals().oldest(layout, partition) < 0
                        && storage.header().trimmedBefore(layout.generation(), partition) > 0) {
                    continue;
                }
                check(findings, layout, partition, layout == layouts.getLast() ? cut[partition] : Long.MAX_VALUE);
            }
        }
        return findings;
    }

    private void check(List<Finding> findings, Layout layout, int partition, long until) {
        String where = "journal g" + layout.generation() + " partition " + partition;
        try {
            directory.storage().journals().read(layout, partition, 0, until, (position, bytes, offset, length) -> {
                try {
                    JournalRecordCodec.read(bytes, offset, length);
                } catch (MalformedBytesException e) {
                    findings.add(new Finding(where + " position " + position, String.valueOf(e.getMessage())));
                }
                return findings.size() < LIMIT;
            });
        } catch (DamageException e) {
            findings.add(new Finding(where, String.valueOf(e.getMessage())));
        }
    }

    /**
     * Makes all entities anew from the journals, in a scratch folder of the directory, and compares them with the snapshots;
     * on the way it checks each entity's chain of entries and each shard's sequence of messages. Where journals were trimmed
     * it starts from the latest baseline.
     */
    public List<Finding> replay() {
        directory.runtime().settle();
        directory.runtime().forEachEntity((name, stored, pages) -> false);
        Path scratch = directory.storage().folder().resolve(SCRATCH);
        try {
            Durable.deleteFolder(scratch);
            try {
                return replay(scratch);
            } finally {
                Durable.deleteFolder(scratch);
            }
        } catch (IOException e) {
            throw new StorageException("can't use " + scratch, e);
        }
    }

    private List<Finding> replay(Path scratch) throws IOException {
        DirectoryStorage storage = directory.storage();
        Baseline from = storage.header().trimmed().isEmpty() ? null : Baselines.latest(storage.folder());
        if (from == null && !storage.header().trimmed().isEmpty()) {
            return List.of(
                    new Finding("baselines", "expected the one that the journals were trimmed to, but found none"));
        }
        Remaking remaking = new Remaking(storage.folder(), from, storage.entities().terms(), storage.journals(),
                storage.journals().cut());
        try (RocksEntityStore fresh = remaking.into(scratch, machine)) {
            return fresh.differences(storage.entities(), LIMIT)
                    .stream()
                    .map(difference -> new Finding("store", difference))
                    .toList();
        } catch (DamageException e) {
            return List.of(new Finding("replay", String.valueOf(e.getMessage())));
        }
    }

    /** Compares the running totals of every programme with the sum over its entities. */
    public List<Finding> tallies() {
        Runtime runtime = directory.runtime();
        runtime.settle();
        Map<Integer, Map<Integer, Long>> sums = sums(runtime, machine);
        List<Finding> findings = new ArrayList<>();
        sums.forEach((programme, expected) -> {
            Map<Integer, Long> found = runtime.tallies(programme);
            Map<Integer, Long> all = new TreeMap<>(expected);
            found.forEach(all::putIfAbsent);
            all.keySet().forEach(series -> {
                long one = expected.getOrDefault(series, 0L);
                long other = found.getOrDefault(series, 0L);
                if (one != other) {
                    findings.add(new Finding("total " + machine.seriesName(programme, series),
                            "expected " + one + ", the sum over all entities, but found " + other));
                }
            });
        });
        return findings;
    }

    /** For each programme, the sums over its entities by series; without zeros. */
    static Map<Integer, Map<Integer, Long>> sums(Runtime runtime, Machine machine) {
        Map<Integer, Map<Integer, Long>> sums = new TreeMap<>();
        runtime.forEachEntity((name, stored, pages) -> {
            add(sums, name.programme(), machine.tally(new Image(stored.head(), pages), name));
            return true;
        });
        return sums;
    }

    static void add(Map<Integer, Map<Integer, Long>> sums, int programme, TallyDelta tally) {
        Map<Integer, Long> own = sums.computeIfAbsent(programme, any -> new TreeMap<>());
        for (int i = 0; i < tally.series().length; i++) {
            if (tally.amounts()[i] != 0) {
                own.merge(tally.series()[i], tally.amounts()[i], Doctor::sumUnlessZero);
            }
        }
    }

    private static @Nullable Long sumUnlessZero(Long one, Long other) {
        long sum = Math.addExact(one, other);
        return sum == 0 ? null : sum;
    }
}
