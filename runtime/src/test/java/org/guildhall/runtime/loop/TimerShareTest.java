package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimerShareTest {
    private static final long MICROS = 1_000;

    private final TimerShare share = new TimerShare();

    @Test
    void whereNothingWasMeasuredItIsTheFewest() {
        assertThat(share.within(30, 240)).isEqualTo(30);
        share.synced(1_000 * MICROS);
        assertThat(share.within(30, 240)).isEqualTo(30);
    }

    @Test
    void aBatchHasWhatIsDecidedInHalfTheTimeOfASync() {
        batches(100, 50 * 10 * MICROS, 2_000 * MICROS);
        assertThat(share.within(30, 240)).isEqualTo(100);
    }

    @Test
    void aQuickDiskGetsTheFewestAndASlowOneNoMoreThanTheMost() {
        batches(100, 50 * 10 * MICROS, 50 * MICROS);
        assertThat(share.within(30, 240)).isEqualTo(30);
        batches(100, 50 * 10 * MICROS, 20_000 * MICROS);
        assertThat(share.within(30, 240)).isEqualTo(240);
    }

    @Test
    void afterAClockThatJumpedItComesBackToWhatIsMeasured() {
        batches(1, 50 * 10 * MICROS, 86_400_000_000_000L);
        assertThat(share.within(30, 240)).isEqualTo(240);
        batches(500, 50 * 10 * MICROS, 2_000 * MICROS);
        assertThat(share.within(30, 240)).isEqualTo(100);
    }

    /** So many batches of 50, each decided and synced in so many nanoseconds. */
    private void batches(int count, long decided, long synced) {
        for (int i = 0; i < count; i++) {
            share.decided(50, decided);
            share.synced(synced);
        }
    }
}
