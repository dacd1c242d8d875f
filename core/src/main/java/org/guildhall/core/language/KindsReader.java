package org.guildhall.core.language;

import static org.guildhall.core.language.Language.EARNS;
import static org.guildhall.core.language.Language.FIELDS;
import static org.guildhall.core.language.Language.LINES;
import static org.guildhall.core.language.Language.MATCH;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.activity.Verbs;
import org.guildhall.core.expression.Compiled;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Earns;
import org.guildhall.core.terms.ActivityKind.Match;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.FiguresBy;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads {@code activities}. */
final class KindsReader {
    private static final Period NO_PERIOD = new Period(1, PeriodUnit.DAYS);
    private static final Earns LINES_ALONE = new Earns(false, false, false, false, Rounding.HALF_UP);

    /** The parts of an order beside its lines, and the key that says whether each earns. */
    private static final Map<KnownField, Key<Boolean>> DECLARED_PARTS = new EnumMap<>(Map.of(
            KnownField.DELIVERY, Language.DELIVERY_EARNS, KnownField.TAX, Language.TAX_EARNS,
            KnownField.GIFT_CARDS, Language.GIFT_CARDS_EARN, KnownField.PAID_WITH_POINTS, Language.POINTS_EARN));

    private final Draft draft;
    private final FieldsReader fields;

    KindsReader(Draft draft) {
        this.draft = draft;
        this.fields = new FieldsReader(draft.reading);
    }

    /** Kinds that stand for themselves first: the others refer to them. */
    void read() {
        List<Named.Entry<Parts>> entries = draft.entries(Language.ACTIVITIES);
        for (Named.Entry<Parts> entry : entries) {
            draft.reading.number("kind", entry.name());
            if (Verbs.ALL.contains(entry.name()) && !draft.reading.isPublished()) {
                draft.problems.add(entry.place(), "a kind " + entry.name(),
                        "another name: " + entry.name() + " is something else that is asked of a member", null);
            }
        }
        List<Named.Entry<Parts>> others = new ArrayList<>();
        for (Named.Entry<Parts> entry : entries) {
            Parts parts = entry.value();
            if (parts != null && (parts.said(Language.RETURNS) || parts.said(Language.FULFILS))) {
                others.add(entry);
            } else if (parts != null) {
                draft.kinds.put(entry.name(), plain(entry.name(), parts));
            }
        }
        for (Named.Entry<Parts> entry : others) {
            Parts parts = Objects.requireNonNull(entry.value());
            draft.kinds.put(entry.name(), parts.said(Language.RETURNS)
                    ? returning(entry.name(), parts)
                    : fulfilling(entry.name(), parts));
        }
    }

    private ActivityKind plain(String name, Parts parts) {
        List<Field> once = fields.read(parts.or(FIELDS, List.of()),
                parts.said(LINES) ? FieldsReader.Where.BESIDE_LINES : FieldsReader.Where.ACTIVITY);
        List<Field> lines = fields.read(parts.or(LINES, List.of()), FieldsReader.Where.LINE);
        Earns earns = null;
        if (parts.said(LINES)) {
            lineField(parts, lines, KnownField.QUANTITY, "number");
            lineField(parts, lines, KnownField.PRICE, "money");
            parts.require(EARNS, "{rounding: half-up}");
            earns = earns(parts, once);
        } else {
            parts.refuse(EARNS, "the kind has no lines");
        }
        Compiled.Sound<Condition> effective = draft.expressions.condition(parts.get(Language.EFFECTIVE),
                draft.activityAlone(new Scope.Kind(name, once, lines)));
        draft.count(name, effective == null ? 0 : effective.steps());
        if (effective != null && !effective.looksOnlyAtActivity()) {
            parts.wrong(Language.EFFECTIVE, "a condition on the activity alone", null);
        }
        return new ActivityKind(number(name), name, parts.or(Language.KIND_NAMES, Draft.NO_TEXTS), once, lines, earns,
                effective == null ? Condition.ALWAYS : effective.expression(), new Role.Plain(), late(parts),
                parts.or(Language.REVERSIBLE, Optional.of(NO_PERIOD)).orElse(null),
                figuresBy(name, parts, once, lines));
    }

    private List<FiguresBy> figuresBy(String kind, Parts parts, List<Field> once, List<Field> lines) {
        List<FiguresBy> all = new ArrayList<>();
        for (Node.Text text : parts.or(Language.FIGURES_BY, List.of())) {
            Field field = find(once, text.text());
            boolean ofLines = field == null;
            field = ofLines ? find(lines, text.text()) : field;
            if (all.stream().anyMatch(by -> by.field().name().equals(text.text()))) {
                draft.problems.wrong(text, "each field once", null);
            } else if (field != null && field.type() instanceof FieldType.OneOf oneOf) {
                Map<Integer, Integer> symbols = new LinkedHashMap<>();
                oneOf.words()
                        .forEach((word, symbol) -> symbols.put(symbol, draft.reading.number("part",
                                kind + "/" + text.text() + "/" + word)));
                all.add(new FiguresBy(field, ofLines, Collections.unmodifiableMap(symbols)));
            } else {
                List<String> known = Stream.concat(once.stream(), lines.stream())
                        .filter(one -> one.type() instanceof FieldType.OneOf)
                        .map(Field::name)
                        .toList();
                draft.problems.wrong(text, known.isEmpty()
                        ? "a field with a list of words, of which there is none"
                        : "a field with a list of words: " + Phrases.list(known, "or"),
                        Nearest.to(text.text(), known));
            }
        }
        return List.copyOf(all);
    }

    static @Nullable Field find(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElse(null);
    }

    private @Nullable Earns earns(Parts kind, List<Field> once) {
        Parts parts = kind.get(EARNS);
        if (parts == null) {
            return null;
        }
        DECLARED_PARTS.forEach((field, key) -> {
            if (has(once, field)) {
                parts.require(key, "no");
            } else {
                parts.refuse(key, "the fields declare none");
            }
        });
        return new Earns(parts.or(Language.DELIVERY_EARNS, false), parts.or(Language.TAX_EARNS, false),
                parts.or(Language.GIFT_CARDS_EARN, false), parts.or(Language.POINTS_EARN, false),
                parts.or(Language.AMOUNT_ROUNDING, Rounding.HALF_UP));
    }

    private ActivityKind returning(String name, Parts parts) {
        List<Field> once = fields.read(parts.or(FIELDS, List.of()), FieldsReader.Where.ACTIVITY);
        List<Field> lines = fields.read(parts.or(LINES, List.of()), FieldsReader.Where.LINE);
        ActivityKind returned = referred(parts, Language.RETURNS);
        Match match = parts.or(MATCH, Match.BY_ORDER);
        if (returned != null && returned.reversible() == null) {
            parts.wrong(Language.RETURNS, "a kind that is reversible: " + returned.name() + " never is", null);
        }
        if (match == Match.BY_ORDER) {
            fields.imply(once, KnownField.OF);
            if (!parts.said(LINES) && !has(once, KnownField.AMOUNT)) {
                draft.problems.add(parts.title(), name + " without lines and without a field amount",
                        "what is taken back: lines with a quantity, or the field amount",
                        "fields: {amount: money}");
            }
        } else {
            parts.require(LINES, "{product: text, quantity: number}");
            lineField(parts, lines, KnownField.PRODUCT, "text");
            if (returned != null && !has(returned.lines(), KnownField.PRODUCT)) {
                parts.wrong(MATCH, "order: the lines of " + returned.name() + " have no product", "order");
            }
        }
        if (parts.said(LINES)) {
            lineField(parts, lines, KnownField.QUANTITY, "number");
            if (returned != null && !returned.hasLines()) {
                parts.refuse(LINES, returned.name() + " has none");
            }
        }
        return new ActivityKind(number(name), name, parts.or(Language.KIND_NAMES, Draft.NO_TEXTS), once, lines,
                returnedValue(lines, returned), Condition.ALWAYS,
                new Role.Return(returned == null ? 0 : returned.number(), match), late(parts), null, List.of());
    }

    /** A return with priced lines has an amount as well, so that what finds no purchase can be told in money. */
    private static @Nullable Earns returnedValue(List<Field> lines, @Nullable ActivityKind returned) {
        if (!has(lines, KnownField.PRICE) || !has(lines, KnownField.QUANTITY)) {
            return null;
        }
        return returned == null || returned.earns() == null
                ? LINES_ALONE
                : new Earns(false, false, false, false, returned.earns().rounding());
    }

    private ActivityKind fulfilling(String name, Parts parts) {
        List<Field> once = fields.read(parts.or(FIELDS, List.of()), FieldsReader.Where.ACTIVITY);
        fields.imply(once, KnownField.OF);
        ActivityKind fulfilled = referred(parts, Language.FULFILS);
        if (fulfilled != null && fulfilled.reversible() == null) {
            parts.wrong(Language.FULFILS, "a kind that is reversible: " + fulfilled.name()
                    + " never is, and is not remembered", null);
        }
        return new ActivityKind(number(name), name, parts.or(Language.KIND_NAMES, Draft.NO_TEXTS), once, List.of(),
                null, Condition.ALWAYS, new Role.Fulfilment(fulfilled == null ? 0 : fulfilled.number()), late(parts),
                null, List.of());
    }

    private @Nullable ActivityKind referred(Parts parts, Key<Integer> key) {
        Integer number = parts.get(key);
        ActivityKind kind = number == null ? null : draft.kind(number);
        if (number != null && (kind == null || !(kind.role() instanceof Role.Plain))) {
            parts.wrong(key, "a kind that stands for itself, not one that returns or fulfils", null);
            return null;
        }
        return kind;
    }

    private Period late(Parts parts) {
        Period late = parts.get(Language.LATE);
        if (late == null) {
            return NO_PERIOD;
        }
        draft.withinDailyTotals(parts, Language.LATE, Periods.mostDays(late), "a period");
        return late;
    }

    private void lineField(Parts parts, List<Field> lines, KnownField known, String type) {
        List<Named.Entry<Words.TypeOf>> declared = parts.get(LINES);
        if (declared == null || declared.stream().anyMatch(entry -> entry.name().equals(known.word()))) {
            return;
        }
        draft.problems.add(parts.place(LINES),
                "lines without " + (has(lines, known) ? "a required " : "") + known.word(),
                "a field " + known.word() + " in each line", known.word() + ": " + type);
    }

    private int number(String kind) {
        return draft.reading.number("kind", kind);
    }

    static boolean has(List<Field> fields, KnownField known) {
        return fields.stream().anyMatch(field -> field.symbol() == known.symbol());
    }
}
