package org.guildhall.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.ProfileStore.Named;
import org.junit.jupiter.api.Test;

/** What a search of references finds, in every profile store. */
public abstract class ProfileSearchConformance {
    private static final int SHOP = 7;
    private static final int CLUB = -7;

    /** An empty store; the kit closes it. */
    protected abstract ProfileStore open();

    @Test
    void findsWhatBeginsWithTheTextInTheOrderOfTheBytes() {
        try (ProfileStore profiles = open()) {
            List<String> references =
                    List.of("card:1", "card:10", "card:2", "card:é", "card:手", "card:\uD83D\uDE00", "cart:1",
                            "a:card:1");
            long[] keys = profiles.keysOf(SHOP, references);
            profiles.keyOf(CLUB, "card:3");
            List<Named> cards = IntStream.range(0, 6).mapToObj(i -> new Named(references.get(i), keys[i])).toList();

            assertThat(profiles.search(SHOP, "card:", "", 10)).isEqualTo(cards);
            assertThat(profiles.search(SHOP, "card:1", "", 10)).isEqualTo(cards.subList(0, 2));
            assertThat(profiles.search(SHOP, "card:\uD83D\uDE00", "", 10)).isEqualTo(cards.subList(5, 6));
            assertThat(profiles.search(SHOP, "card:x", "", 10)).isEmpty();
            assertThat(profiles.search(SHOP, "", "", 10)).hasSize(8);
            assertThat(profiles.search(CLUB, "", "", 10)).extracting(Named::reference).containsExactly("card:3");
            assertThat(profiles.search(SHOP + 1, "", "", 10)).isEmpty();
        }
    }

    @Test
    void goesOnBehindTheLastThatWasGivenUntilNothingIsLeft() {
        try (ProfileStore profiles = open()) {
            List<String> references = IntStream.range(0, 25).mapToObj("c:%02d"::formatted).toList();
            profiles.keysOf(SHOP, references);
            List<String> found = new ArrayList<>();
            String after = "";
            for (List<Named> page = page(profiles, after); !page.isEmpty(); page = page(profiles, after)) {
                assertThat(page).hasSizeLessThanOrEqualTo(10);
                page.forEach(named -> found.add(named.reference()));
                after = page.getLast().reference();
            }
            assertThat(found).isEqualTo(references);
            assertThat(profiles.search(SHOP, "c:", "c:19x", 1)).extracting(Named::reference).containsExactly("c:20");
            assertThat(profiles.search(SHOP, "c:2", "a:9", 1)).extracting(Named::reference).containsExactly("c:20");
            assertThat(profiles.search(SHOP, "c:1", "c:2", 1)).isEmpty();
        }
    }

    @Test
    void findsAMemberByEachOfItsReferences() {
        try (ProfileStore profiles = open()) {
            long ann = profiles.keyOf(SHOP, "card:1");
            profiles.link(SHOP, ann, "card:2");
            assertThat(profiles.search(SHOP, "card:", "", 10))
                    .containsExactly(new Named("card:1", ann), new Named("card:2", ann));
        }
    }

    private static List<Named> page(ProfileStore profiles, String after) {
        return profiles.search(SHOP, "c:", after, 10);
    }
}
