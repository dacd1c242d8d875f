package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.zip.CRC32C;
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

/** Takes, lists and trims to the baselines of a directory: {@code baselines/NAME}, each a store and a page of text. */
final class Baselines {
    private static final String FOLDER = "baselines";
    private static final String PAGE = "baseline";
    private static final long RECORDS_AT_ONCE = 250_000;
    private static final StoreOptions STORE = new StoreOptions(32L << 20, 64L << 20);

    private Baselines() {}

    static Path store(Path directory, String name) {
        return directory.resolve(FOLDER).resolve(name).resolve(DirectoryStorage.STORE);
    }

    /** Takes a baseline while the directory is served: a copy of the store is brought up to a cut through the journals. */
    static Baseline take(DirectoryStorage storage, Machine machine, String name, Directory.DigestOf digest,
            Clock clock) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "expected a name of letters, digits, dots and dashes, but found " + name);
        }
        Path home = storage.folder().resolve(FOLDER).resolve(name);
        Path making = storage.folder().resolve(FOLDER).resolve("." + name);
        if (Files.exists(home)) {
            throw new IllegalArgumentException("expected a new name, but found a baseline " + name);
        }
        try {
            Durable.deleteFolder(making);
            Durable.createFolders(making);
            storage.entities().copyTo(making.resolve(DirectoryStorage.STORE));
            Baseline baseline = follow(storage, machine, making, name, digest, clock);
            Durable.replace(making.resolve(PAGE), text(baseline).getBytes(UTF_8));
            Durable.rename(making, home);
            return baseline;
        } catch (IOException e) {
            throw new StorageException("can't take baseline " + name, e);
        }
    }

    private static Baseline follow(
            DirectoryStorage storage, Machine machine, Path making, String name, Directory.DigestOf digest,
            Clock clock) {
        Journals journals = storage.journals();
        Layout layout = journals.layouts().getLast();
        long[] cut = journals.cut();
        try (RocksEntityStore copy = new RocksEntityStore(making.resolve(DirectoryStorage.STORE), STORE)) {
            copy.useLayout(layout.generation());
            new ReplayStorage(journals, layout, cut, copy, RECORDS_AT_ONCE).follow(machine);
            Map<Integer, Map<Integer, Long>> totals = new TreeMap<>();
            long entities = sum(copy, machine, totals);
            return new Baseline(name, clock.millis(), layout.generation(), Arrays.stream(cut).boxed().toList(),
                    entities,
                    totals, digest.of(copy));
        }
    }

    private static long sum(EntityStore store, Machine machine, Map<Integer, Map<Integer, Long>> totals) {
        long[] entities = new long[1];
        store.scan((name, stored, pages) -> {
            entities[0]++;
            Doctor.add(totals, name.programme(), machine.tally(new Image(stored.head(), pages)));
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
                    all.add(read(path));
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't list " + home, e);
        }
        all.sort(Comparator.comparingLong(Baseline::takenAt));
        return all;
    }

    static @Nullable Baseline latest(Path directory) {
        List<Baseline> all = all(directory);
        return all.isEmpty() ? null : all.getLast();
    }

    private static String text(Baseline baseline) {
        StringBuilder text = new StringBuilder("guildhall-baseline 1\ntaken-at " + baseline.takenAt() + "\ngeneration "
                + baseline.generation() + "\nentities " + baseline.entities() + "\ndigest " + baseline.digest() + "\n");
        for (long offset : baseline.offsets()) {
            text.append("offset ").append(offset).append('\n');
        }
        baseline.totals()
                .forEach((programme, totals) -> totals.forEach((series, amount) -> text.append("total ")
                        .append(programme)
                        .append(' ')
                        .append(series)
                        .append(' ')
                        .append(amount)
                        .append('\n')));
        return text + "checksum " + checksum(text.toString()) + "\n";
    }

    private static Baseline read(Path path) throws IOException {
        String text = Files.readString(path.resolve(PAGE));
        int last = text.lastIndexOf("checksum ");
        if (last < 0 || !text.substring(last).equals("checksum " + checksum(text.substring(0, last)) + "\n")) {
            throw new DamageException(path.resolve(PAGE) + ": expected a page that ends with its checksum, but found "
                    + text.substring(Math.max(0, last)).strip());
        }
        Map<String, String> one = new TreeMap<>();
        List<Long> offsets = new ArrayList<>();
        Map<Integer, Map<Integer, Long>> totals = new TreeMap<>();
        for (String line : text.substring(0, last).lines().toList()) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "offset" -> offsets.add(Long.parseLong(words[1]));
                case "total" -> totals.computeIfAbsent(Integer.parseInt(words[1]), any -> new TreeMap<>())
                        .put(Integer.parseInt(words[2]), Long.parseLong(words[3]));
                default -> one.put(words[0], words[1]);
            }
        }
        return new Baseline(path.getFileName().toString(), number(one, "taken-at"), (int) number(one, "generation"),
                List.copyOf(offsets), number(one, "entities"), totals, one.getOrDefault("digest", ""));
    }

    private static long number(Map<String, String> words, String name) {
        return Long.parseLong(words.getOrDefault(name, "0"));
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
