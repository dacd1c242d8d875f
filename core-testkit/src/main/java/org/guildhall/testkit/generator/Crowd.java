package org.guildhall.testkit.generator;

/**
 * Customers of one sort, numbered in the order in which they come, each with how often they buy and how much at a time
 * compared with the others.
 */
final class Crowd {
    /** Of how much customers buy at a time. */
    private static final double TASTE_SPREAD = 0.35;
    /** Nobody buys more often than so many standard deviations above the middle. */
    private static final double MOST_NORMAL = 3.2;

    private final int[] come;
    private final int atStart;
    private final double further;
    private final double[] normals;
    private final float[] tastes;
    private double[] cumulated = new double[0];

    /**
     * @param orders of each in the year
     * @param thereAtStart share; each of the others orders as soon as they come
     */
    Crowd(int size, double orders, double thereAtStart, Season season, Chance chance) {
        atStart = (int) Math.round(size * thereAtStart);
        come = new int[season.days()];
        double share = 0;
        for (int day = 0; day < come.length; day++) {
            share += season.share(day);
            come[day] = day == come.length - 1 ? size : atStart + (int) Math.round(share * (size - atStart));
        }
        further = size * orders - (size - atStart);
        int[] ranks = chance.order(size);
        normals = chance.normals(ranks);
        tastes = tastes(ranks, chance);
    }

    /** How much somebody buys has nothing to do with how often, not even by chance. */
    private static float[] tastes(int[] ranks, Chance chance) {
        int[] byRank = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            byRank[ranks[i]] = i;
        }
        Even even = new Even(chance);
        float[] tastes = new float[ranks.length];
        for (int customer : byRank) {
            tastes[customer] = (float) StrictMath.exp(
                    TASTE_SPREAD * Chance.normal(even.unit()) - TASTE_SPREAD * TASTE_SPREAD / 2);
        }
        return tastes;
    }

    /** Lets them buy more or less differently often: {@code spread} is the standard deviation of the rates' logarithm. */
    Crowd spread(double spread) {
        cumulated = new double[normals.length];
        double sum = 0;
        for (int i = 0; i < normals.length; i++) {
            sum += StrictMath.exp(spread * Math.min(MOST_NORMAL, normals[i]));
            cumulated[i] = sum;
        }
        return this;
    }

    int size() {
        return tastes.length;
    }

    int atStart() {
        return atStart;
    }

    /** How many have come by the end of a day; before the first, those who are there at start. */
    int come(int day) {
        return day < 0 ? atStart : come[day];
    }

    /** Orders in the year besides the first ones of those who come. */
    double further() {
        return further;
    }

    double taste(int customer) {
        return tastes[customer];
    }

    /** One of those who have come by the end of a day, by how often they buy. */
    int pick(int day, Chance chance) {
        int size = come[day];
        return Chance.place(cumulated, size, chance.unit() * cumulated[size - 1]);
    }

    double rate(int customer) {
        return cumulated[customer] - (customer == 0 ? 0 : cumulated[customer - 1]);
    }

    /** How many orders each can be expected to place besides a first one. */
    double[] expected(Season season) {
        double[] expected = new double[size()];
        double still = 0;
        for (int day = season.days() - 1; day >= 0; day--) {
            int there = come(day);
            still += there == 0 ? 0 : season.share(day) / cumulated[there - 1];
            for (int i = come(day - 1); i < there; i++) {
                expected[i] = further * rate(i) * still;
            }
        }
        for (int i = 0; i < atStart; i++) {
            expected[i] = further * rate(i) * still;
        }
        return expected;
    }
}
