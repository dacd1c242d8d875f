package org.guildhall.app.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import org.guildhall.app.csv.CsvFormat;
import org.guildhall.core.language.Nearest;
import org.jspecify.annotations.Nullable;

/** Reads {@code file}: how the file is written. */
final class CsvFormatReader {
    private static final List<String> CHARSETS =
            List.of("UTF-8", "GB18030", "GBK", "ISO-8859-1", "windows-1252", "UTF-16");
    private static final List<String> QUOTES = List.of("double", "single", "none");
    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "blanks", CsvFormat.BLANKS);
    private static final String DELIMITER = "comma, semicolon, tab, pipe, blanks, or one character";

    private CsvFormatReader() {}

    static CsvFormat read(@Nullable MapNode node) {
        CsvFormat format = CsvFormat.USUAL;
        MapNode.Keys keys = node == null ? null
                : node.block("file", List.of("charset", "delimiter", "quote", "header", "longest-row"));
        if (keys == null) {
            return format;
        }
        for (Map.Entry<String, MapNode> entry : keys.values().entrySet()) {
            MapNode value = entry.getValue();
            format = switch (entry.getKey()) {
                case "charset" -> charset(format, value);
                case "delimiter" -> format.withDelimiter(delimiter(value));
                case "quote" -> format.withQuote(quote(value));
                case "header" -> format.withHeader(!value.oneOf(List.of("first row", "none")).equals("none"));
                case "longest-row" -> format.withLongestRow(value.count("characters", 16,
                        CsvFormat.LARGEST_LONGEST_ROW, CsvFormat.USUAL_LONGEST_ROW));
                default -> format;
            };
        }
        return format;
    }

    private static CsvFormat charset(CsvFormat format, MapNode value) {
        String name = value.text("a character set, such as UTF-8");
        try {
            return name == null ? format : format.withCharset(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            value.wrong("a character set that Java knows, such as UTF-8, GB18030 or windows-1252",
                    Nearest.to(String.valueOf(name), CHARSETS));
            return format;
        }
    }

    private static char delimiter(MapNode value) {
        String text = value.text(DELIMITER);
        if (text == null) {
            return ',';
        }
        Character named = DELIMITERS.get(text);
        if (named != null) {
            return named;
        }
        if (text.length() != 1 || text.charAt(0) == '"') {
            value.wrong(DELIMITER, Nearest.to(text, DELIMITERS.keySet()));
        }
        return text.charAt(0);
    }

    private static char quote(MapNode value) {
        return switch (value.oneOf(QUOTES)) {
            case "none" -> CsvFormat.NO_QUOTE;
            case "single" -> '\'';
            default -> '"';
        };
    }
}
