package org.guildhall.app.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.app.csv.CsvFormat;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Problem;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Mapping} of its text and finds all that is wrong with it. */
final class MappingReader {
    private static final List<String> KEYS =
            List.of("file", "zone", "columns", "member", "at", "skip", "group", "occurrence", "activities", "opening");
    private static final int LARGEST_WINDOW = 10_000_000;
    private static final String ZONE = "a zone, such as Europe/London";

    private final MapNode.Keys root;
    private final CsvFormat format;
    private final Columns columns;
    private final SourceReader sources;
    private final ConditionReader conditions;

    private MappingReader(MapNode.Keys root) {
        this.root = root;
        format = CsvFormatReader.read(root.get("file"));
        columns = Columns.read(root, format);
        sources = new SourceReader(columns);
        conditions = new ConditionReader(columns);
    }

    static Mapping read(String file, String text) throws MappingException {
        List<Problem> problems = new ArrayList<>();
        MapNode node = MapNode.read(file, text, problems);
        MapNode.Keys root = node == null ? null : node.block("a mapping", KEYS);
        Mapping mapping = root == null ? null : new MappingReader(root).mapping(file, problems);
        if (mapping == null || !problems.isEmpty()) {
            throw new MappingException(problems);
        }
        return mapping;
    }

    private @Nullable Mapping mapping(String file, List<Problem> problems) {
        ZoneId zone = zone(root.get("zone"));
        Mapping.Member member = member();
        MapNode atNode = root.need("at", "the column with the time at which it happened", "at: InvoiceDate");
        Source at = atNode == null ? null : at(atNode);
        List<Mapping.Skip> skips = skips(root.get("skip"));
        Mapping.Group group = group(root.get("group"));
        List<Column> occurrence = occurrence(root.get("occurrence"));
        MapNode activities = root.get("activities");
        MapNode opening = root.get("opening");
        if ((activities == null) == (opening == null)) {
            root.block()
                    .add(activities == null ? "neither activities nor opening" : "both activities and opening",
                            "activities: what rows become activities of which kind, or opening: what members bring along",
                            null);
            return null;
        }
        ActivitiesReader reader = new ActivitiesReader(sources, conditions);
        List<Mapping.Kind> kinds =
                activities == null ? List.of() : reader.kinds(activities, root.get("group") != null);
        Mapping.Opening opens = opening == null ? null : reader.opening(opening);
        if (occurrence.isEmpty() && kinds.stream().anyMatch(kind -> kind.id().usesOccurrence())) {
            root.block()
                    .missing("occurrence", "the columns within which {occurrence} counts",
                            "occurrence: {by: [customer, date]}");
        }
        return member == null || at == null || atNode == null || !problems.isEmpty() ? null
                : new Mapping(file, format, zone, columns.all(), at, atNode, member, skips, group, occurrence, kinds,
                        opens, problems);
    }

    private ZoneId zone(@Nullable MapNode node) {
        if (node == null) {
            if (columns.all().stream().anyMatch(column -> column.format() instanceof Column.Format.Moment)) {
                root.block().missing("zone", "the zone of the times in the file", "zone: Europe/London");
            }
            return ZoneOffset.UTC;
        }
        String name = node.text(ZONE);
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            node.wrong(ZONE, Nearest.to(String.valueOf(name), ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
    }

    private Mapping.@Nullable Member member() {
        MapNode node = root.need("member",
                "the column that says whose row it is, and the namespace of that reference",
                "member: {reference: CustomerID, namespace: customer}");
        MapNode.Keys keys = node == null ? null : node.block("member", List.of("reference", "namespace", "none"));
        if (keys == null) {
            return null;
        }
        MapNode reference =
                keys.need("reference", "the column that says whose row it is", "reference: CustomerID");
        MapNode namespace = keys.need("namespace", "what kind of reference that is", "namespace: customer");
        List<Column> column = reference == null ? List.of() : columns.named(reference);
        String space = namespace == null ? null : namespace.text("a word, such as customer");
        if (namespace != null && space != null && !Columns.isWord(space)) {
            namespace.wrong("a word of letters, figures, _ and -, such as customer", null);
        }
        Set<String> none = new HashSet<>();
        for (MapNode item : items(keys.get("none"))) {
            none.add(String.valueOf(item.text("a value that stands for nobody")));
        }
        return column.isEmpty() || space == null ? null : new Mapping.Member(column.getFirst(), space, none);
    }

    private static List<MapNode> items(@Nullable MapNode node) {
        return node == null ? List.of() : node.items();
    }

    private @Nullable Source at(MapNode node) {
        Source source = sources.source(node);
        if (source instanceof Source.From from && !from.column().format().isTime()) {
            node.wrong("a column that is written as a time", null);
        } else if (source instanceof Source.Made) {
            node.wrong("a column, or {always: 2026-01-01 00:00}", null);
        }
        return source;
    }

    private List<Mapping.Skip> skips(@Nullable MapNode node) {
        List<Mapping.Skip> skips = new ArrayList<>();
        for (MapNode item : items(node)) {
            MapNode.Keys keys = item.block("skip", List.of("when", "reason"));
            MapNode when = keys == null ? null : keys.need("when", "which rows are left out", null);
            MapNode reason =
                    keys == null ? null : keys.need("reason", "why, as the reconciliation shall say it", null);
            List<Condition> tests = when == null ? List.of() : conditions.conditions(when);
            String words = reason == null ? null : reason.text("a few words");
            if (words != null) {
                skips.add(new Mapping.Skip(tests, words));
            }
        }
        return skips;
    }

    private Mapping.@Nullable Group group(@Nullable MapNode node) {
        MapNode.Keys keys = node == null ? null : node.block("group", List.of("by", "window"));
        MapNode by = keys == null ? null
                : keys.need("by", "the columns that rows of one order have in common", "by: InvoiceNo");
        MapNode window = keys == null ? null
                : keys.need("window", "within how many rows all rows of an order stand", "window: 50000 rows");
        List<Column> columnsBy = by == null ? List.of() : columns.named(by);
        int rows = window == null ? 1 : window.count("rows", 1, LARGEST_WINDOW, 1);
        return by == null || window == null ? null : new Mapping.Group(columnsBy, rows);
    }

    private List<Column> occurrence(@Nullable MapNode node) {
        MapNode.Keys keys = node == null ? null : node.block("occurrence", List.of("by"));
        MapNode by = keys == null ? null
                : keys.need("by", "the columns within which {occurrence} counts", "by: [customer, date]");
        return by == null ? List.of() : columns.named(by);
    }
}
