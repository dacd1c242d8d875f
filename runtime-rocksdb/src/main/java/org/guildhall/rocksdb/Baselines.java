package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksEntityStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/** The baselines of a directory: {@code baselines/NAME}, each a store that is never written again and a page of text. */
final class Baselines {
    static final String FOLDER = "baselines";
    /** What is being made; it counts for nothing. */
    private static final String MAKING = ".making";
    private static final String READING = ".reading";
    private static final long RECORDS_AT_ONCE = 250_000;
    private static final StoreOptions STORE = new StoreOptions(32L << 20, 64L << 20);

    private Baselines() {}

    /**
     * Takes a baseline while the directory is served: a copy of the store is brought up to a cut through the journals.
     *
     * @throws IllegalArgumentException when the name is none, or taken
     */
    static Baseline take(DirectoryStorage storage, Machine machine, String name, boolean scheduled, Clock clock) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "expected a name of letters, digits, dots and dashes, but found " + name);
        }
        Path home = storage.folder().resolve(FOLDER).resolve(name);
        if (Files.exists(home)) {
            throw new IllegalArgumentException("expected a new name, but found a baseline " + name);
        }
        Path making = storage.folder().resolve(FOLDER).resolve(MAKING);
        try {
            Durable.deleteFolder(making);
            Durable.createFolders(making);
            storage.entities().copyTo(making.resolve(DirectoryStorage.STORE));
            Baseline baseline = follow(storage, machine, making, name, scheduled, clock);
            BaselinePage.write(making, baseline);
            Durable.rename(making, home);
            return baseline;
        } catch (IOException e) {
            throw new StorageException("can't take baseline " + name, e);
        }
    }

    private static Baseline follow(
            DirectoryStorage storage, Machine machine, Path making, String name, boolean scheduled, Clock clock) {
        Journals journals = storage.journals();
        Layout layout = journals.layouts().getLast();
        long[] cut = journals.cut();
        try (RocksEntityStore copy = new RocksEntityStore(making.resolve(DirectoryStorage.STORE), STORE)) {
            copy.useLayout(layout.generation());
            Remaking.addTerms(storage.entities().terms(), copy); // those published since the copy was made
            new ReplayStorage(journals, layout, cut, copy, RECORDS_AT_ONCE).follow(machine);
            Map<Integer, Map<Integer, Long>> totals = new TreeMap<>();
            long entities = sum(copy, machine, totals);
            return new Baseline(name, clock.millis(), scheduled, layout.generation(),
                    Arrays.stream(cut).boxed().toList(), entities, totals, copy.digest());
        }
    }

    private static long sum(EntityStore store, Machine machine, Map<Integer, Map<Integer, Long>> totals) {
        long[] entities = new long[1];
        store.scan((name, stored, pages) -> {
            entities[0]++;
            Doctor.add(totals, name.programme(), machine.tally(new Image(stored.head(), pages), name));
            return true;
        });
        return entities[0];
    }

    /** All of a directory, oldest first. */
    static List<Baseline> all(Path directory) {
        Path home = directory.resolve(FOLDER);
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        List<Baseline> all = new ArrayList<>();
        try (Stream<Path> paths = Files.list(home)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!path.getFileName().toString().startsWith(".")) {
                    all.add(BaselinePage.read(path));
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't list " + home, e);
        }
        all.sort(Comparator.comparingLong(Baseline::takenAt).thenComparing(Baseline::name));
        return all;
    }

    static @Nullable Baseline latest(Path directory) {
        List<Baseline> all = all(directory);
        return all.isEmpty() ? null : all.getLast();
    }

    static Baseline named(Path directory, String name) {
        List<Baseline> all = all(directory);
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the baselines "
                        + all.stream().map(Baseline::name).toList() + ", but found " + name));
    }

    /** Copies a baseline's store; its files stay as they are. */
    static void copy(Path directory, Baseline baseline, Path to) throws IOException {
        Durable.cloneStore(directory.resolve(FOLDER).resolve(baseline.name()).resolve(DirectoryStorage.STORE), to);
    }

    /** Reads all of a baseline and compares it with its digest. */
    static void check(Path directory, Baseline baseline) {
        Path reading = directory.resolve(FOLDER).resolve(READING);
        try {
            Durable.deleteFolder(reading);
            copy(directory, baseline, reading);
            try (RocksEntityStore store = new RocksEntityStore(reading, STORE)) {
                expect(baseline, store);
            } finally {
                Durable.deleteFolder(reading);
            }
        } catch (IOException e) {
            throw new StorageException("can't read baseline " + baseline.name(), e);
        }
    }

    /** Compares a copy of a baseline's store with the baseline's digest. */
    static void expect(Baseline baseline, RocksEntityStore copy) {
        String found = copy.digest();
        if (!found.equals(baseline.digest())) {
            throw new DamageException("expected baseline " + baseline.name() + " to have the digest "
                    + baseline.digest() + ", but found " + found);
        }
    }

    static void remove(Path directory, Baseline baseline) {
        Path home = directory.resolve(FOLDER);
        try {
            Path gone = home.resolve(READING);
            Durable.deleteFolder(gone);
            Durable.rename(home.resolve(baseline.name()), gone);
            Durable.deleteFolder(gone);
        } catch (IOException e) {
            throw new StorageException("can't remove baseline " + baseline.name(), e);
        }
    }
}
