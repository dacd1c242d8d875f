package org.guildhall.core.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * The names of a scope as expressions write them, with underscores.
 *
 * @param activity what all kinds declare with the same type
 * @param line the same for lines; empty where a kind has none
 * @param partly the names, behind {@code activity.}, {@code line.} or {@code member.}, that only some kinds declare, or with
 *        different types, or that are personal, and what to say about them
 */
record Visible(
        Scope scope,
        Map<String, Field> activity,
        Map<String, Field> line,
        Map<String, String> partly,
        Map<String, Field> member,
        Map<String, Scope.Tiers> ladders) {

    static Visible of(Scope scope) {
        Map<String, String> partly = new LinkedHashMap<>();
        Map<String, Field> member = new LinkedHashMap<>();
        for (Field field : scope.members()) {
            member.put(written(field.name()), field);
        }
        scope.personal()
                .forEach(name -> partly.put("member." + written(name),
                        "a field that is not personal: no rule reads those"));
        Map<String, Scope.Tiers> ladders = new LinkedHashMap<>();
        scope.ladders().forEach((name, tiers) -> ladders.put(written(name), tiers));
        return new Visible(
                scope,
                common("activity", scope, kind -> header(kind, scope.moneyDigits()), partly),
                common("line", scope, Scope.Kind::lines, partly),
                partly,
                member,
                ladders);
    }

    /** How an expression writes a name of the file. */
    static String written(String name) {
        return name.replace('-', '_');
    }

    boolean hasActivity() {
        return !scope.kinds().isEmpty();
    }

    boolean hasLines() {
        return hasActivity() && scope.kinds().stream().noneMatch(kind -> kind.lines().isEmpty());
    }

    private static List<Field> header(Scope.Kind kind, int moneyDigits) {
        String amount = KnownField.AMOUNT.word();
        if (kind.lines().isEmpty() || kind.fields().stream().anyMatch(field -> field.name().equals(amount))) {
            return kind.fields();
        }
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(KnownField.AMOUNT.symbol(), amount, new FieldType.Money(moneyDigits), true));
        fields.addAll(kind.fields());
        return fields;
    }

    private static Map<String, Field> common(
            String place, Scope scope, Function<Scope.Kind, List<Field>> fieldsOf, Map<String, String> partly) {
        Map<String, Map<String, Field>> byName = new LinkedHashMap<>();
        for (Scope.Kind kind : scope.kinds()) {
            for (Field field : fieldsOf.apply(kind)) {
                byName.computeIfAbsent(written(field.name()), name -> new LinkedHashMap<>()).put(kind.name(), field);
            }
        }
        Map<String, Field> common = new LinkedHashMap<>();
        byName.forEach((name, kinds) -> {
            Field merged = merged(kinds.values());
            if (merged != null && kinds.size() == scope.kinds().size()) {
                common.put(name, merged);
            } else if (merged == null) {
                partly.put(place + "." + name, "the same type of it in " + String.join(", ", kinds.keySet()));
            } else {
                List<String> others = new ArrayList<>(scope.kinds().stream().map(Scope.Kind::name).toList());
                others.removeAll(kinds.keySet());
                partly.put(place + "." + name, "a field that " + String.join(", ", others) + " also declares");
            }
        });
        return common;
    }

    private static @Nullable Field merged(Iterable<Field> fields) {
        Field merged = null;
        for (Field field : fields) {
            FieldType type = merged == null ? field.type() : same(merged.type(), field.type());
            if (type == null) {
                return null;
            }
            boolean required = field.required() && (merged == null || merged.required());
            merged = new Field(field.symbol(), field.name(), type, required);
        }
        return merged;
    }

    private static @Nullable FieldType same(FieldType a, FieldType b) {
        if (a instanceof FieldType.Text one && b instanceof FieldType.Text other) {
            return one.maximumLength() >= other.maximumLength() ? one : other;
        }
        return a.equals(b) ? a : null;
    }
}
