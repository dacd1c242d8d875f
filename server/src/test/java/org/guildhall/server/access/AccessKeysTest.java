package org.guildhall.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessKeysTest {
    private final MemoryKeys store = new MemoryKeys();
    private final AccessKeys keys = new AccessKeys(store);

    @Test
    void whatIsStoredHoldsNoToken() {
        String token = keys.create(Role.PARTNER, null, "web shop", 1).token();
        String secret = token.substring(AccessKeys.PREFIX.length());
        assertThat(token).startsWith("gh_");
        assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
        assertThat(store.load()).hasSize(1);
        assertThat(store.load().toString()).doesNotContain(secret);
    }

    @Test
    void keysAreFoundAgainOverTheSameStore() {
        AccessKeys.Created partner = keys.create(Role.PARTNER, "willow-lane", "web shop", 1);
        AccessKeys.Created analyst = keys.create(Role.ANALYST, null, "figures", 2);
        AccessKeys again = new AccessKeys(store);
        assertThat(again.find(partner.token())).isEqualTo(partner.key());
        assertThat(again.find(analyst.token())).isEqualTo(analyst.key());
        assertThat(again.find(partner.key().hash())).isNull();
        assertThat(again.find("")).isNull();
    }

    @Test
    void aRevokedKeyIsGoneFromTheStoreToo() {
        AccessKeys.Created one = keys.create(Role.PARTNER, null, "web shop", 1);
        AccessKeys.Created other = keys.create(Role.PARTNER, null, "app", 2);
        assertThat(keys.revoke(one.key().id())).isEqualTo(one.key());
        assertThat(keys.revoke(one.key().id())).isNull();
        assertThat(keys.find(one.token())).isNull();
        assertThat(new AccessKeys(store).find(one.token())).isNull();
        assertThat(new AccessKeys(store).find(other.token())).isEqualTo(other.key());
    }

    @Test
    void keysAreListedInTheOrderInWhichTheyWereMade() {
        for (int i = 0; i < 20; i++) {
            keys.create(Role.PARTNER, null, "shop " + i, i);
        }
        assertThat(new AccessKeys(store).all()).extracting(ApiKey::created)
                .isSorted()
                .hasSize(20);
    }

    @Test
    void aKeyThatCannotBeStoredIsNone() {
        AccessKeys broken = new AccessKeys(new KeyStore() {
            @Override
            public List<ApiKey> load() {
                return List.of();
            }

            @Override
            public void save(List<ApiKey> all) {
                throw new IllegalStateException("the disk is full");
            }
        });
        assertThatThrownBy(() -> broken.create(Role.PARTNER, null, "web shop", 1)).hasMessage("the disk is full");
        assertThat(broken.all()).isEmpty();
    }
}
