package org.guildhall.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SetClockTest {
    private static final long START = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong ticks = new AtomicLong(-5 * SECOND);
    private final SetClock clock = new SetClock(START, ticks::get);

    private long secondsAfter(double real) {
        ticks.addAndGet((long) (real * SECOND));
        assertThat(clock.nanos()).isBetween((clock.millis() - START) * 1_000_000,
                (clock.millis() - START + 1) * 1_000_000);
        return (clock.millis() - START) / 1_000;
    }

    @Test
    void goesAsTimeDoes() {
        assertThat(clock.millis()).isEqualTo(START);
        assertThat(secondsAfter(3)).isEqualTo(3);
    }

    @Test
    void reachesAMomentInTheTimeGivenAndThenGoesAsTimeDoesAgain() {
        assertThat(secondsAfter(2)).isEqualTo(2);

        clock.reach(Instant.ofEpochMilli(START).plusSeconds(1_002), 10);

        assertThat(secondsAfter(0)).isEqualTo(2);
        assertThat(secondsAfter(5)).isEqualTo(502);
        assertThat(secondsAfter(5)).isEqualTo(1_002);
        assertThat(secondsAfter(7)).isEqualTo(1_009);
    }

    @Test
    void reachesNothingThatIsPast() {
        Instant past = Instant.ofEpochMilli(START - 1);

        assertThatThrownBy(() -> clock.reach(past, 1))
                .hasMessage("expected a moment after 1970-01-01T00:16:40Z, but found 1970-01-01T00:16:39.999Z");
        assertThat(secondsAfter(1)).isEqualTo(1);
    }

    @Test
    void goesOnFromWhereItStandsWhenItIsToldAnew() {
        clock.reach(Instant.ofEpochMilli(START).plusSeconds(1_000), 10);
        assertThat(secondsAfter(4)).isEqualTo(400);

        clock.reach(Instant.ofEpochMilli(START).plusSeconds(500), 1);

        assertThat(secondsAfter(0)).isEqualTo(400);
        assertThat(secondsAfter(1)).isEqualTo(500);
    }
}
