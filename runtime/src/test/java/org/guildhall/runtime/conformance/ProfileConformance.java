package org.guildhall.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.CanonicalNames;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every profile store does with contacts and erasures. */
public abstract class ProfileConformance {
    private static final int SHOP = 7;
    private static final int CLUB = -7;
    private static final long NOW = 1_750_000_000_000L;

    private final VirtualClock clock = new VirtualClock(NOW);

    @SuppressWarnings("NullAway.Init") // opened before each test
    private ProfileStore profiles;

    /** A store without members. */
    protected abstract ProfileStore open(Clock clock);

    /** The same after its process ended and another began; one that nothing outlives gives itself. */
    protected abstract ProfileStore reopen(ProfileStore store, Clock clock);

    @BeforeEach
    void opens() {
        profiles = open(clock);
    }

    @AfterEach
    void closes() {
        profiles.close();
    }

    private void reopen() {
        profiles = reopen(profiles, clock);
    }

    @Test
    void contactsAreWhatWasGivenLast() {
        long wang = profiles.keyOf(SHOP, "customer:1");
        long li = profiles.keyOf(SHOP, "customer:2");

        assertThat(profiles.contacts(SHOP, wang)).isEmpty();
        assertThat(profiles.describe(SHOP, wang, Map.of("name", "王小明", "phone", "+8613812345678"))).isTrue();
        assertThat(profiles.describe(SHOP, li, Map.of("name", "李"))).isTrue();
        assertThat(profiles.describe(SHOP, wang, Map.of("name", "王", "email", "w@example.com"))).isTrue();
        reopen();

        assertThat(profiles.contacts(SHOP, wang)).isEqualTo(Map.of("name", "王", "email", "w@example.com"));
        assertThat(profiles.contacts(SHOP, li)).isEqualTo(Map.of("name", "李"));
        assertThat(profiles.contacts(CLUB, wang)).isEmpty();
        assertThat(profiles.describe(SHOP, wang, Map.of())).isTrue();
        assertThat(profiles.contacts(SHOP, wang)).isEmpty();
    }

    @Test
    void nobodyHasNoContacts() {
        assertThat(profiles.describe(SHOP, 1, Map.of("name", "nobody"))).isFalse();
        assertThat(profiles.contacts(SHOP, 1)).isEmpty();
        assertThat(profiles.knownSince(SHOP, 1)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void anErasedMemberIsNobodyAndTheReferenceNamesANewOne() {
        long erased = profiles.keyOf(SHOP, "phone:1");
        long other = profiles.keyOf(SHOP, "phone:2");
        profiles.link(SHOP, erased, "customer:1");
        profiles.describe(SHOP, erased, Map.of("name", "王"));
        profiles.describe(SHOP, other, Map.of("name", "李"));

        profiles.beginErasure(SHOP, erased);
        profiles.erase(SHOP, erased);

        for (int start = 0; start < 2; start++) {
            assertThat(profiles.find(SHOP, "phone:1")).isEmpty();
            assertThat(profiles.find(SHOP, "customer:1")).isEmpty();
            assertThat(profiles.references(SHOP, erased)).isEmpty();
            assertThat(profiles.contacts(SHOP, erased)).isEmpty();
            assertThat(profiles.describe(SHOP, erased, Map.of("name", "again"))).isFalse();
            assertThat(profiles.isErased(SHOP, erased)).isTrue();
            assertThat(profiles.begunErasures()).isEmpty();
            assertThat(profiles.find(SHOP, "phone:2")).hasValue(other);
            assertThat(profiles.contacts(SHOP, other)).isEqualTo(Map.of("name", "李"));
            assertThat(profiles.isErased(SHOP, other)).isFalse();
            reopen();
        }
        clock.advance(1000);
        long fresh = profiles.keyOf(SHOP, "phone:1");
        assertThat(fresh).isNotEqualTo(erased);
        assertThat(profiles.contacts(SHOP, fresh)).isEmpty();
        assertThat(profiles.knownSince(SHOP, fresh)).isEqualTo(NOW + 1000);
        assertThat(profiles.knownSince(SHOP, other)).isEqualTo(NOW);
        profiles.erase(SHOP, erased);
        assertThat(profiles.find(SHOP, "phone:1")).hasValue(fresh);
    }

    @Test
    void anErasureThatWasBegunIsFoundAgainUntilItEnds() {
        long one = profiles.keyOf(SHOP, "customer:1");
        long other = profiles.keyOf(CLUB, "customer:1");
        profiles.beginErasure(SHOP, one);
        profiles.beginErasure(SHOP, one);
        profiles.beginErasure(CLUB, other);
        reopen();

        assertThat(profiles.begunErasures()).containsExactlyInAnyOrder(name(SHOP, one), name(CLUB, other));
        assertThat(profiles.find(SHOP, "customer:1")).hasValue(one);
        assertThat(profiles.isErased(SHOP, one)).isFalse();

        profiles.withdrawErasure(CLUB, other);
        profiles.erase(SHOP, one);
        reopen();

        assertThat(profiles.begunErasures()).isEmpty();
        assertThat(profiles.find(CLUB, "customer:1")).hasValue(other);
        assertThat(profiles.isErased(CLUB, other)).isFalse();
    }

    @Test
    void whoHasALongLifeBeforeIsErasedLikeAnyOther() {
        for (int i = 0; i < 1000; i++) {
            profiles.describe(SHOP, profiles.keyOf(SHOP, "customer:" + i), Map.of("name", "n" + i));
        }
        long erased = profiles.find(SHOP, "customer:500").orElseThrow();
        reopen();

        profiles.erase(SHOP, erased);

        List<String> left = new ArrayList<>();
        profiles.forEach((programme, key, reference) -> left.add(reference));
        assertThat(left).hasSize(999).doesNotContain("customer:500");
    }

    @Test
    void theErasedHaveOneCanonicalNameInEveryDirectory() {
        long erased = profiles.keyOf(SHOP, "customer:1");
        long other = profiles.keyOf(SHOP, "customer:2");
        profiles.erase(SHOP, erased);
        profiles.erase(SHOP, other);
        CanonicalNames names = CanonicalNames.of(profiles);
        assertThat(names.of(name(SHOP, erased))).isEqualTo(names.of(name(SHOP, other)));
    }

    @Test
    void stocksAndBudgetsHaveCanonicalNamesWithoutReferences() {
        CanonicalNames names = CanonicalNames.of(profiles);
        byte[] stock = names.of(new EntityName(SHOP, EntityKind.STOCK, 40));
        byte[] budget = names.of(new EntityName(SHOP, EntityKind.BUDGET, 40));
        assertThat(stock).hasSize(CanonicalNames.BYTES).isNotEqualTo(budget);
        assertThat(names.of(new EntityName(SHOP, EntityKind.BUDGET, 41))).isNotEqualTo(budget);
        assertThat(CanonicalNames.of(profiles).of(new EntityName(SHOP, EntityKind.BUDGET, 40))).isEqualTo(budget);
    }

    private static EntityName name(int programme, long key) {
        return new EntityName(programme, EntityKind.MEMBER, key);
    }
}
