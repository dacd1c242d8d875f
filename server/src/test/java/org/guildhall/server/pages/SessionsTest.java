package org.guildhall.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.MemoryKeys;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final long NOW = 1_750_000_000_000L;

    private final AccessKeys keys = new AccessKeys(new MemoryKeys());
    private final ApiKey key = keys.create(Role.SUPPORT, null, "desk", NOW).key();
    private final Sessions sessions = new Sessions(keys);

    @Test
    void aSessionIsItsKeysForTwelveHours() {
        String token = sessions.open(key, NOW);
        assertThat(sessions.find(token, NOW + 12 * 3_600_000L - 1)).isEqualTo(key);
        assertThat(sessions.find(token, NOW + 12 * 3_600_000L)).isNull();
    }

    @Test
    void aSessionEndsWithItsKey() {
        String token = sessions.open(key, NOW);
        keys.revoke(key.id());
        assertThat(sessions.find(token, NOW)).isNull();
    }

    @Test
    void aSessionEndsWhenItIsClosedAndNoOtherDoes() {
        String token = sessions.open(key, NOW);
        String other = sessions.open(key, NOW);
        sessions.close(token);
        assertThat(sessions.find(token, NOW)).isNull();
        assertThat(sessions.find(other, NOW)).isEqualTo(key);
    }

    @Test
    void nobodyHasATokenThatWasNotGiven() {
        assertThat(sessions.find("", NOW)).isNull();
        assertThat(sessions.find(sessions.open(key, NOW) + "x", NOW)).isNull();
    }
}
