package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operators: which code each becomes, and what they take. */
final class Operators {
    private final Lowering lowering;
    private final Names names;
    private final Equality equality;

    Operators(Lowering lowering, Names names) {
        this.lowering = lowering;
        this.names = names;
        this.equality = new Equality(lowering);
    }

    static boolean isOperator(CelCall call) {
        return switch (call.function()) {
            case "_+_", "_-_", "_*_", "_/_", "_%_", "-_", "_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_", "@in", "_&&_",
                    "_||_", "!_", "_?_:_", "_[_]" -> true;
            default -> false;
        };
    }

    Value operation(CelExpr part) {
        List<CelExpr> on = part.call().args();
        return switch (part.call().function()) {
            case "_+_", "_-_", "_*_" -> arithmetic(part);
            case "_/_" -> lowering.problem(lowering.spans.operator(part), "/", "a division that says how it rounds",
                    "divide(a, b, 2, \"half-up\") or whole(a, b)");
            case "_%_" -> lowering.problem(lowering.spans.operator(part), "%", "a division that says how it rounds",
                    "a - b * whole(a, b)");
            case "_[_]" -> lowering.problem(lowering.spans.of(part), lowering.spans.text(part),
                    "all lines at once", "exists, filter or sum");
            case "-_" -> negation(on.get(0));
            case "_<_", "_<=_", "_>_", "_>=_" -> order(part);
            case "_==_" -> equality.equal(part, false);
            case "_!=_" -> equality.equal(part, true);
            case "@in" -> equality.in(part);
            case "_&&_" -> both(on.get(0), on.get(1));
            case "_||_" -> either(on.get(0), on.get(1));
            case "!_" -> not(on.get(0));
            default -> choice(part);
        };
    }

    private Value arithmetic(CelExpr part) {
        String field = names.hyphenated(part);
        if (field != null) {
            Spans.Span span = lowering.spans.of(part);
            return lowering.problem(span, lowering.spans.text(part), "an underscore for each hyphen of a name", field);
        }
        List<CelExpr> on = part.call().args();
        Value.Number left = lowering.number(on.get(0));
        Value.Number right = lowering.number(on.get(1));
        if (left == null || right == null) {
            return Value.FAULTY;
        }
        return fitting(part, () -> switch (part.call().function()) {
            case "_+_" -> Arithmetic.add(left, right);
            case "_-_" -> Arithmetic.subtract(left, right);
            default -> Arithmetic.multiply(left, right);
        });
    }

    private Value negation(CelExpr on) {
        Value.Number number = lowering.number(on);
        return number == null ? Value.FAULTY : Arithmetic.subtract(Value.Number.constant(0, 0), number);
    }

    /** The number, or a problem where constants alone overflow or the digits become too many. */
    private Value fitting(CelExpr part, Supplier<Value.@Nullable Number> number) {
        try {
            Value.Number fits = number.get();
            return fits != null
                    ? fits
                    : lowering.problem(lowering.spans.of(part), lowering.spans.text(part) + " with more digits",
                            "at most " + Exact.MOST_DIGITS + " digits after the point", "round(a, 2, \"half-up\")");
        } catch (RuleFailedException overflow) {
            return lowering.refuse(part, "a number of at most " + Exact.MOST_DIGITS + " digits");
        }
    }

    private Value order(CelExpr part) {
        CelExpr one = part.call().args().get(0);
        CelExpr other = part.call().args().get(1);
        Value left = lowering.lower(one);
        Value right = lowering.lower(other);
        Comparison.Order order = Comparison.Order.of(part.call().function());
        if (left instanceof Value.Number a && right instanceof Value.Number b) {
            return Comparison.numbers(order, a, b);
        }
        if (left instanceof Value.Time a && right instanceof Value.Time b && a.day() == b.day()) {
            return Comparison.longs(order, a.code(), b.code());
        }
        if (left instanceof Value.Faulty || right instanceof Value.Faulty) {
            return Value.FAULTY;
        }
        if (left instanceof Value.Number || left instanceof Value.Time) {
            return lowering.mismatch(other, right, left.kind());
        }
        boolean time = right instanceof Value.Time;
        return lowering.mismatch(one, left, time ? right.kind() : "a number");
    }

    private Value both(CelExpr one, CelExpr other) {
        Value.Truth left = lowering.truth(one);
        Value.Truth right = lowering.truth(other);
        if (left == null || right == null) {
            return Value.FAULTY;
        }
        if (left.constant() != null) {
            return left.constant() ? right : left;
        }
        BooleanCode a = left.code();
        BooleanCode b = right.code();
        return Value.Truth.computed((facts, lines) -> a.run(facts, lines) && b.run(facts, lines));
    }

    private Value either(CelExpr one, CelExpr other) {
        Value.Truth left = lowering.truth(one);
        Value.Truth right = lowering.truth(other);
        if (left == null || right == null) {
            return Value.FAULTY;
        }
        if (left.constant() != null) {
            return left.constant() ? left : right;
        }
        BooleanCode a = left.code();
        BooleanCode b = right.code();
        return Value.Truth.computed((facts, lines) -> a.run(facts, lines) || b.run(facts, lines));
    }

    private Value not(CelExpr on) {
        Value.Truth truth = lowering.truth(on);
        if (truth == null) {
            return Value.FAULTY;
        }
        if (truth.constant() != null) {
            return Value.Truth.constant(!truth.constant());
        }
        BooleanCode code = truth.code();
        return Value.Truth.computed((facts, lines) -> !code.run(facts, lines));
    }

    private Value choice(CelExpr part) {
        List<CelExpr> on = part.call().args();
        Value.Truth condition = lowering.truth(on.get(0));
        Value one = lowering.lower(on.get(1));
        Value other = lowering.lower(on.get(2));
        if (condition == null || one instanceof Value.Faulty || other instanceof Value.Faulty) {
            return Value.FAULTY;
        }
        BooleanCode test = condition.code();
        if (one instanceof Value.Number a && other instanceof Value.Number b) {
            return fitting(part, () -> Arithmetic.choose(condition, a, b));
        }
        if (one instanceof Value.Truth a && other instanceof Value.Truth b) {
            BooleanCode yes = a.code();
            BooleanCode no = b.code();
            return Value.Truth.computed(
                    (facts, lines) -> test.run(facts, lines) ? yes.run(facts, lines) : no.run(facts, lines));
        }
        if (one instanceof Value.Text a && other instanceof Value.Text b && !a.key() && !b.key()) {
            TextCode yes = a.code();
            TextCode no = b.code();
            return Value.Text.computed(
                    (facts, lines) -> test.run(facts, lines) ? yes.run(facts, lines) : no.run(facts, lines),
                    Math.max(a.maximum(), b.maximum()));
        }
        boolean chosen = one instanceof Value.Number || one instanceof Value.Truth || one instanceof Value.Text;
        return chosen
                ? lowering.mismatch(on.get(2), other, one.kind())
                : lowering.mismatch(on.get(1), one, "a number, a text or true or false");
    }
}
