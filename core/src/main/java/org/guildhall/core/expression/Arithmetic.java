package org.guildhall.core.expression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sums, products and choices of exact numbers; the digits of each result are known here, at compile time. */
final class Arithmetic {
    private Arithmetic() {}

    static Value.Number add(Value.Number left, Value.Number right) {
        int scale = Math.max(left.scale(), right.scale());
        Value.Number one = scaled(left, scale);
        Value.Number other = scaled(right, scale);
        if (areConstant(one, other)) {
            return Value.Number.constant(Exact.add(constant(one), constant(other)), scale);
        }
        LongCode a = one.code();
        LongCode b = other.code();
        return Value.Number.computed((facts, lines) -> Exact.add(a.run(facts, lines), b.run(facts, lines)), scale);
    }

    static Value.Number subtract(Value.Number left, Value.Number right) {
        int scale = Math.max(left.scale(), right.scale());
        Value.Number one = scaled(left, scale);
        Value.Number other = scaled(right, scale);
        if (areConstant(one, other)) {
            return Value.Number.constant(Exact.subtract(constant(one), constant(other)), scale);
        }
        LongCode a = one.code();
        LongCode b = other.code();
        return Value.Number.computed((facts, lines) -> Exact.subtract(a.run(facts, lines), b.run(facts, lines)), scale);
    }

    /** The product, null where it has more digits after the point than fit. */
    static Value.@Nullable Number multiply(Value.Number left, Value.Number right) {
        int scale = left.scale() + right.scale();
        if (scale > Exact.MOST_DIGITS) {
            return null;
        }
        if (areConstant(left, right)) {
            return Value.Number.constant(Exact.multiply(constant(left), constant(right)), scale);
        }
        LongCode a = left.code();
        if (right.constant() != null) {
            long factor = right.constant();
            return Value.Number.computed((facts, lines) -> Exact.multiply(a.run(facts, lines), factor), scale);
        }
        LongCode b = right.code();
        return Value.Number.computed((facts, lines) -> Exact.multiply(a.run(facts, lines), b.run(facts, lines)), scale);
    }

    static Value.Number choose(Value.Truth condition, Value.Number left, Value.Number right) {
        int scale = Math.max(left.scale(), right.scale());
        if (condition.constant() != null) {
            return scaled(condition.constant() ? left : right, scale);
        }
        BooleanCode test = condition.code();
        LongCode a = scaled(left, scale).code();
        LongCode b = scaled(right, scale).code();
        return Value.Number.computed(
                (facts, lines) -> test.run(facts, lines) ? a.run(facts, lines) : b.run(facts, lines), scale);
    }

    /** The same number with at least as many digits after the point. */
    static Value.Number scaled(Value.Number number, int scale) {
        if (number.scale() == scale) {
            return number;
        }
        long factor = Exact.power(scale - number.scale());
        if (number.constant() != null) {
            return Value.Number.constant(Exact.multiply(number.constant(), factor), scale);
        }
        LongCode code = number.code();
        return Value.Number.computed((facts, lines) -> Exact.multiply(code.run(facts, lines), factor), scale);
    }

    static boolean areConstant(Value.Number one, Value.Number other) {
        return one.constant() != null && other.constant() != null;
    }

    static long constant(Value.Number number) {
        return Objects.requireNonNull(number.constant());
    }
}
