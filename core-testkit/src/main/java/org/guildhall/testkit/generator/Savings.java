package org.guildhall.testkit.generator;

/** What each member can rely on having in points, and how much of it goes into an order. */
final class Savings {
    private static final long LEAST_REDEEMED = 200;
    private static final long REDEEMED_UNIT = 100;

    private final Calibration.Points points;
    private final Quota redeems;
    private final Chance chance;
    private final int[] saved;
    private final long[] lastOrdered;

    Savings(Calibration calibration, Quota redeems, Chance chance) {
        this.points = calibration.points();
        this.redeems = redeems;
        this.chance = chance;
        saved = new int[calibration.members().count()];
        lastOrdered = new long[saved.length];
    }

    /** What so much money earns at least. */
    int earnedBy(long minor) {
        return (int) (minor / points.every());
    }

    void add(int member, int earned) {
        saved[member] += earned;
    }

    /** What points pay, in minor units. */
    long worth(long spent) {
        return spent * points.pays();
    }

    /** A member orders at a moment: after so long without, nobody relies on what was saved. */
    void ordered(int member, long at) {
        if (lastOrdered[member] != 0 && at - lastOrdered[member] > points.idle()) {
            saved[member] = 0;
        }
        lastOrdered[member] = at;
    }

    /** How many points go into an order: some of what is there, and no more than it costs. */
    long redeemed(int member, long amount) {
        if (saved[member] < LEAST_REDEEMED || amount < worth(LEAST_REDEEMED) || !redeems.take()) {
            return 0;
        }
        double part = 0.4 + 0.6 * chance.unit();
        long spent = Math.min((long) (saved[member] * part), amount / points.pays()) / REDEEMED_UNIT * REDEEMED_UNIT;
        saved[member] -= (int) spent;
        return spent;
    }
}
