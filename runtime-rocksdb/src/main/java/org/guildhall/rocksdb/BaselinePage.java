package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.DamageException;

/** The page of text about a baseline: lines of words, the last one a CRC32C of all before. */
final class BaselinePage {
    private static final String FILE = "baseline";

    private BaselinePage() {}

    /** Writes it into the baseline's folder, durably. */
    static void write(Path folder, Baseline baseline) throws IOException {
        StringBuilder text = new StringBuilder("guildhall-baseline 1\ntaken-at " + baseline.takenAt() + "\nscheduled "
                + (baseline.scheduled() ? 1 : 0) + "\ngeneration " + baseline.generation() + "\nentities "
                + baseline.entities() + "\ndigest " + baseline.digest() + "\n");
        baseline.offsets().forEach(offset -> text.append("offset ").append(offset).append('\n'));
        baseline.totals()
                .forEach((programme, totals) -> totals.forEach((series, amount) -> text.append("total ")
                        .append(programme)
                        .append(' ')
                        .append(series)
                        .append(' ')
                        .append(amount)
                        .append('\n')));
        Durable.replace(folder.resolve(FILE),
                (text + "checksum " + checksum(text.toString()) + "\n").getBytes(UTF_8));
    }

    /** Reads it from the baseline's folder, whose name is the baseline's. */
    static Baseline read(Path folder) throws IOException {
        String text = Files.readString(folder.resolve(FILE));
        int last = text.lastIndexOf("checksum ");
        if (last < 0 || !text.substring(last).equals("checksum " + checksum(text.substring(0, last)) + "\n")) {
            throw new DamageException(folder.resolve(FILE) + ": expected a page that ends with its checksum, but found "
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
        return new Baseline(folder.getFileName().toString(), number(one, "taken-at"), number(one, "scheduled") == 1,
                (int) number(one, "generation"), List.copyOf(offsets), number(one, "entities"), totals,
                one.getOrDefault("digest", ""));
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
