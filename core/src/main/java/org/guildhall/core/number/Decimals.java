package org.guildhall.core.number;

import java.math.BigInteger;

/** Exact arithmetic on unscaled longs: a value of scale s is {@code unscaled x 10^-s}. Overflow throws. */
public final class Decimals {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** {@code 10^exponent} for 0 to 18. */
    public static long power(int exponent) {
        if (exponent < 0 || exponent >= POWERS.length) {
            throw new ArithmeticException("expected an exponent from 0 to 18, but found " + exponent);
        }
        return POWERS[exponent];
    }

    /** The same value with other digits after the point, rounded where digits are lost. */
    public static long rescale(long unscaled, int from, int to, Rounding rounding) {
        return to >= from
                ? Math.multiplyExact(unscaled, power(to - from))
                : rounding.divide(unscaled, power(from - to));
    }

    /** {@code value x part / whole}, rounded; all at or above 0, the whole above 0. */
    public static long share(long value, long part, long whole, Rounding rounding) {
        if (Math.multiplyHigh(value, part) == 0 && value * part >= 0) {
            return rounding.divide(value * part, whole);
        }
        BigInteger[] division = BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(part))
                .divideAndRemainder(
                        BigInteger.valueOf(whole));
        long quotient = division[0].longValueExact();
        long rest = division[1].longValueExact();
        boolean away = switch (rounding) {
            case DOWN -> false;
            case UP -> rest > 0;
            case HALF_UP -> rest >= whole - rest;
            case HALF_EVEN -> rest > whole - rest || (rest == whole - rest && (quotient & 1) == 1);
        };
        return away ? Math.addExact(quotient, 1) : quotient;
    }
}
