package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.jspecify.annotations.Nullable;

/**
 * Makes an entity store anew: from a baseline or from nothing, and then through the journals. One thread.
 *
 * @param directory whose baselines and journals they are
 * @param from null for nothing
 * @param terms all that are in force; the machine knows them
 * @param cut where it ends in each journal of the present layout
 */
record Remaking(Path directory, @Nullable Baseline from, List<byte[]> terms, Journals journals, long[] cut) {
    private static final long RECORDS_AT_ONCE = 250_000;
    private static final StoreOptions STORE = new StoreOptions(64L << 20, 128L << 20);

    /**
     * The store, in a folder that is not there yet; the caller closes it.
     *
     * @throws org.guildhall.runtime.DamageException when baseline or journals are not what was written
     */
    RocksEntityStore into(Path folder, Machine machine) throws IOException {
        if (from != null) {
            Baselines.copy(directory, from, folder);
        }
        RocksEntityStore store = new RocksEntityStore(folder, STORE);
        try {
            if (from != null) {
                Baselines.expect(from, store);
            }
            addTerms(terms, store);
            follow(store, machine);
            return store;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** Adds what a store lacks of the terms in force. */
    static void addTerms(List<byte[]> inForce, RocksEntityStore store) {
        List<byte[]> known = store.terms();
        inForce.stream()
                .filter(one -> known.stream().noneMatch(other -> Arrays.equals(one, other)))
                .forEach(store::addTerms);
    }

    private void follow(RocksEntityStore store, Machine machine) {
        List<Layout> layouts = journals.layouts();
        int first = from == null ? 0 : from.generation() - 1;
        long received = 0;
        for (int i = first; i < layouts.size(); i++) {
            Layout layout = layouts.get(i);
            if (from == null || i > first) {
                store.beginLayout(layout.generation(), layout.partitions(), received);
            }
            store.useLayout(layout.generation());
            new ReplayStorage(journals, layout, end(layout), store, RECORDS_AT_ONCE).follow(machine);
            for (int partition = 0; partition < layout.partitions(); partition++) {
                received = Math.max(received, store.progress(partition).received());
            }
        }
    }

    private long[] end(Layout layout) {
        if (layout.equals(journals.layouts().getLast())) {
            return cut;
        }
        long[] all = new long[layout.partitions()];
        Arrays.fill(all, Long.MAX_VALUE);
        return all;
    }
}
