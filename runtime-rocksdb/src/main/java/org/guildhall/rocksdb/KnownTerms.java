package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.RecordType;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/** The terms in force in a directory that nobody serves: those of its store; where that can't be read, of baseline and journals. */
record KnownTerms(Path directory, @Nullable Baseline baseline, Journals journals, long[] cut) {
    private static final StoreOptions STORE = new StoreOptions(8L << 20, 8L << 20);

    /** @param scratch a folder that is not there, before or afterwards */
    List<byte[]> all(Path scratch) throws IOException {
        List<byte[]> stored = stored();
        if (!stored.isEmpty()) {
            return stored;
        }
        List<byte[]> terms = new ArrayList<>();
        if (baseline != null) {
            Baselines.copy(directory, baseline, scratch);
            try (RocksEntityStore store = new RocksEntityStore(scratch, STORE)) {
                terms.addAll(store.terms());
            }
            Durable.deleteFolder(scratch);
        }
        List<ByteBuffer> known = terms.stream().map(ByteBuffer::wrap).toList();
        journaled().stream().filter(one -> !known.contains(one)).forEach(one -> terms.add(one.array()));
        return terms;
    }

    /** Nothing where there is no store, or none that can be read. */
    private List<byte[]> stored() {
        Path store = directory.resolve(DirectoryStorage.STORE);
        if (Files.notExists(store)) {
            return List.of();
        }
        try (RocksEntityStore old = new RocksEntityStore(store, STORE)) {
            return old.terms();
        } catch (StorageException unreadable) {
            return List.of();
        }
    }

    /** What every partition of a layout has, in the order of publication. */
    private List<ByteBuffer> journaled() {
        List<ByteBuffer> all = new ArrayList<>();
        for (Layout layout : journals.layouts()) {
            boolean present = layout.equals(journals.layouts().getLast());
            Map<ByteBuffer, BitSet> holders = new HashMap<>();
            for (int number = 0; number < layout.partitions(); number++) {
                int partition = number;
                if (journals.oldest(layout, partition) >= 0) {
                    journals.read(layout, partition, 0, present ? cut[partition] : Long.MAX_VALUE,
                            (position, bytes, offset, length) -> {
                                ByteBuffer terms = terms(bytes, offset, length);
                                if (terms != null && isLast(holders, terms, partition, layout.partitions())) {
                                    all.add(terms);
                                }
                                return true;
                            });
                }
            }
        }
        return all;
    }

    /** Whether with this partition, but not without it, all of them have the terms. */
    private static boolean isLast(
            Map<ByteBuffer, BitSet> holders, ByteBuffer terms, int partition, int partitions) {
        BitSet known = holders.computeIfAbsent(terms, any -> new BitSet());
        boolean last = !known.get(partition) && known.cardinality() == partitions - 1;
        known.set(partition);
        return last;
    }

    private static @Nullable ByteBuffer terms(byte[] bytes, int offset, int length) {
        return bytes[offset] == RecordType.TERMS.number()
                && JournalRecordCodec.read(bytes, offset, length) instanceof JournalRecord.Terms terms
                        ? ByteBuffer.wrap(terms.bytes())
                        : null;
    }
}
