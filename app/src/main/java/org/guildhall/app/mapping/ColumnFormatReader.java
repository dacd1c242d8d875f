package org.guildhall.app.mapping;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import org.guildhall.core.language.Nearest;
import org.jspecify.annotations.Nullable;

/** Reads how a column's values are written. */
final class ColumnFormatReader {
    static final String FORMATS = "text, whole, number, number with comma, flag, time and its pattern "
            + "(time yyyy-MM-dd HH:mm:ss), iso-time, epoch-seconds or epoch-milliseconds";

    private static final List<String> WORDS = List.of("text", "whole", "number", "number with comma", "flag",
            "iso-time", "epoch-seconds", "epoch-milliseconds");

    private ColumnFormatReader() {}

    /** Text after a problem, or for nothing. */
    static Column.Format read(@Nullable MapNode node) {
        String text = node == null ? null : node.text(FORMATS);
        if (node == null || text == null) {
            return new Column.Format.Text();
        }
        if (text.startsWith("time ")) {
            return moment(node, text.substring(5).strip());
        }
        return switch (text) {
            case "text" -> new Column.Format.Text();
            case "whole" -> new Column.Format.Whole();
            case "number" -> new Column.Format.Decimal('.');
            case "number with comma" -> new Column.Format.Decimal(',');
            case "flag" -> new Column.Format.Flag();
            case "iso-time" -> new Column.Format.Iso();
            case "epoch-seconds" -> new Column.Format.Epoch(1000);
            case "epoch-milliseconds" -> new Column.Format.Epoch(1);
            default -> {
                node.wrong(FORMATS, Nearest.to(text, WORDS));
                yield new Column.Format.Text();
            }
        };
    }

    private static Column.Format moment(MapNode node, String pattern) {
        try {
            Moments moments = new Moments(pattern, ZoneOffset.UTC);
            moments.sample();
            return new Column.Format.Moment(pattern);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            node.wrong("a pattern with year, month and day, such as time yyyy-MM-dd HH:mm:ss", null);
            return new Column.Format.Moment("yyyyMMdd");
        }
    }
}
