package org.guildhall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StallsTest {
    /** Ends of steps that took so long. */
    private static long[] ends(long... steps) {
        long[] ends = new long[steps.length + 1];
        for (int i = 0; i < steps.length; i++) {
            ends[i + 1] = ends[i] + steps[i];
        }
        return ends;
    }

    @Test
    void slowStepsThatFollowEachOtherAreOneStall() {
        long[] ends = ends(10, 10, 60, 51, 10, 50, 10, 10, 200);
        Stalls stalls = Stalls.of(ends, ends, 100);
        assertThat(stalls.usual()).isEqualTo(10);
        assertThat(stalls.all()).isEqualTo(List.of(new Stalls.Stall(20, 111), new Stalls.Stall(211, 200)));
        assertThat(stalls.nanos()).isEqualTo(311);
        assertThat(stalls.longest()).isEqualTo(200);
        assertThat(stalls.every()).isEqualTo(191);
    }

    @Test
    void whatIsShorterThanAskedIsNone() {
        long[] ends = ends(10, 10, 60, 10, 10);
        Stalls stalls = Stalls.of(ends, ends, 61);
        assertThat(stalls.all()).isEmpty();
        assertThat(stalls.longest()).isZero();
        assertThat(stalls.every()).isZero();
    }

    @Test
    void whileOthersHaveTheProcessorItDoesNotStall() {
        assertThat(Stalls.of(ends(10, 10, 1000, 10, 10), ends(10, 10, 10, 10, 10), 60).all()).isEmpty();
        assertThat(Stalls.of(ends(10, 10, 1000, 10, 10), ends(10, 10, 90, 10, 10), 60).all())
                .isEqualTo(List.of(new Stalls.Stall(20, 90)));
    }
}
