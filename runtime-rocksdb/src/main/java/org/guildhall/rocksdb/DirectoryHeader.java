package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.guildhall.core.entity.EntityName;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code guildhall} of a data directory: what the rest is to be read as. Lines of words, the last one a CRC32C of
 * all before; replaced as a whole.
 *
 * @param layouts from the first to the present one; empty before the first
 * @param trimmed per journal, before which offset segments were removed on purpose
 * @param sandboxTime of a sandbox, whose clock is set by hand: what it was set to last, epoch milliseconds; null for any other
 */
public record DirectoryHeader(UUID directory, List<Layout> layouts, List<Trim> trimmed, @Nullable Long sandboxTime) {
    static final String FILE = "guildhall";
    static final int FORMAT = 1;

    /** Segments that end at or before {@code offset} were removed from this journal. */
    public record Trim(int generation, int partition, long offset) {}

    /** Of a directory that holds nothing yet. */
    static DirectoryHeader fresh(@Nullable Long sandboxTime) {
        return new DirectoryHeader(UUID.randomUUID(), List.of(), List.of(), sandboxTime);
    }

    /** The present layout; empty for a directory that was never laid out. */
    public Optional<Layout> layout() {
        return layouts.isEmpty() ? Optional.empty() : Optional.of(layouts.getLast());
    }

    /** Before which offset the journal was trimmed; 0 if it never was. */
    public long trimmedBefore(int generation, int partition) {
        return trimmed.stream()
                .filter(trim -> trim.generation() == generation && trim.partition() == partition)
                .mapToLong(Trim::offset)
                .max()
                .orElse(0);
    }

    DirectoryHeader with(Layout layout) {
        List<Layout> all = new ArrayList<>(layouts);
        all.add(layout);
        return new DirectoryHeader(directory, List.copyOf(all), trimmed, sandboxTime);
    }

    DirectoryHeader with(List<Trim> trims) {
        return new DirectoryHeader(directory, layouts, List.copyOf(trims), sandboxTime);
    }

    DirectoryHeader at(long time) {
        return new DirectoryHeader(directory, layouts, trimmed, time);
    }

    void write(Path folder) {
        StringBuilder text = new StringBuilder("guildhall-directory " + FORMAT + "\nid " + directory + "\nshards "
                + EntityName.SHARD_FUNCTION + "\n");
        for (Layout layout : layouts) {
            text.append("layout ")
                    .append(layout.generation())
                    .append(' ')
                    .append(layout.partitions())
                    .append(' ')
                    .append(layout.first())
                    .append('\n');
        }
        for (Trim trim : trimmed) {
            text.append("trimmed ")
                    .append(trim.generation())
                    .append(' ')
                    .append(trim.partition())
                    .append(' ')
                    .append(trim.offset())
                    .append('\n');
        }
        if (sandboxTime != null) {
            text.append("sandbox ").append(sandboxTime).append('\n');
        }
        String all = text + "checksum " + checksum(text.toString()) + "\n";
        try {
            Durable.replace(folder.resolve(FILE), all.getBytes(UTF_8));
        } catch (IOException e) {
            throw new StorageException("can't write " + folder.resolve(FILE), e);
        }
    }

    /** The header of a directory; empty when it has none. */
    public static Optional<DirectoryHeader> read(Path folder) {
        String text;
        try {
            text = new String(Files.readAllBytes(folder.resolve(FILE)), UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("can't read " + folder.resolve(FILE), e);
        }
        if (text.startsWith("#!")) {
            return Optional.empty(); // the program's own launcher, in a checkout
        }
        return Optional.of(parse(text, folder.resolve(FILE).toString()));
    }

    private static DirectoryHeader parse(String text, String where) {
        int last = text.lastIndexOf("checksum ");
        String found = last < 0 ? "nothing" : text.substring(last + "checksum ".length()).strip();
        String expected = last < 0 ? "a checksum" : checksum(text.substring(0, last));
        if (!expected.equals(found) || !text.endsWith(found + "\n")) {
            throw new DamageException(where + ": expected its checksum to be " + expected + ", but found " + found);
        }
        UUID directory = null;
        List<Layout> layouts = new ArrayList<>();
        List<Trim> trimmed = new ArrayList<>();
        Long sandboxTime = null;
        for (String line : text.substring(0, last).lines().toList()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "guildhall-directory" -> expect(where, "directory format", String.valueOf(FORMAT), words[1]);
                case "id" -> directory = UUID.fromString(words[1]);
                case "shards" -> expect(where, "shard function", EntityName.SHARD_FUNCTION, words[1]);
                case "layout" -> layouts.add(new Layout(Integer.parseInt(words[1]), Integer.parseInt(words[2]),
                        Long.parseLong(words[3])));
                case "trimmed" -> trimmed.add(new Trim(Integer.parseInt(words[1]), Integer.parseInt(words[2]),
                        Long.parseLong(words[3])));
                case "sandbox" -> sandboxTime = Long.valueOf(words[1]);
                default -> throw new DamageException(where + ": expected a line of format " + FORMAT + ", but found "
                        + line);
            }
        }
        if (directory == null) {
            throw new DamageException(where + ": expected the directory's id, but found none");
        }
        return new DirectoryHeader(directory, List.copyOf(layouts), List.copyOf(trimmed), sandboxTime);
    }

    private static void expect(String where, String what, String expected, String found) {
        if (!expected.equals(found)) {
            throw new DamageException(where + ": expected " + what + " " + expected + ", but found " + found);
        }
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
