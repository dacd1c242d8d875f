package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Coupon.Given;
import org.guildhall.core.terms.Coupon.Hours;
import org.guildhall.core.terms.Coupon.OnRefund;
import org.guildhall.core.terms.Coupon.Reduction;
import org.guildhall.core.terms.Coupon.Stacks;
import org.guildhall.core.terms.Coupon.Step;
import org.guildhall.core.terms.Coupon.Usable;
import org.guildhall.core.terms.Coupon.Within;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.OfferCompiler.Compiled;
import org.guildhall.core.terms.OfferRules;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;

class OfferReaderTest {
    private static final Terms TERMS = OfferFiles.terms();
    private static final Limit.Per LIFETIME = new Limit.Per.Lifetime();

    private final Compiled read = OfferFiles.read(OfferFiles.sound(), TERMS, Offers.NONE);
    private final Offer offer = read.offer();

    private int symbol(String space, String name) {
        return Objects.requireNonNull(read.symbols().find(space, name), space + ":" + name);
    }

    private Coupon coupon(String name) {
        return Objects.requireNonNull(offer.coupon(symbol("coupon", name)));
    }

    private static long moment(int month, int day, int hour) {
        return LocalDateTime.of(2025, month, day, hour, 0).toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }

    @Test
    void termsSayWhatOffersMayDo() {
        assertThat(TERMS.offers()).isEqualTo(new OfferRules(50_000, 200, List.of("platform", "brand")));
    }

    @Test
    void readsWhatTheOfferIs() {
        assertThat(offer.number()).isEqualTo(symbol("offer", "spring"));
        assertThat(offer.programme()).isEqualTo("tea-house");
        assertThat(offer.name()).isEqualTo("spring");
        assertThat(offer.version()).isEqualTo(1);
        assertThat(offer.names()).isEqualTo(new Texts("春茶节", "Spring"));
        assertThat(offer.from()).isEqualTo(moment(4, 1, 0));
        assertThat(offer.until()).isEqualTo(moment(4, 21, 12));
        assertThat(offer.line()).isEqualTo(6);
        assertThat(offer.coupons()).extracting(Coupon::name)
                .containsExactly("off-500", "an-eighth", "steps", "again", "delivered", "one-cup", "bag", "tasting");
        assertThat(offer.text()).isEqualTo(OfferFiles.sound());
    }

    @Test
    void itsSymbolsFollowThoseOfTheTerms() {
        assertThat(read.symbols().all()).containsAllEntriesOf(TERMS.symbols().all());
        assertThat(TERMS.symbols().find("payer", "brand")).isEqualTo(symbol("payer", "brand"));
        assertThat(TERMS.symbols().find("coupon", "bag")).isNull();
    }

    @Test
    void readsAllThatACouponSays() {
        Within business = new Within(symbol("field", "business"), true, List.of(symbol("word", "business/retail")),
                List.of());
        Within brand = new Within(symbol("field", "brand"), true, List.of(), List.of("acme", "zenith"));
        Within channel =
                new Within(symbol("field", "channel"), false, List.of(symbol("word", "channel/app")), List.of());

        assertThat(coupon("off-500")).isEqualTo(new Coupon(symbol("coupon", "off-500"), "off-500",
                new Texts("满3000减500", "500 off 3000"), 12, new Reduction.Off(50_000), symbol("kind", "order"), 300_000,
                List.of(business, brand, channel), false, new Usable.After(new Period(7, PeriodUnit.DAYS)),
                List.of(new Hours(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), 600, 840),
                        new Hours(Set.of(DayOfWeek.FRIDAY), 1110, 1440)),
                new Given.ByClaim(),
                List.of(new Limit(symbol("limit", "coupon off-500/times per calendar day"), Limit.Of.TIMES, 1,
                        new Limit.Per.Calendar(CalendarUnit.DAY))),
                1, Stacks.ALONE, OnRefund.KEPT, 50_000, 0,
                List.of(new Benefit.Payer(symbol("payer", "platform"), "platform", 60),
                        new Benefit.Payer(symbol("payer", "brand"), "brand", 40)),
                true));
        assertThat(coupon("an-eighth")).isEqualTo(new Coupon(symbol("coupon", "an-eighth"), "an-eighth",
                new Texts("八七五折", "12.5 percent off"), 30, new Reduction.Percent(1250, 5_000), symbol("kind", "order"),
                0, List.of(), true, new Usable.Between(moment(4, 1, 0), moment(5, 1, 6)), List.of(),
                new Given.ByClaim(),
                List.of(new Limit(symbol("limit", "coupon an-eighth/times per calendar week"), Limit.Of.TIMES, 1,
                        new Limit.Per.Calendar(CalendarUnit.WEEK)),
                        new Limit(symbol("limit", "coupon an-eighth/times per lifetime"), Limit.Of.TIMES, 3, LIFETIME)),
                0, Stacks.ONE_PER_ORDER, OnRefund.GIVEN_BACK, 5_000, 0,
                List.of(new Benefit.Payer(symbol("payer", "platform"), "platform", 100)), false));
    }

    @Test
    void readsEachKind() {
        assertThat(coupon("steps").gives())
                .isEqualTo(new Reduction.Ladder(List.of(new Step(30_000, 3_000), new Step(50_000, 6_000))));
        assertThat(coupon("again").gives()).isEqualTo(new Reduction.Each(30_000, 5_000, Benefit.UNLIMITED));
        assertThat(coupon("delivered").gives()).isEqualTo(new Reduction.Delivery(2_000));
        assertThat(coupon("one-cup").gives()).isEqualTo(new Reduction.Price(990));
        assertThat(coupon("bag").gives()).isEqualTo(new Reduction.Gift(new Texts("一个礼品袋", "a gift bag")));
        assertThat(coupon("tasting").gives()).isEqualTo(new Reduction.Service(new Texts("品茶一次", "a tasting")));
    }

    @Test
    void theMostIsWhatItSaysOrWhatTheTermsAllow() {
        assertThat(offer.coupons()).extracting(Coupon::most)
                .containsExactly(50_000L, 5_000L, 6_000L, 50_000L, 2_000L, 50_000L, 2_000L, 888L);
        assertThat(offer.coupons()).extracting(Coupon::cost).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 2_000L, 888L);
    }

    @Test
    void readsTheOtherWaysToBeUsable() {
        assertThat(coupon("steps").usable()).isEqualTo(new Usable.UntilEndOf(CalendarUnit.MONTH, 1));
        assertThat(coupon("again").usable()).isEqualTo(new Usable.UntilEndOf(CalendarUnit.WEEK, 0));
        assertThat(coupon("delivered").from()).isEqualTo(4_990);
        assertThat(coupon("steps").stacks()).isEqualTo(Stacks.FREELY);
        assertThat(coupon("tasting").on()).isEqualTo(symbol("kind", "visit"));
        assertThat(coupon("one-cup").scope()).containsExactly(
                new Within(symbol("field", "product"), true, List.of(), List.of("green-cup")));
    }

    @Test
    void readsHowOneIsHad() {
        List<Integer> annual = List.of(symbol("plan", "annual"));
        assertThat(coupon("bag").given()).isEqualTo(new Given.ByGrant());
        assertThat(coupon("steps").given()).isEqualTo(new Given.OnSchedule(new Trigger.EachTerm(annual), 3));
        assertThat(coupon("again").given()).isEqualTo(new Given.OnSchedule(
                new Trigger.Each(new Benefit.Per.Calendar(CalendarUnit.MONTH), annual), 2));
        assertThat(offer.coupons()).filteredOn(Coupon::comes).hasSize(2);
        assertThat(offer.coupons()).filteredOn(Coupon::claims).hasSize(2);
    }

    @Test
    void stocksAreBudgetsToo() {
        Offer.Budget[] budgets = {
            new Offer.Budget(symbol("budget", "spring/all/coupons per lifetime"), "spring coupons per lifetime",
                    Offer.Of.COUPONS, 100_000, 0, 0, LIFETIME),
            new Offer.Budget(symbol("budget", "spring/all/money per calendar day"), "spring money per calendar day",
                    Offer.Of.MONEY, 5_000_000, 0, 0, new Limit.Per.Calendar(CalendarUnit.DAY)),
            new Offer.Budget(symbol("budget", "spring/all/money/brand per calendar month"),
                    "spring money of brand per calendar month", Offer.Of.MONEY, 2_000_050, 0, symbol("payer", "brand"),
                    new Limit.Per.Calendar(CalendarUnit.MONTH)),
            new Offer.Budget(symbol("budget", "spring/off-500/coupons per lifetime"), "off-500 coupons per lifetime",
                    Offer.Of.COUPONS, 1_000, symbol("coupon", "off-500"), 0, LIFETIME),
            new Offer.Budget(symbol("budget", "spring/bag/coupons per lifetime"), "bag coupons per lifetime",
                    Offer.Of.COUPONS, 50, symbol("coupon", "bag"), 0, LIFETIME)};

        assertThat(offer.budgets()).containsExactly(budgets);
    }

    @Test
    void payersKeepTheirPlacesOverAllVersions() {
        Offers first = Offers.NONE.with(0, offer);
        Terms terms = TERMS.withSymbols(read.symbols());
        String turned = "funded-by: {brand: 70, platform: 30}";
        String alone = "funded-by: {brand: 100}";
        String both = "funded-by: {platform: 60, brand: 40}";
        assertThat(percents(turned, terms, first)).containsExactly("platform 30", "brand 70");
        Offer second =
                OfferFiles.read(OfferFiles.sound().replace(both, alone), terms, first).offer();
        assertThat(percents(both, terms, first.with(0, second))).containsExactly("platform 60", "brand 40");
        Coupon one = Objects.requireNonNull(second.coupon(symbol("coupon", "off-500")));
        assertThat(one.pays(symbol("payer", "platform"))).as("who bears nothing any more").isFalse();
        assertThat(one.shares(101)).containsExactly(new Benefit.Share(symbol("payer", "platform"), 0),
                new Benefit.Share(symbol("payer", "brand"), 101));
    }

    private List<String> percents(String fundedBy, Terms terms, Offers before) {
        String text = OfferFiles.sound().replace("funded-by: {platform: 60, brand: 40}", fundedBy);
        Coupon one = Objects.requireNonNull(
                OfferFiles.read(text, terms, before).offer().coupon(symbol("coupon", "off-500")));
        return one.payers().stream().map(payer -> payer.name() + " " + payer.percent()).toList();
    }

    @Test
    void noMoreThanSixBearACouponOverAllVersions() {
        String payers = "payers: [platform, brand]";
        List<String> more = List.of("c", "d", "e", "f");
        assertThat(OfferFiles.termsText()).contains(payers);
        Terms terms = ((TermsReader.Result.Read) TermsReader.read("terms.yaml", OfferFiles.termsText()
                .replace(payers, "payers: [platform, brand, " + String.join(", ", more) + ", g]"), null)).terms();
        String both = "funded-by: {platform: 60, brand: 40}";
        String six =
                OfferFiles.sound().replace(both, "funded-by: {platform: 50, brand: 10, c: 10, d: 10, e: 10, f: 10}");
        Compiled first = OfferFiles.read(six, terms, Offers.NONE);
        assertThat(OfferFiles.mistakes(OfferFiles.sound().replace(both, "funded-by: {g: 100}"),
                terms.withSymbols(first.symbols()), Offers.NONE.with(0, first.offer())))
                .containsExactly(
                        "offer.yaml:29:16: found {g: 100}, expected at most 6 payers over all versions, not 7");
    }

    @Test
    void aMoneyTheTermsDontEndIsOnlyThatOfTheirUnits() {
        String yen = OfferFiles.termsText().replace("money: CNY", "money: JPY");
        Terms terms = ((TermsReader.Result.Read) TermsReader.read("terms.yaml", yen, null)).terms();
        String text = OfferFiles.sound()
                .replace("20000.50", "20000")
                .replace("49.90", "49")
                .replace("9.90", "9")
                .replace("8.88", "8");
        Compiled inYen = OfferFiles.read(text, terms, Offers.NONE);

        assertThat(inYen.offer().coupons()).extracting(Coupon::most)
                .containsExactly(500L, 50L, 60L, 500L, 20L, 500L, 20L, 8L);
        assertThat(OfferFiles.mistakes(OfferFiles.sound(), terms, Offers.NONE)).hasSize(4)
                .allMatch(mistake -> mistake.contains("a whole number: money has no digits after the point"));
    }
}
