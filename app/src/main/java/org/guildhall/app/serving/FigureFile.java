package org.guildhall.app.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.server.figures.Ended;
import org.guildhall.server.figures.FigureStore;
import org.guildhall.server.figures.Figures;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a data directory in {@value #NAME}, which can always be made again. */
public final class FigureFile implements FigureStore {
    public static final String NAME = "figures.json";

    /** Of figures that count what became of plans, benefits and activities; those of before are made again. */
    private static final int FORMAT = 3;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;

    public FigureFile(Path directory) {
        file = directory.resolve(NAME);
    }

    /** Forgets them, as the past is about to change: an import brings what happened long ago. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public Map<String, Ended> load() {
        Map<String, Ended> figures = new TreeMap<>();
        if (Files.notExists(file)) {
            return figures;
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            if (json.path("format").asInt(0) == FORMAT) {
                json.path("programmes")
                        .properties()
                        .forEach(programme -> figures.put(programme.getKey(), ended(programme.getValue())));
            }
            return figures;
        } catch (JacksonException | DateTimeException | IOException unreadable) {
            return Map.of();
        }
    }

    private static Ended ended(JsonNode node) {
        List<Figures.Month> months = new ArrayList<>();
        for (JsonNode month : node.path("months")) {
            Map<String, Long> totals = new TreeMap<>();
            month.path("totals").properties().forEach(one -> totals.put(one.getKey(), one.getValue().asLong()));
            months.add(new Figures.Month(YearMonth.parse(month.path("month").asString()),
                    month.path("moment").asLong(), totals));
        }
        return new Ended(YearMonth.parse(node.path("until").asString()), months);
    }

    @Override
    public void save(Map<String, Ended> figures) {
        Map<String, Object> programmes = new TreeMap<>();
        figures.forEach((programme, ended) -> programmes.put(programme,
                Map.of("until", ended.until().toString(), "months",
                        ended.months().stream().map(FigureFile::json).toList())));
        try {
            Durable.replace(file, MAPPER.writeValueAsBytes(Map.of("format", FORMAT, "programmes", programmes)));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Map<String, Object> json(Figures.Month month) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("month", month.month().toString());
        json.put("moment", month.moment());
        json.put("totals", month.totals());
        return json;
    }
}
