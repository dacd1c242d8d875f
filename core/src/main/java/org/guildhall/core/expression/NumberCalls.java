package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.guildhall.core.number.Rounding;

/** The functions of numbers. */
final class NumberCalls {
    private final Lowering lowering;
    private final Calls calls;

    NumberCalls(Lowering lowering, Calls calls) {
        this.lowering = lowering;
        this.calls = calls;
    }

    Value call(Functions function, CelExpr part, List<CelExpr> on) {
        try {
            return switch (function) {
                case MIN, MAX -> extreme(function == Functions.MIN, on);
                case WHOLE -> whole(on);
                case DIVIDE -> divide(on);
                default -> rounded(function, on);
            };
        } catch (RuleFailedException overflow) {
            return lowering.refuse(part, "a number of at most " + Exact.MOST_DIGITS + " digits");
        }
    }

    private Value extreme(boolean smaller, List<CelExpr> on) {
        Value.Number left = lowering.number(on.get(0));
        Value.Number right = lowering.number(on.get(1));
        if (left == null || right == null) {
            return Value.FAULTY;
        }
        int scale = Math.max(left.scale(), right.scale());
        return of(Arithmetic.scaled(left, scale), Arithmetic.scaled(right, scale), smaller ? Math::min : Math::max,
                scale);
    }

    private Value whole(List<CelExpr> on) {
        Value.Number left = lowering.number(on.get(0));
        Value.Number right = lowering.number(on.get(1));
        if (left == null || right == null) {
            return Value.FAULTY;
        }
        if (right.constant() != null && right.constant() <= 0) {
            return lowering.refuse(on.get(1), "a number above 0");
        }
        int scale = Math.max(left.scale(), right.scale());
        long aFactor = Exact.power(scale - left.scale());
        long bFactor = Exact.power(scale - right.scale());
        return of(left, right, (a, b) -> Exact.whole(a, aFactor, b, bFactor), 0);
    }

    private Value divide(List<CelExpr> on) {
        Value.Number left = lowering.number(on.get(0));
        Value.Number right = lowering.number(on.get(1));
        int digits = calls.digits(on.get(2));
        Rounding rounding = calls.rounding(on.get(3));
        if (left == null || right == null || digits < 0 || rounding == null) {
            return Value.FAULTY;
        }
        if (right.constant() != null && right.constant() == 0) {
            return lowering.refuse(on.get(1), "a number other than 0");
        }
        int shift = digits + right.scale() - left.scale();
        if (shift > Exact.MOST_DIGITS) {
            return lowering.refuse(on.get(2), "at most " + (digits - shift + Exact.MOST_DIGITS) + " digits here");
        }
        long aFactor = Exact.power(Math.max(0, shift));
        long bFactor = Exact.power(Math.max(0, -shift));
        return of(left, right, (a, b) -> Exact.divide(a, aFactor, b, bFactor, rounding), digits);
    }

    private Value rounded(Functions function, List<CelExpr> on) {
        Value.Number number = lowering.number(on.get(0));
        int digits = function == Functions.ROUND ? calls.digits(on.get(1)) : 0;
        Rounding rounding = function == Functions.ROUND ? calls.rounding(on.get(2)) : Rounding.DOWN;
        if (number == null || digits < 0 || rounding == null) {
            return Value.FAULTY;
        }
        if (function == Functions.ABS) {
            return of(number, Math::abs, number.scale());
        }
        if (digits >= number.scale()) {
            return number;
        }
        long divisor = Exact.power(number.scale() - digits);
        return of(number, switch (function) {
            case FLOOR -> a -> Math.floorDiv(a, divisor);
            case CEIL -> a -> Math.ceilDiv(a, divisor);
            default -> a -> rounding.divide(a, divisor);
        }, digits);
    }

    /** What an operation gives for a number; for a constant at once. */
    private static Value of(Value.Number number, LongUnaryOperator operation, int scale) {
        if (number.constant() != null) {
            return Value.Number.constant(operation.applyAsLong(number.constant()), scale);
        }
        LongCode a = number.code();
        return stepped((facts, lines) -> operation.applyAsLong(a.run(facts, lines)), scale);
    }

    /** What an operation gives for two numbers; for constants at once, where it gives anything. */
    private static Value of(Value.Number left, Value.Number right, LongBinaryOperator operation, int scale) {
        if (Arithmetic.areConstant(left, right)) {
            try {
                return Value.Number.constant(
                        operation.applyAsLong(Arithmetic.constant(left), Arithmetic.constant(right)), scale);
            } catch (RuleFailedException beyond) {
                // Terms that were published with it stay readable: it fails where it is asked for.
            }
        }
        LongCode a = left.code();
        LongCode b = right.code();
        return stepped((facts, lines) -> operation.applyAsLong(a.run(facts, lines), b.run(facts, lines)), scale);
    }

    private static Value stepped(LongCode code, int scale) {
        return Value.Number.computed((facts, lines) -> {
            facts.step();
            return code.run(facts, lines);
        }, scale);
    }
}
