package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.CouponView;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What holds of coupons whatever members claim, order, return and give up, and operators grant, revoke, pause and stop, in whichever order. */
class CouponsPropertiesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "programmes", "coupons");
    private static final long MINUTE = 60_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 30;
    private static final int STEPS = 250;
    private static final int MEMBERS = 5;

    /** One seed's members and offers; timers run before each command. */
    private static final class Story {
        final Random random;
        final Sandbox sandbox = new Sandbox();
        final Terms terms;
        final int programme;
        final List<EntityName> names = new ArrayList<>();
        final Map<String, Integer> happened = new HashMap<>();
        long now;
        int asked;

        /** @param slice how many coupons are leased at a time */
        Story(long seed, int slice) {
            random = new Random(seed);
            terms = sandbox.publish(Sandbox.compile(text("terms/2025-01-01.yaml"), null));
            programme = EntityName.programmeNumber(terms.programme());
            for (String offer : List.of("sale", "always", "gold", "passes")) {
                sandbox.publishOffer(terms.programme(),
                        text("offers/" + offer + ".yaml").replace("\ncoupons:\n", "\nslice: " + slice + "\ncoupons:\n")
                                .replace("stock: 40", slice == 1 ? "stock: 40" : "stock: 200"),
                        0);
            }
            now = terms.calendar().startOf(LocalDate.of(2025, 5, 31));
            for (int i = 0; i < MEMBERS; i++) {
                names.add(new EntityName(programme, EntityKind.MEMBER, i + 1));
                ask(names.get(i), new MemberCommand.Join(Fields.NONE));
            }
        }

        static String text(String file) {
            try {
                return Files.readString(FOLDER.resolve(file));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        Offers offers() {
            return Objects.requireNonNull(sandbox.engine().catalogue(programme)).offers();
        }

        List<Coupon> coupons() {
            return offers().all().stream().flatMap(offer -> offer.latest().coupons().stream()).toList();
        }

        void ask(EntityName name, MemberCommand body) {
            for (EntityName one : sandbox.names()) {
                for (long due = sandbox.nextDue(one); due <= now; due = sandbox.nextDue(one)) {
                    sandbox.submit(sandbox.engine().advance(one, due));
                }
            }
            String outcome = sandbox.submit(new Command(name, "c" + asked++, now, now, Origin.API, body))
                    .getClass()
                    .getSimpleName();
            happened.merge(body.getClass().getSimpleName() + " " + outcome, 1, Integer::sum);
        }

        void step() {
            now += switch (random.nextInt(10)) {
                case 0 -> random.nextLong(4 * DAY);
                case 1, 2 -> random.nextLong(3 * HOUR);
                default -> random.nextLong(10 * MINUTE);
            };
            if (random.nextInt(60) == 0) {
                turn();
            }
            EntityName name = names.get(random.nextInt(MEMBERS));
            ask(name, body(name));
        }

        private void turn() {
            Offers.Life life = random.nextInt(10) == 0 ? Offers.Life.STOPPED
                    : random.nextBoolean() ? Offers.Life.PAUSED : Offers.Life.RESUMED;
            sandbox.turnOffer(terms.programme(), random.nextBoolean() ? "sale" : "always", life, now);
        }

        private MemberCommand body(EntityName name) {
            MemberView view = sandbox.view(name, now);
            List<CouponView> had = view == null ? List.of() : view.coupons();
            List<Coupon> all = coupons();
            Coupon coupon = all.get(random.nextInt(all.size()));
            return switch (random.nextInt(28)) {
                case 0, 1, 2, 3, 4, 5 -> new MemberCommand.ClaimCoupon(coupon.number());
                case 6, 7, 8 -> new MemberCommand.GrantCoupon(coupon.number(), 1 + random.nextInt(4), "made good");
                case 9, 10, 11, 12, 13 -> reserve(had);
                case 14, 15, 16, 17 -> new MemberCommand.RedeemCoupons(order(had, "reserved"));
                case 18 -> new MemberCommand.ReleaseCoupons(order(had, "reserved"));
                case 19 -> new MemberCommand.RefundCoupons(order(had, "redeemed"), MemberCommand.RefundCoupons.WHOLE);
                case 20 -> new MemberCommand.RefundCoupons(order(had, "redeemed"), 1 + random.nextInt(20_000));
                case 21 -> new MemberCommand.RevokeCoupon(number(had), "two accounts");
                case 22 -> new MemberCommand.ExtendCoupon(number(had), now + random.nextLong(60 * DAY), "late parcel");
                case 23 -> new MemberCommand.HandOnCoupon(number(had), names.get(random.nextInt(MEMBERS)));
                case 24 -> new MemberCommand.Subscribe(plan());
                case 25 -> new MemberCommand.CancelPlan(plan(), random.nextBoolean());
                case 26 -> new MemberCommand.ChangePlan(plan(), plan());
                default -> random.nextInt(12) == 0
                        ? random.nextBoolean() ? new MemberCommand.Merge(names.get(random.nextInt(MEMBERS)))
                                : new MemberCommand.Leave("moved")
                        : new MemberCommand.ClaimCoupon(all.getFirst().number());
            };
        }

        private int plan() {
            return terms.plans().get(random.nextInt(terms.plans().size())).number();
        }

        private long number(List<CouponView> had) {
            return had.isEmpty() ? 1 : had.get(random.nextInt(had.size())).number();
        }

        private String order(List<CouponView> had, String state) {
            List<String> orders = had.stream().filter(one -> one.state().equals(state)).map(CouponView::order).toList();
            return orders.isEmpty() ? "none" : orders.get(random.nextInt(orders.size()));
        }

        private MemberCommand reserve(List<CouponView> had) {
            List<Long> some = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                some.add(number(had));
            }
            int business = Objects.requireNonNull(
                    terms.symbols()
                            .find("word", "business/" + List.of("food", "lodging", "shopping").get(random.nextInt(3))));
            Fields line = new Fields.Builder().text(KnownField.PRODUCT.symbol(), "tea")
                    .number(KnownField.QUANTITY.symbol(), 1 + random.nextInt(3))
                    .number(KnownField.PRICE.symbol(), 1 + random.nextInt(30_000))
                    .build();
            int field = Objects.requireNonNull(terms.symbols().find("field", "business"));
            Activity what = new Activity(Objects.requireNonNull(terms.kind("order")).number(),
                    new Fields.Builder().number(field, business).build(), List.of(line));
            return new MemberCommand.ReserveCoupons("o" + asked, what, some, 1 + random.nextLong(HOUR));
        }

        /** What was taken of a budget in any of its stretches. */
        void requireBudgets() {
            for (Offers.Published published : offers().all()) {
                BudgetView taken = sandbox.budget(BudgetMachine.name(programme, published.latest().number()));
                for (Offer.Budget budget : published.latest().budgets()) {
                    for (BudgetView.Taken one : taken.taken()) {
                        if (one.budget() == budget.number()) {
                            assertThat(one.amount()).as("%s at %s", budget.name(), now).isBetween(0L, budget.amount());
                        }
                    }
                    if (budget.of() == Offer.Of.COUPONS && budget.per() instanceof Limit.Per.Lifetime) {
                        assertThat(taken.taken(budget.number(), 0) - sandbox.sliced(budget.coupon())).as(budget.name())
                                .isEqualTo(
                                        sum("coupon." + coupon(budget.coupon()).name(), "live", "reserved", "redeemed")
                                                + (coupon(budget.coupon()).again() ? 0
                                                        : sum("coupon." + coupon(budget.coupon()).name(), "expired",
                                                                "revoked")));
                    }
                }
            }
        }

        private Coupon coupon(int number) {
            return coupons().stream().filter(one -> one.number() == number).findFirst().orElseThrow();
        }

        private long sum(String of, String... parts) {
            Map<String, Long> totals = sandbox.totals(programme, now);
            long sum = 0;
            for (String part : parts) {
                sum += totals.getOrDefault(of + "." + part, 0L);
            }
            return sum;
        }

        void requireConservation() {
            Map<String, Long> totals = sandbox.totals(programme, now);
            long cost = 0;
            for (Coupon coupon : coupons()) {
                String of = "coupon." + coupon.name();
                assertThat(totals.getOrDefault(of + ".granted", 0L)).as(of)
                        .isEqualTo(sum(of, "live", "reserved", "redeemed", "expired", "revoked"));
                for (String state : List.of("live", "reserved")) {
                    long held = names.stream()
                            .map(name -> sandbox.view(name, now))
                            .filter(Objects::nonNull)
                            .flatMap(view -> view.coupons().stream())
                            .filter(one -> one.coupon().equals(coupon.name()) && one.state().equals(state))
                            .count();
                    assertThat(totals.getOrDefault(of + "." + state, 0L)).as(of + "." + state).isEqualTo(held);
                }
                cost += totals.getOrDefault(of + ".cost", 0L);
            }
            assertThat(totals.getOrDefault("payer.platform.cost", 0L) + totals.getOrDefault("payer.brand.cost", 0L))
                    .as("what the payers bear")
                    .isEqualTo(cost);
            assertThat(cost).isNotNegative();
        }
    }

    @Test
    void nothingIsGivenThatIsNotThereAndEverythingAddsUp() {
        tell(1);
    }

    @Test
    void norDoSlicesGiveMore() {
        assertThat(tell(2) + tell(7)).as("coupons that slices held and did not give").isPositive();
    }

    /** Returns how many coupons slices held, summed over all steps. */
    private static long tell(int slice) {
        long held = 0;
        Map<String, Integer> happened = new HashMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Story story = new Story(seed, slice);
            for (int i = 0; i < STEPS; i++) {
                story.step();
                story.requireBudgets();
                story.requireConservation();
                held += story.coupons().stream().mapToLong(one -> story.sandbox.sliced(one.number())).sum();
            }
            story.sandbox.requireReplay();
            story.happened.forEach((what, times) -> happened.merge(what, times, Integer::sum));
        }
        // Otherwise the stories would show nothing.
        assertThat(happened).containsKeys("ClaimCoupon Begun", "ClaimCoupon Accepted", "ClaimCoupon Refused",
                "GrantCoupon Begun", "ReserveCoupons Accepted", "RedeemCoupons Accepted", "ReleaseCoupons Accepted",
                "RefundCoupons Accepted", "RevokeCoupon Accepted", "ExtendCoupon Accepted", "HandOnCoupon Begun",
                "Merge Begun",
                "Leave Accepted", "Subscribe Accepted", "CancelPlan Accepted", "ChangePlan Accepted");
        return held;
    }
}
