package org.guildhall.app.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads tests of a row: {@code InvoiceNo starts with C}. */
record ConditionReader(Columns columns) {

    /** One or a list of them. */
    List<Condition> conditions(MapNode node) {
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
        Column column = columns.named(node, blank < 0 ? text : text.substring(0, blank));
        String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
        for (Condition.Operator operator : Condition.Operator.values()) {
            if (rest.equals(operator.words())
                    || (rest.startsWith(operator.words() + " ") && !operator.takesNoValue())) {
                return condition(node, column, operator, rest.substring(operator.words().length()).strip());
            }
        }
        node.wrong("behind the column one of: " + Arrays.stream(Condition.Operator.values())
                .map(Condition.Operator::words)
                .collect(Collectors.joining(", ")), null);
        return null;
    }

    /** @param column null for one that there is not, which is reported */
    private static @Nullable Condition condition(MapNode node, @Nullable Column column, Condition.Operator operator,
            String value) {
        if (value.isEmpty() && !operator.takesNoValue()) {
            node.wrong("a value behind \"" + operator.words() + "\"", null);
            return null;
        }
        if (operator.ofNumbers()) {
            return comparison(node, column, operator, value);
        }
        List<String> values = new ArrayList<>();
        for (String one : operator == Condition.Operator.ONE_OF ? value.split(",", -1) : new String[]{value}) {
            values.add(one.strip());
        }
        return column == null ? null : new Condition(column, operator, values, 0);
    }

    private static @Nullable Condition comparison(MapNode node, @Nullable Column column,
            Condition.Operator operator, String value) {
        if (column != null && !(column.format() instanceof Column.Format.Decimal)) {
            node.wrong("a column that is written as a number before \"" + operator.words() + "\"", null);
        }
        try {
            long number = Decimals.read(value, Condition.COMPARED_DIGITS, '.');
            return column == null ? null : new Condition(column, operator, List.of(value), number);
        } catch (BadValueException wrong) {
            node.wrong("a number behind \"" + operator.words() + "\"", null);
            return null;
        }
    }
}
