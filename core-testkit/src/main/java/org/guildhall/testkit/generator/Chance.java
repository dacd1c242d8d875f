package org.guildhall.testkit.generator;

import org.guildhall.core.codec.Hashes;

/**
 * Seeded chance: SplitMix64 (Steele, Lea and Flood 2014), and what is drawn with it. The same seed draws the same on
 * every machine, therefore {@link StrictMath}. For one thread.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed) {
        this.state = Hashes.mix(seed);
    }

    /** Chance of its own for a part of the work, independent of how much was drawn here. */
    static Chance of(long seed, String part) {
        return new Chance(seed ^ Hashes.of(part));
    }

    long next() {
        long drawn = Hashes.mix(state);
        state += GOLDEN;
        return drawn;
    }

    /** Between 0 and 1, neither of them. */
    double unit() {
        return unit(next());
    }

    /** The number between 0 and 1 that 64 random bits stand for. */
    static double unit(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1.0p-53;
    }

    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** With mean 1. */
    double exponential() {
        return -StrictMath.log(unit());
    }

    /** An exponential with this mean, given that it is at most so large. */
    double exponential(double mean, double most) {
        if (mean <= 0 || most <= 0) {
            return 0;
        }
        return -mean * StrictMath.log(1 - unit() * -StrictMath.expm1(-most / mean));
    }

    /** 0, 1, 2, … with this mean, geometrically distributed, as a number between 0 and 1 has it. */
    static int geometric(double mean, double unit) {
        return mean <= 0 ? 0 : (int) Math.min(1_000_000, StrictMath.log(unit) / StrictMath.log(mean / (1 + mean)));
    }

    /** A place in an ascending list of cumulated weights, by weight; the last entry is the sum. */
    static int place(double[] cumulated, int size, double value) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    int place(double[] cumulated) {
        return place(cumulated, unit());
    }

    static int place(double[] cumulated, double unit) {
        return place(cumulated, cumulated.length, unit * cumulated[cumulated.length - 1]);
    }

    void shuffle(int[] values, int size) {
        for (int i = size - 1; i > 0; i--) {
            int j = below(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /** The numbers below {@code size} in random order. */
    int[] order(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        shuffle(order, size);
        return order;
    }

    /**
     * One normally distributed value for each of {@code size}, in random order, one from each of as many equally likely
     * stretches: their distribution is that of the normal one however few there are.
     */
    double[] normals(int size) {
        return normals(order(size));
    }

    /** The same with the order given: {@code ranks} has each number below its length once. */
    double[] normals(int[] ranks) {
        double[] normals = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            normals[i] = normal((ranks[i] + unit()) / ranks.length);
        }
        return normals;
    }

    /** The quantile of the normal distribution, after Acklam: exact to nine digits. */
    static double normal(double quantile) {
        if (quantile < 0.02425) {
            return tail(StrictMath.sqrt(-2 * StrictMath.log(quantile)));
        }
        if (quantile > 1 - 0.02425) {
            return -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - quantile)));
        }
        double q = quantile - 0.5;
        double r = q * q;
        return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239e+00) * q
                / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                        + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1);
    }

    private static double tail(double q) {
        return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                - 2.549732539343734e+00) * q + 4.374664141464968e+00) * q + 2.938163982698783e+00)
                / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                        + 3.754408661907416e+00) * q + 1);
    }
}
