package org.guildhall.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.DamageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the demo notes of itself in a data directory, in {@value #NAME}: which years it makes, and which are there.
 *
 * @param until the last day of the years
 * @param seed null for those of the calibrations
 * @param members of each merchant, null for those of the calibrations
 * @param orders of the years that are whole, by merchant
 */
public record DemoNote(LocalDate until, @Nullable Long seed, @Nullable Integer members, Map<String, Long> orders) {
    public static final String NAME = "demo.json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public DemoNote {
        orders = new LinkedHashMap<>(orders);
    }

    /** The note of a directory; null where it has none. */
    public static @Nullable DemoNote read(Path directory) {
        Path file = directory.resolve(NAME);
        if (Files.notExists(file)) {
            return null;
        }
        try {
            JsonNode node = MAPPER.readTree(Files.readAllBytes(file));
            Map<String, Long> orders = new LinkedHashMap<>();
            node.path("orders").forEachEntry((name, count) -> orders.put(name, count.asLong()));
            return new DemoNote(LocalDate.parse(node.path("until").asString("")),
                    node.path("seed").isNumber() ? (Long) node.path("seed").asLong() : null,
                    node.path("members").isNumber() ? (Integer) node.path("members").asInt() : null, orders);
        } catch (JacksonException | DateTimeException malformed) {
            throw new DamageException("expected a note of the demo in " + file + ", but found: "
                    + malformed.getMessage());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public void write(Path directory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("until", until.toString());
        json.put("seed", seed);
        json.put("members", members);
        json.put("orders", orders);
        try {
            Durable.replace(directory.resolve(NAME), MAPPER.writeValueAsBytes(json));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The same with a year that is whole now. */
    public DemoNote with(String merchant, long count) {
        Map<String, Long> more = new LinkedHashMap<>(orders);
        more.put(merchant, count);
        return new DemoNote(until, seed, members, more);
    }
}
