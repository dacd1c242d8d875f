package org.guildhall.app.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.app.csv.CsvFormat;
import org.guildhall.core.language.Nearest;
import org.jspecify.annotations.Nullable;

/** The columns that a mapping names, in its order. */
final class Columns {
    private final Map<String, Column> byName = new LinkedHashMap<>();

    /** Reads {@code columns}. */
    static Columns read(MapNode.Keys root, CsvFormat format) {
        Columns columns = new Columns();
        MapNode node = root.need("columns", "the columns that are used, and how their values are written",
                "columns: {Date: day}");
        MapNode.Keys named = node == null ? null : node.named("columns");
        if (named != null) {
            named.values().forEach((name, value) -> columns.add(name, value, format));
        }
        return columns;
    }

    private void add(String name, MapNode value, CsvFormat format) {
        if (!isWord(name)) {
            value.add("the column \"" + name + "\"",
                    "a name of letters, figures, _ and -; a column that the file calls otherwise is written as "
                            + "order: {header: Order No., as: text}",
                    null);
        }
        byName.put(name,
                value.isBlock() ? described(name, value, format) : column(name, name, 0, value, value, format));
    }

    private Column described(String name, MapNode node, CsvFormat format) {
        MapNode.Keys keys = node.block("a column", List.of("header", "position", "as"));
        MapNode header = keys == null ? null : keys.get("header");
        MapNode position = keys == null ? null : keys.get("position");
        MapNode as = keys == null ? null
                : keys.need("as", "how its values are written: " + ColumnFormatReader.FORMATS, "as: text");
        String called = header == null ? name : header.text("the column's name in the file");
        return column(name, called == null ? name : called, position == null ? 0 : position(position), as, node,
                format);
    }

    private static int position(MapNode node) {
        String expected = "a position, 1 for the first column";
        String text = node.text(expected);
        int position = text == null ? 1 : MapNode.whole(text, 1, 10_000);
        if (position < 0) {
            node.wrong(expected, null);
        }
        return Math.max(1, position);
    }

    private Column column(String name, String header, int position, @Nullable MapNode as, MapNode node,
            CsvFormat format) {
        if (position == 0 && !format.header()) {
            node.add("the column " + name + " without a position", "a position, since the file has no header",
                    name + ": {position: " + (byName.size() + 1) + ", as: text}");
        }
        return new Column(byName.size(), name, header, position, ColumnFormatReader.read(as), node);
    }

    List<Column> all() {
        return List.copyOf(byName.values());
    }

    /** The column of that name; null, reported, when there is none. */
    @Nullable
    Column named(MapNode node, String name) {
        Column column = byName.get(name);
        if (column == null) {
            node.add("the column \"" + name + "\"",
                    "one of the columns named above: " + String.join(", ", byName.keySet()),
                    Nearest.to(name, byName.keySet()));
        }
        return column;
    }

    /** Those that one name or a list of names means. */
    List<Column> named(MapNode node) {
        List<Column> named = new ArrayList<>();
        for (MapNode item : node.items()) {
            String name = item.text("a column");
            Column column = name == null ? null : named(item, name);
            if (column != null) {
                named.add(column);
            }
        }
        return named;
    }

    static boolean isWord(String name) {
        return !name.isEmpty() && Character.isLetter(name.charAt(0))
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
}
