package org.guildhall.testkit.generator;

/**
 * Says yes to a share of those who ask: at random, and yet to exactly that share of any long stretch, since one in each
 * of {@code 1/share} is drawn.
 */
final class Quota {
    private final double every;
    private final Chance chance;
    private long asked;
    private long blocks;
    private double next;
    private int owed;

    Quota(double share, Chance chance) {
        this.every = 1 / share;
        this.chance = chance;
        this.next = chance.unit() * every;
    }

    boolean take() {
        asked++;
        while (next < asked) {
            owed++;
            blocks++;
            next = (blocks + chance.unit()) * every;
        }
        if (owed == 0) {
            return false;
        }
        owed--;
        return true;
    }
}
