package org.guildhall.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;

class GuessingTest {
    private static final long MINUTE = 60_000;
    private static final InetAddress SOMEBODY = address("192.0.2.1");

    private final VirtualClock clock = new VirtualClock(1_750_000_000_000L);
    private final MemoryAudit audit = new MemoryAudit();
    private final Guessing guessing = new Guessing(clock, audit);

    @Test
    void whoGuessesWaitsEachTimeTwiceAsLong() {
        for (long wait : new long[]{10, 20, 40, 80, 160, 320, 640, 900, 900}) {
            for (int i = 0; i < Guessing.FREE; i++) {
                assertThat(guessing.wrong(SOMEBODY)).isZero();
            }
            assertThat(guessing.wrong(SOMEBODY)).isEqualTo(wait);
            clock.advance(wait * 1000 - 1);
            assertThat(guessing.wrong(SOMEBODY)).isEqualTo(1);
            clock.advance(MINUTE);
        }
        clock.advance(60 * MINUTE);
        guess(SOMEBODY);
        assertThat(guessing.wrong(SOMEBODY)).as("after an hour").isEqualTo(10);
    }

    @Test
    void whoIsWrongNowAndThenIsNotSlowed() {
        for (int i = 0; i < 100; i++) {
            assertThat(guessing.wrong(SOMEBODY)).isZero();
            clock.advance(MINUTE / 9);
        }
        assertThat(guessing.wrong()).isEqualTo(100);
        assertThat(audit.recent(9, 9)).isEmpty();
    }

    @Test
    void othersAreNotSlowed() {
        guess(SOMEBODY);
        assertThat(guessing.wrong(SOMEBODY)).isPositive();
        assertThat(guessing.wrong(address("192.0.2.2"))).isZero();
    }

    @Test
    void whoHasANetworkOfAddressesIsOne() {
        for (int i = 0; i < Guessing.FREE; i++) {
            assertThat(guessing.wrong(address("2001:db8:0:1::" + i))).isZero();
        }
        assertThat(guessing.wrong(address("2001:db8:0:1:ffff::1"))).isPositive();
        assertThat(guessing.wrong(address("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void theTrailHasItOnceAMinuteWhileItGoesOn() {
        for (int i = 0; i < 3; i++) {
            guess(address("192.0.2." + i));
        }
        assertThat(entries()).containsExactly(Map.of("wrong", "11", "addresses", "1"));
        clock.advance(MINUTE);
        guess(SOMEBODY);
        assertThat(entries()).hasSize(2).first().isEqualTo(Map.of("wrong", "23", "addresses", "2"));
        assertThat(audit.recent(9, 9)).allMatch(entry -> entry.action().equals("guessing"));
    }

    @Test
    void ofVeryManyAddressesThoseThatWereWrongLastAreKept() {
        guess(SOMEBODY);
        for (int i = 0; i < Guessing.MOST_ADDRESSES - 1; i++) {
            guessing.wrong(address("10.0." + i / 256 + "." + i % 256));
        }
        assertThat(guessing.wrong(SOMEBODY)).as("still known").isPositive();
        for (int i = 0; i < Guessing.MOST_ADDRESSES; i++) {
            guessing.wrong(address("10.1." + i / 256 + "." + i % 256));
        }
        assertThat(guessing.wrong(SOMEBODY)).as("forgotten").isZero();
    }

    private void guess(InetAddress from) {
        for (int i = 0; i <= Guessing.FREE; i++) {
            guessing.wrong(from);
        }
    }

    private List<Map<String, String>> entries() {
        return audit.recent(99, 999).stream().map(AuditEntry::facts).toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(none);
        }
    }
}
