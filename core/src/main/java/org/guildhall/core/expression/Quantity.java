package org.guildhall.core.expression;

import java.math.BigDecimal;
import org.guildhall.core.number.Rounding;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression that is an exact number: {@code evaluate(facts)} units of {@code 10^-scale}.
 *
 * @param scale digits after the point of what the function gives, known when the rule was checked
 * @param constant the unscaled value where it is the same whatever the facts are, null elsewhere
 */
public record Quantity(int scale, Function function, @Nullable Long constant) {
    /** The number that it is whatever the facts are; null where that depends on them. */
    public @Nullable BigDecimal always() {
        return constant == null ? null : BigDecimal.valueOf(constant, scale);
    }

    /** Gives the unscaled value; throws {@link RuleFailedException} when it does not fit a long. */
    @FunctionalInterface
    public interface Function {
        long evaluate(Facts facts);
    }

    /** The value with {@code digits} after the point, rounded. */
    public long evaluate(Facts facts, int digits, Rounding rounding) {
        long value = function.evaluate(facts);
        try {
            int more = digits - scale;
            return more >= 0
                    ? Math.multiplyExact(value, POWERS[more])
                    : rounding.divide(value, POWERS[-more]);
        } catch (ArithmeticException | ArrayIndexOutOfBoundsException overflow) {
            throw new RuleFailedException("expected a number of at most 18 digits, but found " + value + " at scale "
                    + scale + " asked for at scale " + digits);
        }
    }

    private static final long[] POWERS = powers();

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
