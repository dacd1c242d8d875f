package org.guildhall.testkit.generator;

/**
 * Numbers between 0 and 1 in random order, one from each 64th of the way in every 64 of them: what is made of them has
 * its mean after hundreds of draws, not after many thousands.
 */
final class Even {
    private static final int STRETCHES = 64;

    private final Chance chance;
    private final int[] order = new int[STRETCHES];
    private int next = STRETCHES;

    Even(Chance chance) {
        this.chance = chance;
        for (int i = 0; i < STRETCHES; i++) {
            order[i] = i;
        }
    }

    double unit() {
        if (next == STRETCHES) {
            chance.shuffle(order, STRETCHES);
            next = 0;
        }
        return (order[next++] + chance.unit()) / STRETCHES;
    }
}
