package org.guildhall.core.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of expressions, in the order in which the guide tells of them. Beside them stand the operators
 * {@code + - *}, {@code == != < <= > >=}, {@code in}, {@code && || !} and {@code condition ? one : other}, which are
 * worked out from left to right and no further than needed.
 *
 * <p>A number is whole or a decimal with a known number of digits after the point; nothing is rounded unless a function
 * says how. A field that is absent fails the rule, save in {@code has} and in {@code ==}, {@code !=} and {@code in},
 * where it equals nothing, not even another absent field.
 */
public enum Functions {
    HAS("has", Form.GLOBAL, 1, "has(activity.brand)", "Whether an optional field is there."),
    EXISTS("exists", Form.LOOP, 2, "activity.lines.exists(l, condition)", "Whether a line meets the condition."),
    EXISTS_ONE("exists_one", Form.LOOP, 2, "activity.lines.exists_one(l, condition)",
            "Whether exactly one line meets the condition."),
    ALL("all", Form.LOOP, 2, "activity.lines.all(l, condition)", "Whether every line does; true where there is none."),
    FILTER("filter", Form.LOOP, 2, "activity.lines.filter(l, condition)", "The lines that do."),
    MAP("map", Form.LOOP, 2, "activity.lines.map(l, value)", "A value for each line."),
    SUM("sum", Form.LOOP, 2, "activity.lines.sum(l, number)", "The sum of a number over the lines."),
    SIZE("size", Form.MEMBER, 0, "activity.lines.size()",
            "How many lines, or how many characters of a text; also written size(activity.lines)."),
    STARTS_WITH("startsWith", Form.MEMBER, 1, "line.product.startsWith(text)", "Whether a text begins with another."),
    ENDS_WITH("endsWith", Form.MEMBER, 1, "line.product.endsWith(text)", "Whether a text ends with another."),
    CONTAINS("contains", Form.MEMBER, 1, "line.product.contains(text)", "Whether a text contains another."),
    MIN("min", Form.GLOBAL, 2, "min(a, b)", "The smaller of two numbers."),
    MAX("max", Form.GLOBAL, 2, "max(a, b)", "The larger of two numbers."),
    ABS("abs", Form.GLOBAL, 1, "abs(a)", "A number without its sign."),
    FLOOR("floor", Form.GLOBAL, 1, "floor(a)", "The whole number at or below."),
    CEIL("ceil", Form.GLOBAL, 1, "ceil(a)", "The whole number at or above."),
    ROUND("round", Form.GLOBAL, 3, "round(a, 2, \"half-up\")",
            "A number with so many digits after the point, rounded down (towards 0), up (away from 0), half-up or half-even."),
    DIVIDE("divide", Form.GLOBAL, 4, "divide(a, b, 2, \"half-up\")",
            "A quotient with so many digits after the point, rounded in the same ways."),
    WHOLE("whole", Form.GLOBAL, 2, "whole(a, b)", "How many whole b are in a; b is above 0."),
    DAY_OF_WEEK("day_of_week", Form.MEMBER, 0, "at.day_of_week()", "1 for Monday to 7, in the programme's zone."),
    DAY_OF_MONTH("day_of_month", Form.MEMBER, 0, "at.day_of_month()", "1 to 31, in the programme's zone."),
    MONTH("month", Form.MEMBER, 0, "at.month()", "1 to 12, in the programme's zone."),
    HOUR("hour", Form.MEMBER, 0, "at.hour()", "0 to 23, in the programme's zone."),
    AVAILABLE("available", Form.GLOBAL, 1, "available(\"points\")", "What the member has available of a currency."),
    COUNT("count", Form.GLOBAL, 2, "count(\"order\", \"30 days\")",
            "How many activities of a kind lie in a window, this one not counted."),
    TOTAL("total", Form.GLOBAL, 2, "total(\"order\", \"calendar month\")",
            "What the activities of a kind in a window amount to, this one not counted.");

    private final String word;
    private final Form form;
    private final int arguments;
    private final String signature;
    private final String summary;

    /** How a function is called. */
    public enum Form {
        /** {@code min(a, b)}. */
        GLOBAL,
        /** {@code at.hour()}. */
        MEMBER,
        /** {@code activity.lines.sum(l, l.price)}: with a name for each element. */
        LOOP
    }

    Functions(String word, Form form, int arguments, String signature, String summary) {
        this.word = word;
        this.form = form;
        this.arguments = arguments;
        this.signature = signature;
        this.summary = summary;
    }

    /** As an expression writes it. */
    public String word() {
        return word;
    }

    public Form form() {
        return form;
    }

    /** An example that shows what it takes. */
    public String signature() {
        return signature;
    }

    /** What it gives, in one sentence. */
    public String summary() {
        return summary;
    }

    /** Whether a call is written as this function is. */
    boolean takes(boolean onSomething, int given) {
        if (this == SIZE) {
            return given == (onSomething ? 0 : 1);
        }
        if (this == MAP && given == 3) {
            return onSomething;
        }
        return given == arguments && onSomething == (form != Form.GLOBAL);
    }

    static @Nullable Functions find(String word) {
        for (Functions function : values()) {
            if (function.word.equals(word)) {
                return function;
            }
        }
        return null;
    }

    /** Those that are called on something, or those that are not. */
    static List<String> words(boolean onSomething) {
        List<String> words = new ArrayList<>();
        for (Functions function : values()) {
            if (onSomething == (function.form != Form.GLOBAL)) {
                words.add(function.word);
            }
        }
        return words;
    }

    /** What to write instead of a function that CEL has and expressions have not, or of one that is misspelt. */
    static @Nullable String instead(String word) {
        return switch (word) {
            case "matches" -> "startsWith, endsWith or contains";
            case "int", "double", "uint", "dyn", "string" -> "the value itself, which needs no conversion";
            case "getDayOfWeek" -> "day_of_week";
            case "getDayOfMonth", "getDate" -> "day_of_month";
            case "getMonth" -> "month";
            case "getHours" -> "hour";
            case "ceiling" -> "ceil";
            case "balance" -> "available";
            case "len", "length" -> "size";
            default -> Nearest.to(word, Arrays.stream(values()).map(Functions::word).toList());
        };
    }
}
