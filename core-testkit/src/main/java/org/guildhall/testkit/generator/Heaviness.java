package org.guildhall.testkit.generator;

import java.util.Arrays;

/**
 * Finds how differently often members buy, so that the tenth that spends most has a given share of what all spend. It
 * tries spreads on a crowd of its own, with the same chance each time.
 */
final class Heaviness {
    private static final int MOST_TRIED = 20_000;
    private static final int BASKETS = 4096;
    private static final double MOST_SPREAD = 3;
    private static final int STEPS = 14;

    private final Crowd crowd;
    private final Season season;
    private final double[] baskets = new double[BASKETS];
    private final double lines;
    private final long seed;

    Heaviness(Calibration calibration, Season season, Assortment assortment) {
        this.season = season;
        this.seed = calibration.seed();
        Calibration.Members members = calibration.members();
        Chance chance = Chance.of(seed, "heaviness");
        crowd = new Crowd(Math.min(MOST_TRIED, members.count()), members.orders(), members.thereAtStart(), season,
                chance);
        lines = members.basket() / assortment.meanLine();
        Assortment.Baskets filled = assortment.new Baskets(chance);
        for (int i = 0; i < BASKETS; i++) {
            baskets[i] = Arrays.stream(filled.next(lines)).mapToLong(Line::amount).sum();
        }
    }

    double spread(double topTenth) {
        if (crowd.size() == 0) {
            return 0;
        }
        double low = 0;
        double high = MOST_SPREAD;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (topTenth(middle) < topTenth) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double topTenth(double spread) {
        double[] expected = crowd.spread(spread).expected(season);
        double[] spent = new double[expected.length];
        Chance chance = Chance.of(seed, "spending");
        double sum = 0;
        for (int i = 0; i < spent.length; i++) {
            Chance own = new Chance(chance.next());
            int orders = poisson(expected[i], own) + (i < crowd.atStart() ? 0 : 1);
            for (int j = 0; j < orders; j++) {
                spent[i] += baskets[own.below(BASKETS)];
            }
            spent[i] *= (1 + (lines - 1) * crowd.taste(i)) / lines;
            sum += spent[i];
        }
        return tenth(spent) / sum;
    }

    /** What the highest tenth of the values add up to. */
    static double tenth(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double top = 0;
        for (int i = sorted.length - sorted.length / 10; i < sorted.length; i++) {
            top += sorted[i];
        }
        return top;
    }

    /** Counts arrivals; means are at most some hundreds. */
    private static int poisson(double mean, Chance chance) {
        int count = 0;
        for (double passed = chance.exponential(); passed < mean; passed += chance.exponential()) {
            count++;
        }
        return count;
    }
}
