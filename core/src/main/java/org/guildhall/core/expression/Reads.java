package org.guildhall.core.expression;

import org.guildhall.core.activity.Fields;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;

/** Reads declared fields. */
final class Reads {
    /** Keys are opaque and bounded where activities are taken; what rules count for them is a comparison. */
    private static final int LONGEST_KEY = 256;

    private Reads() {}

    /** The field of a place, called {@code name} in expressions. */
    static Value field(Place place, String name, Field field) {
        int symbol = field.symbol();
        return switch (field.type()) {
            case FieldType.Money money -> number(place, name, symbol, money.digits());
            case FieldType.Decimal decimal -> number(place, name, symbol, decimal.digits());
            case FieldType.Number number -> number(place, name, symbol, 0);
            case FieldType.Flag flag -> {
                LongCode code = place.number(symbol, name);
                yield new Value.Truth(
                        (facts, lines) -> code.run(facts, lines) != 0, place.orAbsent(symbol), null);
            }
            case FieldType.Text text -> text(place, name, symbol, text.maximumLength(), false);
            case FieldType.Key key -> text(place, name, symbol, LONGEST_KEY, true);
            case FieldType.Moment moment ->
                    new Value.Time(place.number(symbol, name), place.orAbsent(symbol), false);
            case FieldType.Day day -> new Value.Time(place.number(symbol, name), place.orAbsent(symbol), true);
            case FieldType.OneOf oneOf -> new Value.Word(place.orAbsent(symbol), oneOf.words(), false);
        };
    }

    private static Value number(Place place, String name, int symbol, int scale) {
        return new Value.Number(place.number(symbol, name), place.orAbsent(symbol), scale, null);
    }

    private static Value text(Place place, String name, int symbol, int maximum, boolean key) {
        return new Value.Text(place.text(symbol, name), place.textOrAbsent(symbol), maximum, key, null);
    }

    /** When the member joined; fails the rule for a guest. */
    static long joinedAt(Facts facts, Fields[] lines) {
        long at = joinedAtOrAbsent(facts, lines);
        if (at == LongCode.ABSENT) {
            throw new RuleFailedException("found a guest, expected a member, or member.joined before member.joined_at");
        }
        return at;
    }

    static long joinedAtOrAbsent(Facts facts, Fields[] lines) {
        return facts.joined() ? facts.joinedAt() : LongCode.ABSENT;
    }
}
