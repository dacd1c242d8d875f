package org.guildhall.core.expression;

/** Less and more of exact numbers and of times. */
final class Comparison {
    private Comparison() {}

    /** The four orders. */
    enum Order {
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST;

        static Order of(String operator) {
            return switch (operator) {
                case "_<_" -> LESS;
                case "_<=_" -> AT_MOST;
                case "_>_" -> MORE;
                default -> AT_LEAST;
            };
        }

        boolean holds(int compared) {
            return switch (this) {
                case LESS -> compared < 0;
                case AT_MOST -> compared <= 0;
                case MORE -> compared > 0;
                case AT_LEAST -> compared >= 0;
            };
        }
    }

    static Value numbers(Order order, Value.Number left, Value.Number right) {
        int scale = Math.max(left.scale(), right.scale());
        long leftFactor = Exact.power(scale - left.scale());
        long rightFactor = Exact.power(scale - right.scale());
        if (Arithmetic.areConstant(left, right)) {
            int compared =
                    Exact.compare(Arithmetic.constant(left), leftFactor, Arithmetic.constant(right), rightFactor);
            return Value.Truth.constant(order.holds(compared));
        }
        LongCode a = left.code();
        if (right.constant() != null && leftFactor == 1 && Exact.fits(right.constant(), rightFactor)) {
            return withConstant(order, a, right.constant() * rightFactor);
        }
        LongCode b = right.code();
        if (leftFactor == rightFactor) {
            return longs(order, a, b);
        }
        return Value.Truth.computed((facts, lines) -> order.holds(
                Exact.compare(a.run(facts, lines), leftFactor, b.run(facts, lines), rightFactor)));
    }

    private static Value withConstant(Order order, LongCode a, long b) {
        return Value.Truth.computed(switch (order) {
            case LESS -> (facts, lines) -> a.run(facts, lines) < b;
            case AT_MOST -> (facts, lines) -> a.run(facts, lines) <= b;
            case MORE -> (facts, lines) -> a.run(facts, lines) > b;
            case AT_LEAST -> (facts, lines) -> a.run(facts, lines) >= b;
        });
    }

    static Value longs(Order order, LongCode a, LongCode b) {
        return Value.Truth.computed(switch (order) {
            case LESS -> (facts, lines) -> a.run(facts, lines) < b.run(facts, lines);
            case AT_MOST -> (facts, lines) -> a.run(facts, lines) <= b.run(facts, lines);
            case MORE -> (facts, lines) -> a.run(facts, lines) > b.run(facts, lines);
            case AT_LEAST -> (facts, lines) -> a.run(facts, lines) >= b.run(facts, lines);
        });
    }
}
