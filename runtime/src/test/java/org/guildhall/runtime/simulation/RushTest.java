package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.CouponView;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.stock.BudgetCommand;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.stock.SliceMachine;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.junit.jupiter.api.Test;

/**
 * Coupons of which there are few are never given twice, whenever the process dies: what budgets have given is what members have, at no
 * moment more than there is, what is given back is there for others, and no code is used twice.
 */
class RushTest {
    private static final int SEEDS = 30;
    private static final int COMMANDS = 200;
    private static final int RESTS = 4;
    private static final int TURNS = 60_000;
    private static final int MEMBERS = 8;
    private static final int CODES = 4;
    private static final long HOUR = 3_600_000L;

    /** How often each thing happened, over all seeds: none of it is to be missing. */
    private final Map<String, Integer> happened = new HashMap<>();

    @Test
    void nothingIsGivenTwiceWheneverTheProcessDies() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new Run(seed, seed % 3 == 0 ? 6 : 1).run();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed + " failed", failed);
            }
        }
        assertThat(happened).containsKeys("ClaimCoupon Begun", "ClaimCoupon Refused", "ReserveCoupons Accepted",
                "RedeemCoupons Accepted", "ReleaseCoupons Accepted", "RefundCoupons Accepted", "RevokeCoupon Accepted",
                "few sold out", "some sold out", "ClaimByUniqueCode Begun",
                "MakeCodes Accepted", "codes used", "death", "slices held some");
        assertThat(happened.get("ClaimByUniqueCode Begun")).as("others brought a code that was used, or was none")
                .isGreaterThan(happened.get("codes used"));
    }

    /** One seed's. */
    private final class Run {
        private final Random random;
        private final World world;
        private final Terms terms;
        private final Offer offer;
        private final List<EntityName> members;
        private final EntityName budgets;
        private final List<Command> unanswered = new ArrayList<>();
        private int invented;
        private int untilFault;

        /** @param slice how many coupons are leased at a time */
        Run(long seed, int slice) {
            random = new Random(seed);
            Programme programme = new Programme("rush");
            RuntimeOptions options = new RuntimeOptions(1 + random.nextInt(5), 24, 12, 4, 3,
                    random.nextBoolean() ? 1 << 20 : 8_000, 300, random.nextInt(4) > 0);
            world = new World(new Random(seed + 1), programme, options, programme.first().from() + HOUR);
            terms = programme.first();
            world.runtime.publish(new PublishedOffer("rush", terms.from(), 0, text(slice)).encode());
            offer = world.catalogue().offers().all().iterator().next().latest();
            int number = EntityName.programmeNumber("rush");
            members = IntStream.rangeClosed(1, MEMBERS)
                    .mapToObj(key -> new EntityName(number, EntityKind.MEMBER, key * 0x1234_5678_9abc_defL))
                    .toList();
            budgets = BudgetMachine.name(number, offer.number());
            unanswered.add(makeCodes());
            members.forEach(member -> unanswered.add(command(member, new MemberCommand.Join(Fields.NONE))));
        }

        private String text(int slice) {
            try (InputStream in = RushTest.class.getResourceAsStream("/simulation/rush-offer.yaml")) {
                String one = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
                return slice == 1 ? one
                        : one.replace("\ncoupons:", "\nslice: " + slice + "\ncoupons:")
                                .replace("money: 60", "money: 900")
                                .replace("times: 2, per: calendar day", "times: 20, per: calendar day")
                                .replace("stock: 20", "stock: 32");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private Command makeCodes() {
            return command(budgets, new BudgetCommand.MakeCodes(coded().number(), CODES));
        }

        private Coupon coded() {
            return offer.coupons().getLast();
        }

        private Command command(EntityName who, Command.Body body) {
            return new Command(who, "r" + invented++, world.clock.millis(), 0, Origin.API, body);
        }

        void run() {
            for (int rest = 1; rest <= RESTS; rest++) {
                rage(COMMANDS * rest / RESTS);
                world.faults = Faults.NONE;
                if (random.nextBoolean() || world.hasStopped()) {
                    world.crash();
                }
                world.runtime.settle();
                judge();
            }
            happened.merge("codes used", (int) taken().codes(coded().number()).used(), Integer::sum);
        }

        private void rage(int until) {
            planFault();
            for (int turns = 0; invented < until || !unanswered.isEmpty(); turns++) {
                assertThat(turns).as("turns").isLessThan(TURNS);
                try {
                    stir(invented < until);
                    requireWithinBudgets(taken());
                    if (world.hasStopped()) {
                        throw new SimulatedDeath("of one that can't go on");
                    }
                } catch (SimulatedDeath | StorageException | UndecidedException death) {
                    happened.merge("death", 1, Integer::sum);
                    world.crash();
                    planFault();
                }
            }
        }

        private void planFault() {
            untilFault = 1 + random.nextInt(400);
            world.faults = (moment, partition) -> {
                if (--untilFault == 0) {
                    throw new SimulatedDeath(moment + " in partition " + partition);
                }
            };
        }

        private void stir(boolean more) {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4 -> submit(more);
                case 5 -> world.clock.advance(random.nextLong(random.nextInt(20) == 0 ? 400 * HOUR : HOUR));
                case 6 -> world.runtime.stepWriter();
                case 7 -> {
                    if (random.nextInt(40) == 0) {
                        world.restart(1 + random.nextInt(5));
                    }
                }
                default -> world.runtime.step(random.nextInt(world.partitions()));
            }
        }

        private void submit(boolean more) {
            if (more && (unanswered.isEmpty() || random.nextBoolean())) {
                EntityName who = members.get(random.nextInt(MEMBERS));
                unanswered.add(random.nextInt(25) == 0 ? makeCodes() : command(who, body(who)));
            }
            if (!unanswered.isEmpty()) {
                Command command = unanswered.get(random.nextInt(unanswered.size()));
                boolean lost = random.nextInt(8) == 0;
                world.runtime.submit(command, answer -> {
                    if (answer instanceof Answer.Failed failed) {
                        throw new AssertionError("the engine failed on " + command, failed.cause());
                    }
                    if (answer instanceof Answer.Decided(Outcome outcome) && !lost && unanswered.remove(command)) {
                        happened.merge(command.body().getClass().getSimpleName() + " "
                                + outcome.getClass().getSimpleName(), 1, Integer::sum);
                    }
                });
            }
        }

        private MemberCommand body(EntityName who) {
            MemberView view = world.view(who, world.clock.millis());
            List<CouponView> had = view == null ? List.of() : view.coupons();
            return switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5, 6 ->
                        new MemberCommand.ClaimCoupon(offer.coupons().get(random.nextInt(2)).number());
                case 7, 8, 9 -> new MemberCommand.ReserveCoupons("o" + invented, payment(), List.of(number(had)),
                        1 + random.nextLong(2 * HOUR));
                case 10, 11, 12 -> new MemberCommand.RedeemCoupons(order(had, "reserved"));
                case 13 -> new MemberCommand.ReleaseCoupons(order(had, "reserved"));
                case 14 -> new MemberCommand.RefundCoupons(order(had, "redeemed"),
                        random.nextBoolean() ? MemberCommand.RefundCoupons.WHOLE : 1 + random.nextInt(3000));
                case 15, 16, 17, 18 -> byCode();
                default -> new MemberCommand.RevokeCoupon(number(had), "two accounts");
            };
        }

        /** Some that are used already, and some that are not made yet. */
        private MemberCommand byCode() {
            long made = taken().codes(coded().number()).made();
            long serial = 1 + random.nextLong(made + 2);
            return new MemberCommand.ClaimByUniqueCode(coded().number(), serial);
        }

        private Activity payment() {
            return new Activity(Objects.requireNonNull(terms.kind("payment")).number(), new Fields.Builder()
                    .number(KnownField.AMOUNT.symbol(), 1 + random.nextInt(8000))
                    .build(), List.of());
        }

        private static String order(List<CouponView> had, String state) {
            return had.stream()
                    .filter(one -> one.state().equals(state))
                    .map(CouponView::order)
                    .findFirst()
                    .orElse("none");
        }

        private long number(List<CouponView> had) {
            return had.isEmpty() ? 1 : had.get(random.nextInt(had.size())).number();
        }

        private BudgetView taken() {
            return world.runtime.view(budgets, world.engine::budget);
        }

        private void requireWithinBudgets(BudgetView taken) {
            for (BudgetView.Taken one : taken.taken()) {
                for (Offer.Budget budget : offer.budgets()) {
                    if (one.budget() == budget.number()) {
                        assertThat(one.amount()).as(budget.name()).isBetween(0L, budget.amount());
                    }
                }
            }
        }

        /** All that was begun is over; what budgets count is what members have or had. */
        private void judge() {
            Map<String, Long> totals = new HashMap<>();
            world.runtime.tallies(EntityName.programmeNumber("rush"))
                    .forEach((series, amount) -> totals.put(
                            world.engine.seriesName(EntityName.programmeNumber("rush"), series), amount));
            for (EntityName member : members) {
                MemberView view = world.view(member, Long.MIN_VALUE);
                assertThat(view == null ? List.<CouponView>of() : view.coupons())
                        .noneMatch(one -> one.state().equals("awaited"));
            }
            assertThat(taken().codes(coded().number()).used()).as("codes used")
                    .isEqualTo(totals.getOrDefault("coupon.coded.granted", 0L));
            long cost = 0;
            for (Coupon coupon : offer.coupons()) {
                String of = "coupon." + coupon.name() + ".";
                long there = sum(totals, of, "live", "reserved", "redeemed");
                long over = sum(totals, of, "expired", "revoked");
                assertThat(totals.getOrDefault(of + "granted", 0L)).as(of).isEqualTo(there + over);
                Offer.Budget stock = offer.budgets()
                        .stream()
                        .filter(budget -> budget.coupon() == coupon.number())
                        .findFirst()
                        .orElseThrow();
                long given = coupon.again() ? there : there + over;
                long held = held(coupon.number());
                if (held > 0) {
                    happened.merge("slices held some", 1, Integer::sum);
                }
                assertThat(taken().taken(stock.number(), 0)).as(stock.name()).isEqualTo(given + held);
                if (given == stock.amount()) {
                    happened.merge(coupon.name() + " sold out", 1, Integer::sum);
                }
                cost += totals.getOrDefault(of + "cost", 0L);
            }
            assertThat(totals.getOrDefault("payer.platform.cost", 0L) + totals.getOrDefault("payer.brand.cost", 0L))
                    .isEqualTo(cost);
        }

        /** What slices can give of a coupon without asking. */
        private long held(int coupon) {
            return members.stream()
                    .map(member -> SliceMachine.name(member, offer.number()))
                    .distinct()
                    .mapToLong(slice -> world.runtime.view(slice,
                            image -> image == null ? 0 : world.engine.sliceLeft(image, coupon)))
                    .sum();
        }

        private static long sum(Map<String, Long> totals, String of, String... parts) {
            long sum = 0;
            for (String part : parts) {
                sum += totals.getOrDefault(of + part, 0L);
            }
            return sum;
        }
    }
}
