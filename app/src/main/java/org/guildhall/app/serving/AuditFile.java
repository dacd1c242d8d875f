package org.guildhall.app.serving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.app.serving.CheckedLines.Mark;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.AuditTrail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The audit trail of a data directory in {@value #NAME}, a line an entry. Any thread. */
public final class AuditFile implements AuditTrail, AutoCloseable {
    public static final String NAME = "audit";

    /** So many entries lie between two marks. */
    private static final int STRIDE = 256;

    private final Path path;
    /** Where every so manyth entry begins, from the first. */
    private final List<Mark> marks = new ArrayList<>();
    private long entries;
    private final LineFile file;

    private AuditFile(Path path) {
        this.path = path;
        file = LineFile.open(path, this::count);
    }

    public static AuditFile open(Path directory) {
        return new AuditFile(directory.resolve(NAME));
    }

    private void count(Mark before, JsonNode line) {
        long number = line.path("number").asLong();
        if (number != entries + 1) {
            throw new IllegalArgumentException("entry " + number + " behind entry " + entries);
        }
        count(before);
    }

    private void count(Mark before) {
        if (entries % STRIDE == 0) {
            marks.add(before);
        }
        entries++;
    }

    @Override
    public synchronized void record(AuditEntry entry) {
        Mark before = file.end();
        try {
            file.append(json(entry.numbered(entries + 1)));
        } catch (StorageException failed) {
            throw new UndecidedException(UndecidedException.Kind.OUTCOME_UNKNOWN, String.valueOf(failed.getMessage()));
        }
        count(before);
    }

    @Override
    public synchronized List<AuditEntry> recent(int limit, long before) {
        long last = Math.min(before - 1, entries);
        long first = Math.max(1, last - limit + 1);
        List<AuditEntry> recent = new ArrayList<>();
        if (last < first) {
            return recent;
        }
        try (CheckedLines lines = new CheckedLines(path, marks.get(Math.toIntExact((first - 1) / STRIDE)))) {
            for (JsonNode line = lines.next(); line != null; line = lines.next()) {
                long number = line.path("number").asLong();
                if (number >= first) {
                    recent.addFirst(entry(line));
                }
                if (number == last) {
                    break;
                }
            }
        } catch (IOException fault) {
            throw new StorageException("can't read " + path + ": " + fault.getMessage(), fault);
        }
        return recent;
    }

    private static Map<String, @Nullable Object> json(AuditEntry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("moment", entry.moment());
        json.put("actor", entry.actor());
        json.put("role", entry.role());
        json.put("action", entry.action());
        json.put("programme", entry.programme());
        json.put("subject", entry.subject());
        json.put("facts", new TreeMap<>(entry.facts()));
        return json;
    }

    private static AuditEntry entry(JsonNode line) {
        Map<String, String> facts = new TreeMap<>();
        line.path("facts").properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString()));
        return new AuditEntry(line.path("number").asLong(), line.path("moment").asLong(), line.path("actor").asString(),
                line.path("role").asString(), line.path("action").asString(), text(line, "programme"),
                text(line, "subject"), facts);
    }

    private static @Nullable String text(JsonNode line, String name) {
        return line.path(name).isString() ? line.path(name).asString() : null;
    }

    @Override
    public void close() {
        file.close();
    }
}
