package org.guildhall.core.expression;

import org.guildhall.core.activity.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Where fields are read from.
 *
 * @param name as an expression writes it, for messages
 */
record Place(What of, String name, Source source) {
    /** What the fields belong to. */
    enum What {
        ACTIVITY,
        LINE,
        MEMBER
    }

    /** Gives the fields. */
    @FunctionalInterface
    interface Source {
        Fields fields(Facts facts, Fields[] lines);
    }

    static final Place ACTIVITY = new Place(What.ACTIVITY, "activity", (facts, lines) -> facts.activity());
    static final Place LINE = new Place(What.LINE, "line", (facts, lines) -> facts.line());
    static final Place MEMBER = new Place(What.MEMBER, "member", (facts, lines) -> facts.member());

    /** The line that a loop stands at, called {@code name} in it. */
    static Place loop(String name, int slot) {
        return new Place(What.LINE, name, (facts, lines) -> lines[slot]);
    }

    String what() {
        return switch (of) {
            case ACTIVITY -> "the activity";
            case LINE -> "a line";
            case MEMBER -> "the member";
        };
    }

    BooleanCode has(int symbol) {
        return (facts, lines) -> source.fields(facts, lines).has(symbol);
    }

    LongCode orAbsent(int symbol) {
        return of == What.ACTIVITY
                ? (facts, lines) -> facts.activity().number(symbol, LongCode.ABSENT)
                : (facts, lines) -> source.fields(facts, lines).number(symbol, LongCode.ABSENT);
    }

    LongCode number(int symbol, String field) {
        String full = name + "." + field;
        return of == What.ACTIVITY
                ? (facts, lines) -> present(facts.activity().number(symbol, LongCode.ABSENT), full)
                : (facts, lines) -> present(source.fields(facts, lines).number(symbol, LongCode.ABSENT), full);
    }

    TextCode textOrAbsent(int symbol) {
        return (facts, lines) -> source.fields(facts, lines).text(symbol);
    }

    TextCode text(int symbol, String field) {
        String full = name + "." + field;
        return (facts, lines) -> present(source.fields(facts, lines).text(symbol), full);
    }

    private static long present(long value, String field) {
        if (value == LongCode.ABSENT) {
            throw absent(field);
        }
        return value;
    }

    private static String present(@Nullable String value, String field) {
        if (value == null) {
            throw absent(field);
        }
        return value;
    }

    private static RuleFailedException absent(String field) {
        return new RuleFailedException("found no " + field + ", expected one or has(" + field + ") before it");
    }
}
