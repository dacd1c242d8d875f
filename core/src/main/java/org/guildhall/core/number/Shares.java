package org.guildhall.core.number;

import java.math.BigInteger;

/** A whole split by weights, so that the parts add up to it. */
public final class Shares {
    private Shares() {}

    /**
     * What does not divide goes to the largest remainders, of equal ones to the first.
     *
     * @param total at or above 0
     * @param weights each at or above 0; where all are 0 there is nothing to split by, and all parts are 0
     */
    public static long[] of(long total, long[] weights) {
        long whole = 0;
        for (long weight : weights) {
            whole = Math.addExact(whole, weight);
        }
        long[] parts = new long[weights.length];
        if (whole == 0) {
            return parts;
        }
        long[] remainders = new long[weights.length];
        long left = total;
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] division = BigInteger.valueOf(total)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(BigInteger.valueOf(whole));
            parts[i] = division[0].longValueExact();
            remainders[i] = division[1].longValueExact();
            left -= parts[i];
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int i = 1; i < remainders.length; i++) {
                most = remainders[i] > remainders[most] ? i : most;
            }
            parts[most]++;
            remainders[most] = -1;
        }
        return parts;
    }
}
