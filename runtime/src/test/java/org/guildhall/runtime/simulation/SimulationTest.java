package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 300;
    private static final int MANY_SEEDS = 10_000;

    @Test
    void theEngineDoesWhatTheReferenceModelDoesWhateverHappensToTheProcess() {
        Long given = Long.getLong("guildhall.seed");
        long first = given == null ? 1 : given;
        simulate(first, given == null ? SEEDS : first);
    }

    @Tag("slow")
    @Test
    void andItDoesSoForManySeeds() {
        simulate(SEEDS + 1, MANY_SEEDS);
    }

    private static void simulate(long first, long last) {
        int decided = 0;
        for (long seed = first; seed <= last; seed++) {
            decided += new Simulation(seed).run();
        }
        assertThat(decided).isPositive();
    }
}
