package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of plans, benefits and activities stands in the totals; the sandbox proves that entries tell the same. */
class SumsTest {
    private static final String TERMS = """
            programme: summed
            terms: 2024-01-01
            names: {zh: 测试, en: Test}
            for: {zh: 测试, en: those who test}
            promise: {zh: 说到做到, en: what is written holds}
            money: CNY
            zone: Asia/Shanghai
            country: {none: made up for tests}
            joins: explicit
            daily-totals: 100 days
            activities:
              order:
                names: {zh: 订单, en: Order}
                fields: {amount: money}
                late: 5 days
                reversible: 60 days
              basket:
                names: {zh: 篮子, en: Basket}
                fields: {channel: [app, shop], gift-cards?: money}
                lines: {product: text, brand?: [orchid, jade], quantity: number, price: money}
                earns: {rounding: half-up, gift-cards: no}
                figures-by: [channel, brand]
                effective: activity.amount > 0
                late: 5 days
                reversible: 60 days
            plans:
              small:
                names: {zh: 小, en: Small}
                price: 30
                term: 1 month
                cycle: anniversary
                trial: 10 days
                renews: automatically
                notice: none
                consent-to-rise: no
                pay-within: 1 day
                retries: [1 day]
                grace: 5 days
                refund: the-rest
                pause: never
                changes-to: {large: at-once}
                proration: by-day
              large:
                names: {zh: 大, en: Large}
                price: 60
                term: 1 month
                cycle: anniversary
                renews: automatically
                notice: none
                consent-to-rise: no
                pay-within: 1 day
                retries: [1 day]
                grace: 5 days
                refund: the-rest
                pause: never
                proration: by-day
                gift: one-term
            benefits:
              delivery:
                names: {zh: 配送, en: Delivery}
                allowance: {unit: uses, limit: unlimited, cancellable: 30 days}
                plans: [small, large]
                worth: 6.99
                cost: 4.25
                funded-by: {platform: 70, carrier: 30}
            """;

    private final Sandbox sandbox = new Sandbox();
    private final int programme = EntityName.programmeNumber("summed");
    private final EntityName lin = new EntityName(programme, EntityKind.MEMBER, 1);
    private final EntityName wu = new EntityName(programme, EntityKind.MEMBER, 2);
    private final Terms terms = sandbox.publish(Sandbox.compile(TERMS, null));
    private final int small = Objects.requireNonNull(terms.symbols().find("plan", "small"));
    private final int large = Objects.requireNonNull(terms.symbols().find("plan", "large"));
    private final int delivery = Objects.requireNonNull(terms.symbols().find("benefit", "delivery"));
    private int asked;

    @AfterEach
    void entriesTellTheSame() {
        sandbox.requireReplay();
    }

    @Test
    void aTrialThatIsPaidIsConvertedAndItsTermsAreRenewedOrEnd() {
        ask(lin, "01-01", new MemberCommand.Subscribe(small));
        assertThat(totals("01-05")).containsEntry("plan.small.trial", 1L)
                .containsEntry("subscribers", 1L)
                .doesNotContainKey("plan.small.fees");
        assertThat(totals("01-11")).containsEntry("plan.small.unpaid", 1L)
                .doesNotContainKey("plan.small.trials-converted");
        ask(lin, "01-11", new MemberCommand.PaymentSettled(small, 0, 3000));
        assertThat(totals("01-11")).containsEntry("plan.small.trials-converted", 1L)
                .containsEntry("plan.small.paid", 1L)
                .containsEntry("plan.small.fees", 3000L)
                .containsEntry("plan.small.terms", 1L);

        ask(lin, "02-11", new MemberCommand.PaymentFailed(small, 0, "no money"));
        ask(lin, "02-12", new MemberCommand.PaymentSettled(small, 0, 3000));
        assertThat(totals("02-12")).containsEntry("plan.small.first-renewed", 1L)
                .containsEntry("plan.small.fees", 6000L);
        ask(lin, "03-11", new MemberCommand.PaymentSettled(small, 0, 3000));
        ask(lin, "04-11", new MemberCommand.PaymentFailed(small, 0, "no money"));

        assertThat(plan("small", "04-17")).isEqualTo(Map.of("trials-converted", 1L, "first-renewed", 1L,
                "later-renewed", 1L, "later-ended", 1L, "fees", 9000L, "terms", 3L));
        assertThat(totals("04-17")).doesNotContainKey("subscribers");
    }

    @Test
    void aTrialThatIsCancelledHasEndedAndAFirstPaymentThatNeverCameIsNothing() {
        ask(lin, "01-01", new MemberCommand.Subscribe(small));
        ask(lin, "01-02", new MemberCommand.CancelPlan(small, false));
        ask(wu, "01-01", new MemberCommand.Subscribe(large));

        assertThat(plan("small", "01-12")).isEqualTo(Map.of("trials-ended", 1L));
        assertThat(plan("large", "01-12")).isEmpty();
    }

    @Test
    void whatIsPaidForAChangeCountsWhereItGoesAndSoDoesWhatIsGivenBackOfIt() {
        ask(lin, "01-01", new MemberCommand.Subscribe(small));
        ask(lin, "01-11", new MemberCommand.PaymentSettled(small, 0, 3000));
        ask(lin, "01-11", new MemberCommand.ChangePlan(small, large));
        ask(lin, "01-11", new MemberCommand.PaymentSettled(small, 0, 3000));
        assertThat(plan("small", "01-12")).containsEntry("fees", 3000L);
        assertThat(plan("large", "01-12")).containsEntry("fees", 3000L).containsEntry("paid", 1L);

        ask(lin, "01-11", new MemberCommand.CancelPlan(large, true));
        ask(lin, "01-12", new MemberCommand.PaymentSettled(0, 3, 3000));
        assertThat(plan("small", "01-12")).containsEntry("fees", 3000L);
        assertThat(plan("large", "01-12")).isEqualTo(Map.of("first-ended", 1L));
    }

    @Test
    void aPaymentThatTheBankTakesBackIsNoFeeAlsoAfterThePlanWasBoughtAgain() {
        ask(lin, "01-01", new MemberCommand.Subscribe(large));
        ask(lin, "01-01", new MemberCommand.PaymentSettled(large, 0, 6000));
        ask(lin, "01-10", new MemberCommand.CancelPlan(large, false));
        ask(lin, "02-01", new MemberCommand.Subscribe(large));
        ask(lin, "02-01", new MemberCommand.PaymentSettled(large, 0, 6000));
        ask(lin, "02-02", new MemberCommand.PaymentReversed(1, "disputed"));

        assertThat(plan("large", "02-02")).containsEntry("fees", 6000L);
    }

    @Test
    void aGiftIsAFeeOnceAndNoSaleOrRenewalOfWhoHasIt() {
        ask(lin, "01-01", new MemberCommand.Give(large, wu));
        ask(lin, "01-01", new MemberCommand.PaymentSettled(0, 1, 6000));
        assertThat(plan("large", "01-02"))
                .isEqualTo(Map.of("paid", 1L, "fees", 6000L, "terms", 1L, "gifts", 1L));

        ask(wu, "01-05", new MemberCommand.KeepPlan(large));
        assertThat(plan("large", "02-01"))
                .isEqualTo(Map.of("unpaid", 1L, "fees", 6000L, "terms", 1L, "gifts", 1L));
        ask(wu, "02-01", new MemberCommand.PaymentSettled(large, 0, 6000));
        ask(wu, "02-02", new MemberCommand.CancelPlan(large, false));
        assertThat(plan("large", "03-02"))
                .isEqualTo(Map.of("fees", 12_000L, "terms", 2L, "gifts", 1L, "first-ended", 1L));
    }

    @Test
    void aGiftThatWaitsLeavesTheTermBeforeItOpen() {
        ask(wu, "01-01", new MemberCommand.Subscribe(large, MemberCommand.Renews.NO));
        ask(wu, "01-01", new MemberCommand.PaymentSettled(large, 0, 6000));
        ask(lin, "01-02", new MemberCommand.Give(large, wu));
        ask(lin, "01-02", new MemberCommand.PaymentSettled(0, 1, 6000));
        assertThat(plan("large", "02-02"))
                .isEqualTo(Map.of("paid", 1L, "fees", 12_000L, "terms", 2L, "gifts", 1L));
        assertThat(plan("large", "03-02"))
                .isEqualTo(Map.of("fees", 12_000L, "terms", 2L, "gifts", 1L, "first-ended", 1L));
    }

    @Test
    void aTermThatWasPaidBeforeItBeganIsARenewal() {
        ask(lin, "01-01", new MemberCommand.Subscribe(large));
        ask(lin, "01-01", new MemberCommand.PaymentSettled(large, 0, 6000));
        ask(lin, "01-10", new MemberCommand.ProlongPlan(large));
        assertThat(plan("large", "01-10")).containsEntry("paid", 1L).doesNotContainKey("unpaid");
        ask(lin, "01-10", new MemberCommand.PaymentSettled(large, 0, 6000));
        assertThat(plan("large", "01-20")).isEqualTo(Map.of("paid", 1L, "fees", 12_000L, "terms", 1L));
        assertThat(plan("large", "02-02"))
                .isEqualTo(Map.of("paid", 1L, "fees", 12_000L, "terms", 2L, "first-renewed", 1L));
    }

    @Test
    void whatBenefitsCostIsAddedUpByWhoBearsIt() {
        ask(lin, "01-01", new MemberCommand.Subscribe(small));
        String use = ask(lin, "01-02", new MemberCommand.Use(delivery, 1));
        ask(lin, "01-03", new MemberCommand.Use(delivery, 2));
        assertThat(totals("01-03")).containsEntry("benefit.delivery.used", 3L)
                .containsEntry("benefit.delivery.worth", 2097L)
                .containsEntry("benefit.delivery.cost", 1275L)
                .containsEntry("payer.platform.cost", 298L + 595)
                .containsEntry("payer.carrier.cost", 127L + 255);

        ask(lin, "01-04", new MemberCommand.CancelUse(use));
        assertThat(totals("01-04")).containsEntry("benefit.delivery.worth", 1398L)
                .containsEntry("payer.platform.cost", 595L)
                .containsEntry("payer.carrier.cost", 255L);
    }

    @Test
    void ordersCountForWhoPlacedThem() {
        String first = ask(lin, "01-01", order(10_000));
        ask(wu, "01-01", order(5_000));
        ask(lin, "01-02", new MemberCommand.Subscribe(small));
        String third = ask(lin, "01-03", order(20_000));
        assertThat(orders("01-03")).isEqualTo(Map.of("count", 3L, "amount", 35_000L, "members-count", 1L,
                "members-amount", 20_000L, "subscribers-count", 1L, "subscribers-amount", 20_000L));

        ask(lin, "01-04", new MemberCommand.Reverse(first, new MemberCommand.Part.Value(4_000)));
        assertThat(orders("01-04")).isEqualTo(Map.of("count", 3L, "amount", 31_000L, "members-count", 1L,
                "members-amount", 20_000L, "subscribers-count", 1L, "subscribers-amount", 20_000L));

        ask(lin, "01-05", new MemberCommand.CancelPlan(small, true));
        ask(lin, "01-06", new MemberCommand.Reverse(third, new MemberCommand.Part.Whole()));
        assertThat(orders("01-06")).isEqualTo(Map.of("count", 2L, "amount", 11_000L));
    }

    @Test
    void partsOfActivitiesAreToldApartByWordsAndAddUp() {
        ask(lin, "01-01", new MemberCommand.Subscribe(small));
        // 40 of orchid, 20 of jade, 20 of none; a gift card pays 20 of the 80
        String first = ask(lin, "01-02", basket("app", 2_000, line("orchid", 2, 2_000), line("jade", 1, 2_000),
                line("", 1, 2_000)));
        ask(wu, "01-02", basket("shop", 0, line("jade", 3, 1_000)));
        assertThat(part("activity.basket/brand/orchid.", "01-02")).isEqualTo(Map.of("count", 1L, "amount", 3_000L,
                "members-count", 1L, "members-amount", 3_000L, "subscribers-count", 1L, "subscribers-amount", 3_000L));
        assertThat(part("activity.basket/brand/jade.", "01-02")).isEqualTo(Map.of("count", 2L, "amount", 4_500L,
                "members-count", 1L, "members-amount", 1_500L, "subscribers-count", 1L, "subscribers-amount", 1_500L));
        assertThat(part("activity.basket/channel/app.", "01-02")).containsEntry("amount", 6_000L);
        assertThat(part("activity.basket/channel/shop.", "01-02")).isEqualTo(Map.of("count", 1L, "amount", 3_000L));

        ask(lin, "01-03", new MemberCommand.Reverse(first,
                new MemberCommand.Part.Lines(List.of(new MemberCommand.LinePart(0, 2)))));
        // What the gift card paid is spread over what is left.
        assertThat(part("activity.basket/brand/orchid.", "01-03")).isEmpty();
        assertThat(part("activity.basket/brand/jade.", "01-03")).containsEntry("amount", 4_000L)
                .containsEntry("subscribers-amount", 1_000L);
        assertThat(part("activity.basket/channel/app.", "01-03")).containsEntry("amount", 2_000L);

        ask(lin, "01-04", new MemberCommand.Reverse(first, new MemberCommand.Part.Whole()));
        assertThat(part("activity.basket/channel/app.", "01-04")).isEmpty();
        assertThat(part("activity.basket/brand/jade.", "01-04")).isEqualTo(Map.of("count", 1L, "amount", 3_000L));
    }

    @Test
    void whatDoesNotTakeEffectIsNoPart() {
        ask(lin, "01-02", basket("app", 2_000, line("orchid", 1, 2_000)));
        assertThat(part("activity.basket", "01-02")).isEmpty();
    }

    @Test
    void whatWasMergedCountsOnce() {
        ask(lin, "01-01", new MemberCommand.Subscribe(small));
        ask(lin, "01-01", new MemberCommand.Use(delivery, 1));
        ask(lin, "01-02", order(20_000));
        ask(wu, "01-02", new MemberCommand.Join(Fields.NONE));
        Map<String, Long> before = totals("01-03");
        ask(wu, "01-03", new MemberCommand.Merge(lin));
        Map<String, Long> after = totals("01-03");
        assertThat(after).containsEntry("merged", 1L);
        before.merge("members", -1L, Long::sum);
        after.remove("merged");
        assertThat(after).isEqualTo(before);

        ask(wu, "01-11", new MemberCommand.PaymentSettled(small, 0, 3000));
        assertThat(plan("small", "01-11")).containsEntry("trials-converted", 1L).containsEntry("fees", 3000L);
    }

    private MemberCommand order(long amount) {
        ActivityKind kind = kind("order");
        return new MemberCommand.Record(
                new Activity(kind.number(), new Fields.Builder().number(symbol("amount"), amount).build(), List.of()));
    }

    private MemberCommand basket(String channel, long giftCards, Fields... lines) {
        return new MemberCommand.Record(new Activity(kind("basket").number(), new Fields.Builder()
                .number(symbol("channel"), word("channel/" + channel))
                .number(symbol("gift-cards"), giftCards)
                .build(), List.of(lines)));
    }

    private Fields line(String brand, long quantity, long price) {
        Fields.Builder line = new Fields.Builder()
                .text(symbol("product"), "p")
                .number(symbol("quantity"), quantity)
                .number(symbol("price"), price);
        return brand.isEmpty() ? line.build() : line.number(symbol("brand"), word("brand/" + brand)).build();
    }

    private ActivityKind kind(String name) {
        return Objects.requireNonNull(terms.kind(Objects.requireNonNull(terms.symbols().find("kind", name))));
    }

    private int symbol(String field) {
        return Objects.requireNonNull(terms.symbols().find("field", field));
    }

    private int word(String word) {
        return Objects.requireNonNull(terms.symbols().find("word", word));
    }

    private Map<String, Long> plan(String plan, String day) {
        return part("plan." + plan + ".", day);
    }

    private Map<String, Long> orders(String day) {
        return part("activity.order.", day);
    }

    private Map<String, Long> part(String prefix, String day) {
        Map<String, Long> part = new TreeMap<>();
        totals(day).forEach((name, amount) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), amount);
            }
        });
        return part;
    }

    private Map<String, Long> totals(String day) {
        return sandbox.totals(programme, at(day));
    }

    private long at(String day) {
        return Instant.parse("2024-" + day + "T04:00:00Z").toEpochMilli();
    }

    private String ask(EntityName who, String day, MemberCommand body) {
        String id = "c" + asked++;
        assertThat(sandbox.submit(new Command(who, id, at(day), at(day), Origin.API, body)))
                .isNotInstanceOf(Outcome.Refused.class);
        return id;
    }
}
