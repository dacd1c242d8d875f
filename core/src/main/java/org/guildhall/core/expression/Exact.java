package org.guildhall.core.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.guildhall.core.number.Rounding;

/** Arithmetic on unscaled numbers that fails the rule where a result is beyond what a long holds. */
final class Exact {
    /** The most digits after the point, and before it of a number that is written out. */
    static final int MOST_DIGITS = 18;

    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Exact() {}

    /** Ten to the {@code digits}, at most {@link #MOST_DIGITS}. */
    static long power(int digits) {
        return POWERS[digits];
    }

    static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0 || sum == LongCode.ABSENT) {
            throw tooLarge(a + " + " + b);
        }
        return sum;
    }

    static long subtract(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0 || difference == LongCode.ABSENT) {
            throw tooLarge(a + " - " + b);
        }
        return difference;
    }

    static long multiply(long a, long b) {
        long low = a * b;
        if (Math.multiplyHigh(a, b) != low >> 63 || low == LongCode.ABSENT) {
            throw tooLarge(a + " * " + b);
        }
        return low;
    }

    /** Compares {@code x * xFactor} with {@code y * yFactor}, in 128 bits. */
    static int compare(long x, long xFactor, long y, long yFactor) {
        int high = Long.compare(Math.multiplyHigh(x, xFactor), Math.multiplyHigh(y, yFactor));
        return high != 0 ? high : Long.compareUnsigned(x * xFactor, y * yFactor);
    }

    /** How many whole {@code b * bFactor} are in {@code a * aFactor}, towards negative infinity. */
    static long whole(long a, long aFactor, long b, long bFactor) {
        if (b <= 0) {
            throw new RuleFailedException("found whole of " + b + ", expected a divisor above 0");
        }
        if (fits(a, aFactor) && fits(b, bFactor)) {
            return Math.floorDiv(a * aFactor, b * bFactor);
        }
        BigInteger[] parts = big(a, aFactor).divideAndRemainder(big(b, bFactor));
        return fitting(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    /** {@code a * aFactor / (b * bFactor)}, rounded. */
    static long divide(long a, long aFactor, long b, long bFactor, Rounding rounding) {
        if (b == 0) {
            throw new RuleFailedException("found a division by 0, expected another divisor");
        }
        if (fits(a, aFactor) && fits(b, bFactor)) {
            return b > 0
                    ? rounding.divide(a * aFactor, b * bFactor)
                    : rounding.divide(-(a * aFactor), -(b * bFactor));
        }
        BigDecimal quotient =
                new BigDecimal(big(a, aFactor)).divide(new BigDecimal(big(b, bFactor)), 0, mode(rounding));
        return fitting(quotient.toBigInteger());
    }

    private static RoundingMode mode(Rounding rounding) {
        return switch (rounding) {
            case DOWN -> RoundingMode.DOWN;
            case UP -> RoundingMode.UP;
            case HALF_UP -> RoundingMode.HALF_UP;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
        };
    }

    static boolean fits(long a, long factor) {
        long low = a * factor;
        return Math.multiplyHigh(a, factor) == low >> 63 && low != LongCode.ABSENT;
    }

    private static BigInteger big(long a, long factor) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(factor));
    }

    private static long fitting(BigInteger value) {
        if (value.bitLength() > 63 || value.longValue() == LongCode.ABSENT) {
            throw tooLarge(value.toString());
        }
        return value.longValue();
    }

    private static RuleFailedException tooLarge(String found) {
        return new RuleFailedException("found " + found + ", expected a number that fits 63 bits");
    }
}
