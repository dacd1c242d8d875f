package org.guildhall.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tree of one expression into code, from the leaves up, and collects what is wrong with it. It knows more than
 * CEL's checker (digits, declared words, tiers, windows), so it also works through a tree that was not checked, to say
 * in our own words what the checker objects to.
 */
final class Lowering {
    private final String text;
    final Visible visible;
    final Spans spans;
    private final List<ExpressionProblem> problems = new ArrayList<>();
    private final Map<String, Element> elements = new HashMap<>();
    private final Names names = new Names(this);
    private final Operators operators = new Operators(this, names);
    private final Calls calls = new Calls(this);
    private final Loops loops = new Loops(this);

    /**
     * What a loop's name stands for.
     *
     * @param steps what each use of it counts
     */
    record Element(Value value, long steps) {}

    /** The most steps that what was lowered so far counts; a loop multiplies what its body added. */
    long steps;
    /** Whether anything but the activity was looked at. */
    boolean looksBeyond;
    /** Whether the line was looked at that a rule per line is working out. */
    boolean looksAtLine;
    /** How many loops there are. */
    int slots;

    Lowering(String text, Visible visible, CelAbstractSyntaxTree tree) {
        this.text = text;
        this.visible = visible;
        this.spans = new Spans(text, tree.getSource());
    }

    Value lower(CelExpr part) {
        CelCall written = spans.macro(part);
        if (written != null) {
            return written.function().equals(Functions.HAS.word())
                    ? names.has(written.args().get(0))
                    : loops.loop(part, written);
        }
        return switch (part.getKind()) {
            case CONSTANT -> Literals.value(this, part);
            case IDENT -> names.identifier(part);
            case SELECT -> part.select().testOnly() ? names.has(part) : names.select(part);
            case CALL -> Operators.isOperator(part.call()) ? operators.operation(part) : calls.call(part);
            case LIST -> list(part);
            case MAP -> refuse(part, "no maps, but a list such as [1, 2]");
            case STRUCT -> refuse(part, "no structures, but a value");
            case COMPREHENSION, NOT_SET -> refuse(part, "a value");
        };
    }

    private Value list(CelExpr part) {
        List<Value> values = new ArrayList<>();
        for (CelExpr element : part.list().elements()) {
            values.add(lower(element));
        }
        return values.contains(Value.FAULTY) ? Value.FAULTY : new Value.Items(values);
    }

    Value.@Nullable Number number(CelExpr part) {
        return number(part, lower(part));
    }

    Value.@Nullable Number number(CelExpr part, Value value) {
        if (value instanceof Value.Number number) {
            return number;
        }
        mismatch(part, value, "a number");
        return null;
    }

    Value.@Nullable Truth truth(CelExpr part) {
        Value value = lower(part);
        if (value instanceof Value.Truth truth) {
            return truth;
        }
        mismatch(part, value, "true or false");
        return null;
    }

    /** A value of another kind than the place needs. */
    Value mismatch(CelExpr part, Value value, String expected) {
        return value instanceof Value.Faulty
                ? value
                : problem(spans.of(part), spans.text(part) + " (" + value.kind() + ")", expected, null);
    }

    Value refuse(CelExpr part, String expected) {
        return problem(spans.of(part), spans.text(part), expected, null);
    }

    Value problem(Spans.Span span, String found, String expected, @Nullable String suggestion) {
        problems.add(new ExpressionProblem(span.offset(), span.end(), found, expected, suggestion));
        return Value.FAULTY;
    }

    /** What is wrong so far, in the order of the text. */
    List<ExpressionProblem> problems() {
        List<ExpressionProblem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(ExpressionProblem::offset).thenComparingInt(ExpressionProblem::end));
        return sorted.stream().distinct().toList();
    }

    /** The names that loops around the present part give to their elements. */
    Map<String, Element> elements() {
        return elements;
    }

    void count(long more) {
        steps = plus(steps, more);
    }

    /** The sum, or the largest long where it is larger. */
    static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** The product, or the largest long where it is larger. */
    static long times(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }

    @Override
    public String toString() {
        return text;
    }
}
