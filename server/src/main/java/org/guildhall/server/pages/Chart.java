package org.guildhall.server.pages;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.server.http.Json;
import org.guildhall.server.shown.Statement;

/** A chart, drawn by the browser from its data, and the same figures as a table. */
record Chart(Kind kind, String title, List<String> labels, List<Series> series) {
    /** How it is drawn. */
    enum Kind {
        /** One upon the other. */
        AREA,
        /** Beside each other. */
        BARS
    }

    /** What is drawn in one colour. @param colour a word that the style sheet knows */
    record Series(String colour, String name, List<BigDecimal> values, List<String> shown) {
        static Series of(String colour, String name, int scale, List<Long> amounts) {
            return new Series(colour, name,
                    amounts.stream().map(amount -> BigDecimal.valueOf(amount, scale)).toList(),
                    amounts.stream().map(amount -> Statement.amount(amount, scale)).toList());
        }
    }

    /** For the script. */
    String data() {
        Map<String, Object> json = new LinkedHashMap<>();
        // An area needs two points.
        json.put("kind", (labels.size() == 1 ? Kind.BARS : kind).name().toLowerCase(Locale.ROOT));
        json.put("whole", series.stream()
                .flatMap(one -> one.values().stream())
                .allMatch(value -> value.scale() == 0));
        json.put("labels", labels);
        json.put("series", series.stream().map(one -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("colour", one.colour());
            of.put("name", one.name());
            of.put("values", one.values());
            return of;
        }).toList());
        return Json.text(json);
    }
}
