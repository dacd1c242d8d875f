package org.guildhall.app.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.language.FieldForm;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.request.Moments;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Joins a mapping with a programme's terms: names become numbers, texts become exact values. */
final class Binder {
    private final Mapping mapping;
    private final Terms terms;

    Binder(Mapping mapping, Terms terms) {
        this.mapping = mapping;
        this.terms = terms;
    }

    /** An activity kind of the mapping as the terms have it. */
    record Bound(int kind, String name, List<Condition> when, Template id, List<Cell> fields,
            @Nullable List<Cell> lines) {}

    List<Bound> kinds() {
        List<Bound> bound = new ArrayList<>();
        for (Mapping.Kind kind : mapping.kinds) {
            ActivityKind known = terms.kind(kind.name());
            if (known == null) {
                List<String> names = terms.kinds().stream().map(ActivityKind::name).toList();
                kind.node()
                        .add("the activity " + kind.name(),
                                "a kind of " + terms.programme() + ": " + String.join(", ", names),
                                Nearest.to(kind.name(), names));
                continue;
            }
            List<Cell> fields = cells(kind.node(), kind.fields(), known.fields(), kind.name());
            Map<String, Mapping.Target> lines = kind.lines();
            if ((lines != null) != known.hasLines()) {
                kind.node()
                        .add(lines == null ? "no key lines" : "the key lines",
                                kind.name()
                                        + (known.hasLines() ? " with lines" : " without lines, as its terms have it"),
                                null);
            }
            bound.add(new Bound(known.number(), known.name(), kind.when(), kind.id(), fields,
                    lines == null ? null : cells(kind.node(), lines, known.lines(), "a line of " + kind.name())));
        }
        return bound;
    }

    /** The cells for {@code targets}; every required field must be among them. */
    List<Cell> cells(MapNode node, Map<String, Mapping.Target> targets, List<Field> fields, String what) {
        Map<String, Field> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        List<Cell> cells = new ArrayList<>();
        targets.forEach((name, target) -> {
            Field field = byName.get(name);
            if (field == null) {
                List<String> names = fields.stream().map(Field::name).toList();
                target.node()
                        .add("the field " + name, "a field of " + what + ": " + String.join(", ", names),
                                Nearest.to(name, names));
            } else {
                cells.add(cell(field, target));
            }
        });
        for (Field field : fields) {
            if (field.required() && !targets.containsKey(field.name())) {
                node.missing(field.name(), "the terms require it of " + what, null);
            }
        }
        return cells;
    }

    private Cell cell(Field field, Mapping.Target target) {
        return switch (target.source()) {
            case Source.Always always -> constant(field, always.text(), target.node());
            case Source.Made made -> {
                if (!isText(field.type())) {
                    target.node().wrong(words(field), null);
                }
                yield (row, into) -> into.text(field.symbol(), fitting(field, row.made(made.template(), () -> 1)));
            }
            case Source.From from -> {
                if (!suits(from.column().format(), field.type())) {
                    target.node()
                            .add("the column " + from.column().name(), words(field)
                                    + "; the columns say how a column is written", null);
                }
                yield (row, into) -> {
                    if (!row.slice(from.column()).isEmpty()) {
                        put(row, field, from, into);
                    } else if (field.required()) {
                        throw BadValueException.of("", words(field)).in(from.column());
                    }
                };
            }
        };
    }

    private void put(FileRow row, Field field, Source.From from, Fields.Builder into) throws BadValueException {
        Column column = from.column();
        switch (field.type()) {
            case FieldType.Money money -> into.number(field.symbol(), number(row, field, from, money.digits()));
            case FieldType.Decimal decimal -> into.number(field.symbol(), number(row, field, from, decimal.digits()));
            case FieldType.Number number -> into.number(field.symbol(), number(row, field, from, 0));
            case FieldType.Flag flag -> into.number(field.symbol(), row.flag(column) ? 1 : 0);
            case FieldType.Moment moment -> into.number(field.symbol(), row.moment(column));
            case FieldType.Day day -> into.number(field.symbol(), row.day(column, mapping.zone));
            case FieldType.Text text -> into.text(field.symbol(), fitting(row, field, from));
            case FieldType.Key key -> into.text(field.symbol(), fitting(row, field, from));
            case FieldType.OneOf oneOf -> {
                String word = meant(row.text(column), from);
                Integer symbol = oneOf.words().get(word);
                if (symbol == null) {
                    throw BadValueException.of(row.text(column), "one of " + String.join(", ", oneOf.words().keySet())
                            + taken(row.text(column), word)).in(column);
                }
                into.number(field.symbol(), symbol);
            }
        }
    }

    private static long number(FileRow row, Field field, Source.From from, int digits) throws BadValueException {
        long found = row.number(from.column(), digits);
        long number = from.negated() ? -found : found;
        if (number < FieldForm.least(field) || number > FieldForm.most(field)) {
            throw BadValueException.of(row.slice(from.column()), bounds(field, from, digits)).in(from.column());
        }
        return number;
    }

    private static String bounds(Field field, Source.From from, int digits) {
        BigDecimal least = BigDecimal.valueOf(FieldForm.least(field), digits);
        BigDecimal most = BigDecimal.valueOf(FieldForm.most(field), digits);
        return from.negated()
                ? most.negate().toPlainString() + " to " + least.negate().toPlainString() + " as " + field.name()
                        + ", negated"
                : least.toPlainString() + " to " + most.toPlainString() + " as " + field.name();
    }

    private static String taken(String text, String word) {
        return text.equals(word) ? "" : "; the mapping takes it for \"" + word + "\"";
    }

    private static String meant(String text, Source.From from) {
        return from.words().getOrDefault(text, text);
    }

    private static String fitting(FileRow row, Field field, Source.From from) throws BadValueException {
        try {
            return fitting(field, meant(row.text(from.column()), from));
        } catch (BadValueException wrong) {
            throw wrong.in(from.column());
        }
    }

    private static String fitting(Field field, String text) throws BadValueException {
        if (field.type() instanceof FieldType.Text type && text.length() > type.maximumLength()) {
            throw BadValueException.of(text, "at most " + type.maximumLength() + " characters as " + field.name());
        }
        return text;
    }

    private Cell constant(Field field, String text, MapNode node) {
        long number;
        try {
            number = switch (field.type()) {
                case FieldType.Money money -> Decimals.read(text, money.digits(), '.');
                case FieldType.Decimal decimal -> Decimals.read(text, decimal.digits(), '.');
                case FieldType.Number whole -> Decimals.read(text, 0, '.');
                case FieldType.Flag flag ->
                        text.equals("true") ? 1 : text.equals("false") ? 0 : refuse(text, words(field));
                case FieldType.Moment moment -> Moments.of(text, mapping.zone);
                case FieldType.Day day -> LocalDate.parse(text).toEpochDay();
                case FieldType.OneOf oneOf -> {
                    Integer symbol = oneOf.words().get(text);
                    yield symbol == null ? refuse(text, words(field)) : symbol;
                }
                case FieldType.Text any -> 0;
                case FieldType.Key key -> 0;
            };
            if (isText(field.type())) {
                fitting(field, text);
            }
        } catch (BadValueException | DateTimeException wrong) {
            node.add("\"" + text + "\"", words(field), null);
            number = 0;
        }
        long value = number;
        return isText(field.type())
                ? (row, into) -> into.text(field.symbol(), text)
                : (row, into) -> into.number(field.symbol(), value);
    }

    private static long refuse(String text, String expected) throws BadValueException {
        throw BadValueException.of(text, expected);
    }

    private static boolean isText(FieldType type) {
        return type instanceof FieldType.Text || type instanceof FieldType.Key;
    }

    private static boolean suits(Column.Format format, FieldType type) {
        return switch (type) {
            case FieldType.Money money -> format instanceof Column.Format.Decimal;
            case FieldType.Decimal decimal -> format instanceof Column.Format.Decimal;
            case FieldType.Number number -> format instanceof Column.Format.Decimal;
            case FieldType.Flag flag -> format instanceof Column.Format.Flag;
            case FieldType.Moment moment -> format.isTime();
            case FieldType.Day day -> format.isTime();
            case FieldType.Text text -> true;
            case FieldType.Key key -> true;
            case FieldType.OneOf oneOf -> true;
        };
    }

    private static String words(Field field) {
        return switch (field.type()) {
            case FieldType.Money money -> "money as " + field.name() + ", written as a number";
            case FieldType.Decimal decimal -> "a number as " + field.name();
            case FieldType.Number number -> "a whole number as " + field.name() + ", written as a number";
            case FieldType.Flag flag -> "true or false as " + field.name() + ", written as a flag";
            case FieldType.Moment moment -> "a time as " + field.name();
            case FieldType.Day day -> "a day as " + field.name();
            case FieldType.Text text -> "a text as " + field.name();
            case FieldType.Key key -> "a key as " + field.name();
            case FieldType.OneOf oneOf -> "one of " + String.join(", ", oneOf.words().keySet()) + " as " + field.name();
        };
    }
}
