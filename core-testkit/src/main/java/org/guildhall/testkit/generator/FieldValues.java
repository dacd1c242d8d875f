package org.guildhall.testkit.generator;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.jspecify.annotations.Nullable;

/** Makes fields of values as the terms declare their types. */
final class FieldValues {
    private final int moneyDigits;

    FieldValues(int moneyDigits) {
        this.moneyDigits = moneyDigits;
    }

    /**
     * @param value a word or text, a number, or money in minor units; a double is in whole units; null for none
     * @throws IllegalArgumentException where a required field has no value
     */
    Fields of(List<Field> declared, Function<Field, @Nullable Object> value) {
        Fields.Builder fields = new Fields.Builder();
        for (Field field : declared) {
            Object known = value.apply(field);
            if (known != null) {
                put(fields, field, known);
            } else if (field.required()) {
                throw new IllegalArgumentException("expected fields that a shop knows, but found " + field.name());
            }
        }
        return fields.build();
    }

    private void put(Fields.Builder fields, Field field, Object value) {
        switch (field.type()) {
            case FieldType.OneOf(var words) -> fields.number(field.symbol(), word(words, field, value));
            case FieldType.Text text -> fields.text(field.symbol(), (String) value);
            case FieldType.Key key -> fields.text(field.symbol(), (String) value);
            case FieldType.Money money -> fields.number(field.symbol(), number(value, moneyDigits, moneyDigits));
            case FieldType.Number number -> fields.number(field.symbol(), number(value, 0, 0));
            case FieldType.Decimal(int digits) -> fields.number(field.symbol(), number(value, digits, moneyDigits));
            case FieldType.Flag flag -> throw unknown(field);
            case FieldType.Day day -> throw unknown(field);
            case FieldType.Moment moment -> throw unknown(field);
        }
    }

    private static int word(Map<String, Integer> words, Field field, Object value) {
        Integer word = words.get(String.valueOf(value));
        if (word == null) {
            throw new IllegalArgumentException("expected one of " + words.keySet() + " as " + field.name()
                    + ", but found " + value);
        }
        return word;
    }

    /** With so many digits; a whole number comes with {@code given} digits. */
    private static long number(Object value, int digits, int given) {
        return value instanceof Double drawn
                ? Math.round(drawn * power(digits))
                : (Long) value * power(digits) / power(given);
    }

    private static IllegalArgumentException unknown(Field field) {
        return new IllegalArgumentException("expected a text, a word or a number as " + field.name() + ", but found "
                + field.type());
    }

    /** Of ten. */
    static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
