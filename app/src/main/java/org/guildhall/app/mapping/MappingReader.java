package org.guildhall.app.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final String file;
    private final List<Problem> problems;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    private MappingReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static Mapping read(String file, String text) throws MappingException {
        List<Problem> problems = new ArrayList<>();
        MapNode root = MapNode.read(file, text, problems);
        Mapping mapping = root == null ? null : new MappingReader(file, problems).mapping(root);
        if (mapping == null || !problems.isEmpty()) {
            throw new MappingException(problems);
        }
        return mapping;
    }

    private @Nullable Mapping mapping(MapNode root) {
        Map<String, MapNode> keys = root.block("a mapping", KEYS);
        if (keys == null) {
            return null;
        }
        CsvFormat format = format(keys.get("file"));
        readColumns(root, keys.get("columns"), format);
        ZoneId zone = zone(root, keys.get("zone"));
        Mapping.Member member = member(root, keys.get("member"));
        MapNode atNode = keys.get("at");
        Source at = at(root, atNode);
        List<Mapping.Skip> skips = skips(keys.get("skip"));
        Mapping.Group group = keys.get("group") == null ? null : group(keys.get("group"));
        List<Column> occurrence = occurrence(keys.get("occurrence"));
        MapNode activities = keys.get("activities");
        MapNode opening = keys.get("opening");
        if ((activities == null) == (opening == null)) {
            root.add(activities == null ? "neither activities nor opening" : "both activities and opening",
                    "activities: what rows become activities of which kind, or opening: what members bring along",
                    null);
            return null;
        }
        List<Mapping.Kind> kinds = activities == null ? List.of() : kinds(activities, group != null);
        Mapping.Opening opens = opening == null ? null : opening(opening);
        if (usesOccurrence(kinds) && occurrence.isEmpty()) {
            root.missing("occurrence", "the columns within which {occurrence} counts",
                    "occurrence: {by: [customer, date]}");
        }
        if (member == null || at == null || !problems.isEmpty()) {
            return null;
        }
        return new Mapping(file, format, zone, List.copyOf(columns.values()), at, atNode == null ? root : atNode,
                member,
                skips, group, occurrence, kinds, opens, problems);
    }

    private static boolean usesOccurrence(List<Mapping.Kind> kinds) {
        return kinds.stream().anyMatch(kind -> kind.id().usesOccurrence());
    }

    // file

    private static CsvFormat format(@Nullable MapNode node) {
        CsvFormat format = CsvFormat.USUAL;
        Map<String, MapNode> keys = node == null ? null
                : node.block("file", List.of("charset", "delimiter", "quote", "header", "longest-row"));
        if (keys == null) {
            return format;
        }
        for (Map.Entry<String, MapNode> entry : keys.entrySet()) {
            MapNode value = entry.getValue();
            format = switch (entry.getKey()) {
                case "charset" -> charset(format, value);
                case "delimiter" -> format.withDelimiter(delimiter(value));
                case "quote" -> format.withQuote(oneOf(value, List.of("double", "single", "none")).equals("none")
                        ? CsvFormat.NO_QUOTE
                        : oneOf(value, List.of("double", "single", "none")).equals("single") ? '\'' : '"');
                case "header" -> format.withHeader(!oneOf(value, List.of("first row", "none")).equals("none"));
                case "longest-row" -> format.withLongestRow((int) count(value, "characters", 16,
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
                    Nearest.to(String.valueOf(name),
                            List.of("UTF-8", "GB18030", "GBK", "ISO-8859-1", "windows-1252",
                                    "UTF-16")));
            return format;
        }
    }

    private static char delimiter(MapNode value) {
        List<String> words = List.of("comma", "semicolon", "tab", "pipe", "blanks");
        String text = value.text("comma, semicolon, tab, pipe, blanks, or one character");
        if (text == null) {
            return ',';
        }
        return switch (text) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab" -> '\t';
            case "pipe" -> '|';
            case "blanks" -> CsvFormat.BLANKS;
            default -> {
                if (text.length() != 1 || text.charAt(0) == '"') {
                    value.wrong("comma, semicolon, tab, pipe, blanks, or one character", Nearest.to(text, words));
                }
                yield text.charAt(0);
            }
        };
    }

    private static String oneOf(MapNode value, List<String> words) {
        String text = value.text(String.join(" or ", words));
        if (text != null && !words.contains(text)) {
            value.wrong(String.join(" or ", words), Nearest.to(text, words));
        }
        return text == null ? words.getFirst() : text;
    }

    /** {@code 50000 rows}. */
    private static long count(MapNode value, String unit, long least, long most, long otherwise) {
        String expected = least + " to " + most + " " + unit + ", such as " + Math.min(most, 50_000) + " " + unit;
        String text = value.text(expected);
        if (text == null) {
            return otherwise;
        }
        String figures = text.endsWith(" " + unit) ? text.substring(0, text.length() - unit.length() - 1).strip() : "";
        try {
            long number = Decimals.read(figures, 0, '.');
            if (number >= least && number <= most) {
                return number;
            }
        } catch (BadValueException wrong) {
            // said below
        }
        value.wrong(expected, null);
        return otherwise;
    }

    // columns

    private void readColumns(MapNode root, @Nullable MapNode node, CsvFormat format) {
        if (node == null) {
            root.missing("columns", "the columns that are used, and how their values are written",
                    "columns: {Date: day}");
            return;
        }
        Map<String, MapNode> named = node.named("columns");
        if (named == null) {
            return;
        }
        for (Map.Entry<String, MapNode> entry : named.entrySet()) {
            String name = entry.getKey();
            MapNode value = entry.getValue();
            if (!isWord(name)) {
                value.add("the column \"" + name + "\"",
                        "a name of letters, figures, _ and -; a column that the file calls otherwise is written as "
                                + "order: {header: Order No., as: text}",
                        null);
                continue;
            }
            columns.put(name, value.isBlock() ? described(name, value, format)
                    : column(name, name, 0, value, value, format));
        }
    }

    private Column described(String name, MapNode node, CsvFormat format) {
        Map<String, MapNode> keys = node.block("a column", List.of("header", "position", "as"));
        if (keys == null) {
            keys = Map.of();
        }
        String header = keys.get("header") == null ? name : keys.get("header").text("the column's name in the file");
        int position = keys.get("position") == null ? 0 : (int) position(keys.get("position"));
        MapNode as = keys.get("as");
        if (as == null) {
            node.missing("as", "how its values are written: " + FORMATS, "as: text");
            as = node;
        }
        return column(name, header == null ? name : header, position, as, node, format);
    }

    private static long position(MapNode node) {
        String text = node.text("a position, 1 for the first column");
        try {
            long position = text == null ? 1 : Decimals.read(text, 0, '.');
            if (position >= 1 && position <= 10_000) {
                return position;
            }
        } catch (BadValueException wrong) {
            // said below
        }
        node.wrong("a position, 1 for the first column", null);
        return 1;
    }

    private Column column(String name, String header, int position, MapNode as, MapNode node, CsvFormat format) {
        if (position == 0 && !format.header()) {
            node.add("the column " + name + " without a position", "a position, since the file has no header",
                    name + ": {position: " + (columns.size() + 1) + ", as: text}");
        }
        return new Column(columns.size(), name, header, position, columnFormat(as), node);
    }

    private static final String FORMATS = "text, whole, number, number with comma, flag, time and its pattern "
            + "(time yyyy-MM-dd HH:mm:ss), iso-time, epoch-seconds or epoch-milliseconds";

    private static Column.Format columnFormat(MapNode node) {
        String text = node.isBlock() ? null : node.text(FORMATS);
        if (text == null) {
            return new Column.Format.Text();
        }
        if (text.startsWith("time ")) {
            String pattern = text.substring(5).strip();
            try {
                Moments moments = new Moments(pattern, ZoneOffset.UTC);
                moments.sample();
                return new Column.Format.Moment(pattern);
            } catch (IllegalArgumentException | DateTimeException wrong) {
                node.wrong("a pattern with year, month and day, such as time yyyy-MM-dd HH:mm:ss", null);
                return new Column.Format.Moment("yyyyMMdd");
            }
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
                node.wrong(FORMATS,
                        Nearest.to(text, List.of("text", "whole", "number", "number with comma", "flag",
                                "iso-time", "epoch-seconds", "epoch-milliseconds")));
                yield new Column.Format.Text();
            }
        };
    }

    private static boolean isWord(String name) {
        return !name.isEmpty() && Character.isLetter(name.charAt(0))
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    private @Nullable Column columnNamed(MapNode node, String name) {
        Column column = columns.get(name);
        if (column == null) {
            node.add("the column \"" + name + "\"",
                    "one of the columns named above: " + String.join(", ", columns.keySet()),
                    Nearest.to(name, columns.keySet()));
        }
        return column;
    }

    private List<Column> columnsNamed(MapNode node) {
        List<Column> named = new ArrayList<>();
        for (MapNode item : node.items()) {
            String name = item.text("a column");
            Column column = name == null ? null : columnNamed(item, name);
            if (column != null) {
                named.add(column);
            }
        }
        return named;
    }

    // the row as a whole

    private ZoneId zone(MapNode root, @Nullable MapNode node) {
        if (node == null) {
            boolean needed = columns.values().stream().anyMatch(c -> c.format() instanceof Column.Format.Moment);
            if (needed) {
                root.missing("zone", "the zone of the times in the file", "zone: Europe/London");
            }
            return ZoneOffset.UTC;
        }
        String name = node.text("a zone, such as Europe/London");
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            node.wrong("a zone, such as Europe/London",
                    Nearest.to(String.valueOf(name), ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
    }

    private Mapping.@Nullable Member member(MapNode root, @Nullable MapNode node) {
        if (node == null) {
            root.missing("member", "the column that says whose row it is, and the namespace of that reference",
                    "member: {reference: CustomerID, namespace: customer}");
            return null;
        }
        Map<String, MapNode> keys = node.block("member", List.of("reference", "namespace", "none"));
        if (keys == null) {
            return null;
        }
        MapNode reference = keys.get("reference");
        MapNode namespace = keys.get("namespace");
        if (reference == null || namespace == null) {
            node.missing(reference == null ? "reference" : "namespace",
                    reference == null ? "the column that says whose row it is" : "what kind of reference that is",
                    reference == null ? "reference: CustomerID" : "namespace: customer");
            return null;
        }
        List<Column> column = columnsNamed(reference);
        String space = namespace.text("a word, such as customer");
        if (space != null && !isWord(space)) {
            namespace.wrong("a word of letters, figures, _ and -, such as customer", null);
        }
        Set<String> none = new HashSet<>();
        if (keys.get("none") != null) {
            keys.get("none")
                    .items()
                    .forEach(item -> none.add(String.valueOf(item.text("a value that stands for nobody"))));
        }
        return column.isEmpty() || space == null ? null : new Mapping.Member(column.getFirst(), space, none);
    }

    private @Nullable Source at(MapNode root, @Nullable MapNode node) {
        if (node == null) {
            root.missing("at", "the column with the time at which it happened", "at: InvoiceDate");
            return null;
        }
        Source source = source(node);
        if (source instanceof Source.From from && !from.column().format().isTime()) {
            node.wrong("a column that is written as a time", null);
        } else if (source instanceof Source.Made) {
            node.wrong("a column, or {always: 2026-01-01 00:00}", null);
        }
        return source;
    }

    private List<Mapping.Skip> skips(@Nullable MapNode node) {
        List<Mapping.Skip> skips = new ArrayList<>();
        for (MapNode item : node == null ? List.<MapNode>of() : node.items()) {
            Map<String, MapNode> keys = item.block("skip", List.of("when", "reason"));
            if (keys == null) {
                continue;
            }
            MapNode when = keys.get("when");
            MapNode reason = keys.get("reason");
            if (when == null || reason == null) {
                item.missing(when == null ? "when" : "reason",
                        when == null ? "which rows are left out" : "why, as the reconciliation shall say it", null);
                continue;
            }
            String words = reason.text("a few words");
            skips.add(new Mapping.Skip(conditions(when), words == null ? "" : words));
        }
        return skips;
    }

    private Mapping.@Nullable Group group(MapNode node) {
        Map<String, MapNode> keys = node.block("group", List.of("by", "window"));
        if (keys == null) {
            return null;
        }
        MapNode by = keys.get("by");
        MapNode window = keys.get("window");
        if (by == null || window == null) {
            node.missing(by == null ? "by" : "window",
                    by == null ? "the columns that rows of one order have in common"
                            : "within how many rows all rows of an order stand",
                    by == null ? "by: InvoiceNo" : "window: 50000 rows");
            return null;
        }
        return new Mapping.Group(columnsNamed(by), (int) count(window, "rows", 1, LARGEST_WINDOW, 1));
    }

    private List<Column> occurrence(@Nullable MapNode node) {
        Map<String, MapNode> keys = node == null ? null : node.block("occurrence", List.of("by"));
        MapNode by = keys == null ? null : keys.get("by");
        if (node != null && by == null) {
            node.missing("by", "the columns within which {occurrence} counts", "by: [customer, date]");
        }
        return by == null ? List.of() : columnsNamed(by);
    }

    // activities and openings

    private List<Mapping.Kind> kinds(MapNode node, boolean grouped) {
        Map<String, MapNode> named = node.named("activities");
        List<Mapping.Kind> kinds = new ArrayList<>();
        if (named == null) {
            return kinds;
        }
        for (Map.Entry<String, MapNode> entry : named.entrySet()) {
            Map<String, MapNode> keys = entry.getValue().block("an activity", List.of("when", "id", "fields", "lines"));
            if (keys == null) {
                continue;
            }
            MapNode id = keys.get("id");
            MapNode lines = keys.get("lines");
            if (id == null) {
                entry.getValue()
                        .missing("id", "what names the activity for good, made of columns", "id: order/{InvoiceNo}");
                continue;
            }
            if (grouped && lines == null) {
                entry.getValue().missing("lines", "what each row of the group says", null);
            }
            MapNode when = keys.get("when");
            Template template = template(id, id.text("a text such as order/{InvoiceNo}"));
            kinds.add(new Mapping.Kind(entry.getKey(), entry.getValue(), when == null ? List.of() : conditions(when),
                    template, targets(keys.get("fields")), lines == null ? null : targets(lines)));
        }
        return kinds;
    }

    private Map<String, Mapping.Target> targets(@Nullable MapNode node) {
        Map<String, Mapping.Target> targets = new LinkedHashMap<>();
        Map<String, MapNode> named = node == null ? null : node.named("fields");
        if (named != null) {
            named.forEach((name, value) -> {
                Mapping.Target target = target(value);
                if (target != null) {
                    targets.put(name, target);
                }
            });
        }
        return targets;
    }

    private Mapping.@Nullable Target target(@Nullable MapNode node) {
        Source source = node == null ? null : source(node);
        return source == null || node == null ? null : new Mapping.Target(source, node);
    }

    private Mapping.@Nullable Opening opening(MapNode node) {
        Map<String, MapNode> keys = node.block("opening", List.of("id", "joined", "fields", "lot", "standing"));
        if (keys == null) {
            return null;
        }
        MapNode id = keys.get("id");
        if (id == null) {
            node.missing("id", "what names the opening for good, made of columns", "id: opening/{Account}");
            return null;
        }
        return new Mapping.Opening(node, template(id, id.text("a text such as opening/{Account}")),
                target(keys.get("joined")), targets(keys.get("fields")), lot(keys.get("lot")),
                standing(keys.get("standing")));
    }

    private Mapping.@Nullable Lot lot(@Nullable MapNode node) {
        Map<String, MapNode> keys =
                node == null ? null : node.block("lot", List.of("currency", "amount", "earned", "expires"));
        if (node == null || keys == null) {
            return null;
        }
        Mapping.Target currency = target(keys.get("currency"));
        Mapping.Target amount = target(keys.get("amount"));
        if (currency == null || amount == null) {
            node.missing(currency == null ? "currency" : "amount",
                    currency == null ? "of which currency the lot is" : "how many points",
                    currency == null ? "currency: {always: points}" : "amount: Points");
            return null;
        }
        return new Mapping.Lot(currency, amount, target(keys.get("earned")), target(keys.get("expires")));
    }

    private Mapping.@Nullable Standing standing(@Nullable MapNode node) {
        Map<String, MapNode> keys =
                node == null ? null : node.block("standing", List.of("ladder", "tier", "since", "until"));
        if (node == null || keys == null) {
            return null;
        }
        Mapping.Target ladder = target(keys.get("ladder"));
        Mapping.Target tier = target(keys.get("tier"));
        if (ladder == null || tier == null) {
            node.missing(ladder == null ? "ladder" : "tier", "which " + (ladder == null ? "ladder" : "tier") + " it is",
                    ladder == null ? "ladder: {always: membership}" : "tier: Tier");
            return null;
        }
        return new Mapping.Standing(ladder, tier, target(keys.get("since")), target(keys.get("until")));
    }

    // small parts

    private @Nullable Source source(MapNode node) {
        if (node.isBlock()) {
            return describedSource(node);
        }
        String text = node.text("a column, -column, a text with {columns}, or {always: a value}");
        if (text == null) {
            return null;
        }
        if (text.contains("{")) {
            Template template = template(node, text);
            if (template.usesOccurrence()) {
                node.wrong("{occurrence} in an id only", null);
            }
            return new Source.Made(template);
        }
        boolean negated = text.startsWith("-");
        Column column = columnNamed(node, negated ? text.substring(1) : text);
        if (negated && column != null && !(column.format() instanceof Column.Format.Decimal)) {
            node.wrong("a column that is written as a number behind the minus", null);
        }
        return column == null ? null : new Source.From(column, negated, Map.of());
    }

    private @Nullable Source describedSource(MapNode node) {
        Map<String, MapNode> keys = node.block("a value", List.of("always", "column", "words"));
        if (keys == null) {
            return null;
        }
        MapNode always = keys.get("always");
        MapNode of = keys.get("column");
        if (always != null) {
            String text = always.text("a value");
            return text == null ? null : new Source.Always(text);
        }
        if (of == null) {
            node.missing("column", "the column that it comes from", "{always: online}");
            return null;
        }
        List<Column> column = columnsNamed(of);
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, MapNode> named = keys.get("words") == null ? null : keys.get("words").named("words");
        if (named != null) {
            named.forEach((word, meant) -> words.put(word, String.valueOf(meant.text("a word of the programme"))));
        }
        return column.isEmpty() ? null : new Source.From(column.getFirst(), false, words);
    }

    private Template template(MapNode node, @Nullable String text) {
        List<Template.Part> parts = new ArrayList<>();
        int at = 0;
        while (text != null && at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (open >= 0 && close < 0) {
                node.wrong("a closing } behind each {", null);
                break;
            }
            if (open < 0 || open > at) {
                parts.add(new Template.Part.Literal(text.substring(at, open < 0 ? text.length() : open)));
            }
            if (open < 0) {
                break;
            }
            String name = text.substring(open + 1, close);
            Column column = name.equals("occurrence") ? null : columnNamed(node, name);
            if (name.equals("occurrence")) {
                parts.add(new Template.Part.Occurrence());
            } else if (column != null) {
                parts.add(new Template.Part.Of(column));
            }
            at = close + 1;
        }
        return new Template(parts);
    }

    private List<Condition> conditions(MapNode node) {
        List<Condition> conditions = new ArrayList<>();
        for (MapNode item : node.items()) {
            String text = item.text("a test such as InvoiceNo starts with C");
            Condition condition = text == null ? null : condition(item, text);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private @Nullable Condition condition(MapNode node, String text) {
        int blank = text.indexOf(' ');
        Column column = columnNamed(node, blank < 0 ? text : text.substring(0, blank));
        String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
        List<String> words = new ArrayList<>();
        for (Condition.Operator operator : Condition.Operator.values()) {
            words.add(operator.words());
            boolean meant = rest.equals(operator.words())
                    || (rest.startsWith(operator.words() + " ") && !operator.takesNoValue());
            if (column != null && meant) {
                return condition(node, column, operator, rest.substring(operator.words().length()).strip());
            }
        }
        if (column != null) {
            node.wrong("behind the column one of: " + String.join(", ", words), null);
        }
        return null;
    }

    private static @Nullable Condition condition(MapNode node, Column column, Condition.Operator operator,
            String value) {
        if (value.isEmpty() && !operator.takesNoValue()) {
            node.wrong("a value behind \"" + operator.words() + "\"", null);
            return null;
        }
        long number = 0;
        if (operator.ofNumbers()) {
            if (!(column.format() instanceof Column.Format.Decimal)) {
                node.wrong("a column that is written as a number before \"" + operator.words() + "\"", null);
                return null;
            }
            try {
                number = Decimals.read(value, Condition.COMPARED_DIGITS, '.');
            } catch (BadValueException wrong) {
                node.wrong("a number behind \"" + operator.words() + "\"", null);
                return null;
            }
        }
        List<String> values = new ArrayList<>();
        for (String one : operator == Condition.Operator.ONE_OF ? value.split(",", -1) : new String[]{value}) {
            values.add(one.strip());
        }
        return new Condition(column, operator, values, number);
    }
}
