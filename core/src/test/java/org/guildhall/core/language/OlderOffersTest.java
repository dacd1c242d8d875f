package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Coupon.Reduction;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.OfferCompiler.Compiled;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What was published stays readable, and a version keeps what the one before it gave out. */
class OlderOffersTest {
    private static final Terms TERMS = OfferFiles.terms();
    private static final Compiled FIRST = OfferFiles.read(OfferFiles.sound(), TERMS, Offers.NONE);

    private static Terms later(String old, String now) {
        String text = OfferFiles.termsText().replace("terms: 2025-03-31", "terms: 2025-04-30");
        assertThat(text).contains(old);
        TermsReader.Result result =
                TermsReader.read("terms.yaml", text.replace(old, now), TERMS.withSymbols(FIRST.symbols()));
        return ((TermsReader.Result.Read) result).terms();
    }

    @Test
    void publishedGivesWhatReadingGave() {
        Offer again = OfferReader.published(OfferFiles.sound(), TERMS, Offers.NONE).offer();

        assertThat(again.coupons()).isEqualTo(FIRST.offer().coupons());
        assertThat(again.budgets()).isEqualTo(FIRST.offer().budgets());
    }

    @Test
    void termsThatAllowLessLeaveItReadable() {
        Terms lower = later("{most-off: 500, most-held: 200, payers: [platform, brand]}",
                "{most-off: 10, most-held: 2, payers: bank}");

        assertThat(OfferFiles.mistakes(OfferFiles.sound(), lower, Offers.NONE))
                .anyMatch(mistake -> mistake.contains("at most 10, the most-off of the terms"))
                .anyMatch(mistake -> mistake.contains("\"brand\", expected a payer: bank"));
        Offer offer = OfferReader.published(OfferFiles.sound(), lower, Offers.NONE).offer();
        assertThat(offer.coupons()).extracting(Coupon::most)
                .containsExactly(50_000L, 5_000L, 6_000L, 1_000L, 2_000L, 1_000L, 2_000L, 888L);
    }

    @Test
    void termsThatAllowNoneLeaveItReadable() {
        Offer offer = OfferReader.published(OfferFiles.sound(), OfferMistakesTest.withoutOffers(), Offers.NONE).offer();

        assertThat(offer.coupons()).hasSize(8);
    }

    @Test
    void aWordThatIsLeftOutKeepsItsNumber() {
        Terms without = later("business: [tea-rooms, retail]", "business: [tea-rooms]");

        assertThat(OfferFiles.mistakes(OfferFiles.sound(), without, Offers.NONE)).singleElement()
                .asString()
                .contains("\"retail\", expected a word of business: tea-rooms");
        assertThat(OfferReader.published(OfferFiles.sound(), without, Offers.NONE).offer().coupons().getFirst().scope())
                .isEqualTo(FIRST.offer().coupons().getFirst().scope());
    }

    @Test
    void theTermsThatHoldWhenItBeginsCount() {
        Terms less = later("{most-off: 500, most-held: 200, payers: [platform, brand]}",
                "{most-off: 10, most-held: 200, payers: [platform, brand]}");
        Catalogue known = Catalogue.of(TERMS.from(), TERMS).with(less.from(), less);
        long begins = FIRST.offer().from();
        String after = OfferFiles.sound()
                .replace("from: 2025-04-01", "from: 2025-05-01")
                .replace("until: 2025-04-21 12:00", "until: 2025-05-21");
        String across = OfferFiles.sound().replace("until: 2025-04-21 12:00", "until: 2025-05-21");

        assertThat(allows(OfferFiles.sound(), known, begins)).as("over before they hold less").isTrue();
        assertThat(allows(OfferFiles.sound(), known, less.from())).as("published when it is over").isTrue();
        assertThat(allows(after, known, begins)).as("begins under less").isFalse();
        assertThat(allows(across, known, Long.MIN_VALUE)).as("goes on under less").isTrue();
        assertThat(allows(across, known, less.from() - 1)).as("published just before").isTrue();
        assertThat(allows(across, known, less.from())).as("published under less").isFalse();
        assertThat(OfferReader.published(across, known, begins).offer().coupons()).extracting(Coupon::most)
                .isEqualTo(FIRST.offer().coupons().stream().map(Coupon::most).toList());
    }

    @Test
    void whatOnlyLaterTermsHaveStaysReadableWhereItWasPublished() {
        Terms more = later("business: [tea-rooms, retail]", "business: [tea-rooms, retail, hotel]");
        Catalogue known = Catalogue.of(TERMS.from(), TERMS).with(more.from(), more);
        String text = OfferFiles.sound().replace("business: [retail]", "business: [hotel]");

        assertThat(text).isNotEqualTo(OfferFiles.sound());
        assertThat(allows(text, known, Long.MIN_VALUE)).isFalse();
        assertThat(OfferReader.published(text, known, FIRST.offer().from()).offer().coupons()).hasSize(8);
    }

    @Test
    void anEngineReadsItByTheSameTerms() {
        Terms less = later("{most-off: 500, most-held: 200, payers: [platform, brand]}",
                "{most-off: 10, most-held: 200, payers: [platform, brand]}");
        Engine engine = new Engine(TermsReader::published, OfferReader::published);
        engine.publish(new PublishedTerms(TERMS.programme(), TERMS.from(), TERMS.text()).encode());
        engine.publish(new PublishedTerms(less.programme(), less.from(), less.text()).encode());
        engine.publish(new PublishedOffer(TERMS.programme(), FIRST.offer().from(), 0, OfferFiles.sound()).encode());

        Catalogue catalogue =
                Objects.requireNonNull(engine.catalogue(EntityName.programmeNumber(TERMS.programme())));
        assertThat(Objects.requireNonNull(catalogue.offers().find("spring")).latest().coupons())
                .extracting(Coupon::most)
                .isEqualTo(FIRST.offer().coupons().stream().map(Coupon::most).toList());
    }

    @Test
    void whatBeginsBeforeAllTermsIsReadByTheFirst() {
        Catalogue known = Catalogue.of(TERMS.from(), TERMS);

        assertThat(allows(OfferFiles.sound().replace("from: 2025-04-01", "from: 2024-04-01"), known, Long.MIN_VALUE))
                .isTrue();
    }

    private static boolean allows(String text, Catalogue known, long since) {
        return OfferReader.read("offer.yaml", text, known, since) instanceof OfferReader.Result.Read;
    }

    @Test
    void whatWasNeverSoundIsNotRead() {
        assertThatThrownBy(
                () -> OfferReader.published(OfferFiles.sound().replace("is: 12.5", "is: 0"), TERMS, Offers.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a percentage above 0, up to 100");
    }

    @Test
    void aVersionKeepsTheNumbersOfTheOneBefore() {
        String text = OfferFiles.sound()
                .replace("off: 500\n", "off: 400\n")
                .replace("stock: 1000\n", "stock: 2000\n") + """
                  more:
                    names: {zh: 更多, en: More}
                    off: 5
                    on: order
                    usable: {for: 3 days}
                    given: by-grant
                    transfers: bound
                    stacks: one-per-order
                    on-refund: given-back
                    stock: unlimited
                    unused: gone
                    funded-by: {platform: 100}
                """;
        Compiled second = OfferFiles.read(text, TERMS.withSymbols(FIRST.symbols()),
                Offers.NONE.with(0, FIRST.offer()));

        assertThat(second.offer().version()).isEqualTo(2);
        assertThat(second.offer().number()).isEqualTo(FIRST.offer().number());
        assertThat(second.symbols().all()).containsAllEntriesOf(FIRST.symbols().all());
        Coupon before = FIRST.offer().coupons().getFirst();
        Coupon now = Objects.requireNonNull(second.offer().coupon(before.number()));
        assertThat(now.gives()).isEqualTo(new Reduction.Off(40_000));
        assertThat(second.offer().budgets()).extracting(Offer.Budget::number)
                .isEqualTo(FIRST.offer().budgets().stream().map(Offer.Budget::number).toList());
        assertThat(second.offer().coupons().getLast().number()).isNotIn(
                FIRST.offer().coupons().stream().map(Coupon::number).toList());
    }

    @Test
    void anotherOfferHasItsOwnNumbers() {
        String other = OfferFiles.sound()
                .replace("offer: spring", "offer: autumn")
                .replaceAll("(?m)^  ([a-z0-9-]+):$", "  autumn-$1:");
        Compiled second = OfferFiles.read(other, TERMS.withSymbols(FIRST.symbols()),
                Offers.NONE.with(0, FIRST.offer()));

        assertThat(second.offer().version()).isEqualTo(1);
        assertThat(second.offer().number()).isNotEqualTo(FIRST.offer().number());
        assertThat(second.offer().budgets()).extracting(Offer.Budget::number)
                .doesNotContainAnyElementsOf(FIRST.offer().budgets().stream().map(Offer.Budget::number).toList());
    }
}
