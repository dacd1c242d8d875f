package org.guildhall.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.number.Rounding;

/** Arithmetic against BigDecimal, the bound on steps, and that the same facts always give the same. */
final class PropertiesTest {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler(10_000_000);

    /** A sum and what BigDecimal makes of it. */
    record Sum(String text, BigDecimal value) {}

    @Provide
    Arbitrary<Sum> sums() {
        return sums(5);
    }

    /** Sums nested at most this deep: left to itself the nesting has no bound, and now and then outgrows the stack. */
    private static Arbitrary<Sum> sums(int depth) {
        Arbitrary<Sum> leaves = Combinators
                .combine(Arbitraries.longs().between(-99_999, 99_999), Arbitraries.integers().between(0, 3))
                .as((unscaled, scale) -> {
                    BigDecimal value = BigDecimal.valueOf(unscaled, scale);
                    return new Sum(value.toPlainString(), value);
                });
        Arbitrary<Sum> fields = Arbitraries.of(
                new Sum("activity.amount", new BigDecimal("120.50")),
                new Sum("activity.nights", new BigDecimal("3")),
                new Sum("activity.weight", new BigDecimal("1.250")));
        if (depth == 0) {
            return Arbitraries.oneOf(leaves, fields);
        }
        Arbitrary<Sum> parts = sums(depth - 1);
        Arbitrary<Sum> operations = Combinators
                .combine(parts, Arbitraries.of("+", "-", "*", "min", "max", "neg"), parts)
                .as(PropertiesTest::operation);
        return Arbitraries.oneOf(leaves, fields, operations, operations);
    }

    private static Sum operation(Sum a, String operator, Sum b) {
        return switch (operator) {
            case "+" -> new Sum("(" + a.text + " + " + b.text + ")", a.value.add(b.value));
            case "-" -> new Sum("(" + a.text + " - " + b.text + ")", a.value.subtract(b.value));
            case "*" -> new Sum("(" + a.text + ") * (" + b.text + ")", a.value.multiply(b.value));
            case "min" -> new Sum("min(" + a.text + ", " + b.text + ")", a.value.min(b.value));
            case "max" -> new Sum("max(" + a.text + ", " + b.text + ")", a.value.max(b.value));
            default -> new Sum("-(" + a.text + ")", a.value.negate());
        };
    }

    @Property(tries = 400)
    void arithmeticIsThatOfBigDecimalOrTheRuleFails(@ForAll("sums") Sum sum) {
        if (!(COMPILER.quantity(sum.text, Example.OF_ORDER) instanceof Compiled.Sound<Quantity> sound)) {
            assertThat(COMPILER.quantity(sum.text, Example.OF_ORDER)).asString().contains("digits");
            return;
        }
        try {
            long unscaled = sound.expression().function().evaluate(Example.facts());
            assertThat(BigDecimal.valueOf(unscaled, sound.expression().scale()))
                    .as(sum.text)
                    .isEqualByComparingTo(sum.value);
        } catch (RuleFailedException overflow) {
            assertThat(overflow).hasMessageEndingWith("expected a number that fits 63 bits");
        }
    }

    @Property(tries = 400)
    void ordersAreThoseOfBigDecimal(@ForAll("sums") Sum sum, @ForAll("sums") Sum other) {
        for (String operator : List.of("<", "<=", ">", ">=", "==", "!=")) {
            int compared = sum.value.compareTo(other.value);
            boolean expected = switch (operator) {
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                case "==" -> compared == 0;
                default -> compared != 0;
            };
            String text = "(" + sum.text + ") " + operator + " (" + other.text + ")";
            if (COMPILER.condition(text, Example.OF_ORDER) instanceof Compiled.Sound<Condition> sound) {
                try {
                    assertThat(sound.expression().test(Example.facts())).as(text).isEqualTo(expected);
                } catch (RuleFailedException overflow) {
                    assertThat(overflow).hasMessageEndingWith("expected a number that fits 63 bits");
                }
            }
        }
    }

    @Property(tries = 1000)
    void quotientsAreThoseOfBigDecimal(
            @ForAll("unscaled") long a, @ForAll("unscaled") long b, @ForAll Rounding rounding) {
        if (b == 0) {
            return;
        }
        BigDecimal exact = BigDecimal.valueOf(a, 2).divide(BigDecimal.valueOf(b, 3), 4, mode(rounding));
        try {
            assertThat(BigDecimal.valueOf(Exact.divide(a, 100_000, b, 1, rounding), 4)).isEqualByComparingTo(exact);
        } catch (RuleFailedException tooLarge) {
            assertThat(exact.unscaledValue().abs().bitLength()).isGreaterThan(62);
        }
        assertThat(Exact.compare(a, 1000, b, 10)).isEqualTo(
                BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(100)).compareTo(BigDecimal.valueOf(b)));
        if (b > 0) {
            assertThat(BigDecimal.valueOf(Exact.whole(a, 1, b, 10))).isEqualByComparingTo(
                    BigDecimal.valueOf(a)
                            .divide(BigDecimal.valueOf(b).multiply(BigDecimal.TEN), 0, RoundingMode.FLOOR));
        }
    }

    @Provide
    Arbitrary<Long> unscaled() {
        return Arbitraries.longs().greaterOrEqual(-Long.MAX_VALUE);
    }

    private static RoundingMode mode(Rounding rounding) {
        return switch (rounding) {
            case DOWN -> RoundingMode.DOWN;
            case UP -> RoundingMode.UP;
            case HALF_UP -> RoundingMode.HALF_UP;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
        };
    }

    @Provide
    Arbitrary<String> loops() {
        Arbitrary<String> lines = Arbitraries.of("activity.lines",
                "activity.lines.filter(f, whole(f.quantity, 2) > 0)",
                "activity.lines.filter(f, f.product.startsWith(\"A\")).filter(g, abs(g.price) >= 0)");
        Arbitrary<String> tests = Arbitraries.of("min(l.price, 1) > 100", "l.quantity >= 0",
                "floor(l.price) in activity.lines.map(m, floor(m.price))",
                "activity.lines.exists_one(m, m.product == l.product && max(m.price, 1) > 0)",
                "activity.lines.map(m, abs(m.price)).exists(p, p + p > 1000000000)",
                "floor(l.price) in [l.quantity, floor(l.price) + 1]");
        return Combinators.combine(lines, Arbitraries.of("exists", "all", "exists_one", "filter"), tests)
                .as((over, loop, test) -> over + "." + loop + "(l, " + test + ")"
                        + (loop.equals("filter") ? ".size() >= 0" : ""));
    }

    @Property(tries = 200)
    void neverTakesMoreStepsThanWereCountedBeforehand(@ForAll("loops") String text) {
        if (COMPILER.condition(text, Example.OF_ORDER) instanceof Compiled.Sound<Condition> sound) {
            FactsOf facts = Example.facts();
            List<Fields> lines = new ArrayList<>();
            for (int i = 0; i < ExpressionCompiler.MOST_LINES; i++) {
                lines.add(facts.lines.get(i % 3));
            }
            facts.lines = lines;
            boolean first = sound.expression().test(facts);
            assertThat(facts.steps).as(text).isBetween(1L, sound.steps());
            assertThat(sound.expression().test(facts)).as(text).isEqualTo(first);
            return;
        }
        throw new AssertionError("expected to compile: " + text);
    }
}
