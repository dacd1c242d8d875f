package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever members ask of their plans and whatever comes of payments, in whichever order. */
class PlansPropertiesTest {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 40;
    private static final int STEPS = 150;
    /** So many terms ahead can come along in a merge: one of each plan. */
    private static final int AT_MOST_AT_ONCE = 6;

    /** One seed's members and what they do, over hours, weeks and now and then a year. */
    private static final class Story {
        final Random random;
        final Sandbox sandbox = new Sandbox();
        final Terms terms;
        final List<EntityName> names;
        long now;
        int asked;

        Story(Path file, long seed) {
            random = new Random(seed);
            try {
                terms = sandbox.publish(Sandbox.compile(Files.readString(file), null));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            int programme = EntityName.programmeNumber(terms.programme());
            names = Stream.of(1, 2, 3)
                    .limit(programmeHasGifts() ? 3 : 2)
                    .map(key -> new EntityName(programme, EntityKind.MEMBER, key))
                    .toList();
            now = terms.from() + random.nextLong(1000 * DAY);
        }

        Command next() {
            now += programmeHasGifts() ? soon() : switch (random.nextInt(10)) {
                case 0 -> random.nextLong(400 * DAY);
                case 1, 2, 3 -> random.nextLong(35 * DAY);
                case 4, 5 -> random.nextLong(5 * DAY);
                default -> random.nextLong(3 * HOUR);
            };
            EntityName who = programmeHasGifts() ? anybody() : names.get(random.nextInt(10) == 0 ? 1 : 0);
            return new Command(who, "c" + asked++, now, now, Origin.API, body(who));
        }

        private long soon() {
            return switch (random.nextInt(20)) {
                case 0 -> random.nextLong(60 * DAY);
                case 1, 2 -> random.nextLong(15 * DAY);
                case 3, 4 -> random.nextLong(2 * DAY);
                default -> random.nextLong(2 * HOUR);
            };
        }

        private EntityName anybody() {
            return names.get(random.nextInt(names.size()));
        }

        private MemberCommand body(EntityName who) {
            if (!programmeHasGifts()) {
                return asked(who);
            }
            return switch (random.nextInt(3)) {
                case 0 -> given();
                case 1 -> settled(who);
                default -> asked(who);
            };
        }

        /** What concerns the next term, and terms for others; now and then for oneself. */
        private MemberCommand given() {
            int plan = plan();
            return switch (random.nextInt(200)) {
                case 0 -> new MemberCommand.Merge(anybody());
                case 1 -> new MemberCommand.Leave("enough");
                case 2, 3, 4, 5, 6, 7, 8, 9 -> new MemberCommand.CancelGift(1 + random.nextLong(20));
                default -> random.nextInt(3) == 0 ? new MemberCommand.ProlongPlan(plan)
                        : new MemberCommand.Give(plan, anybody());
            };
        }

        private boolean programmeHasGifts() {
            return terms.plans().stream().anyMatch(Plan::giveable);
        }

        private MemberCommand asked(EntityName who) {
            int plan = plan();
            return switch (random.nextInt(programmeHasOffers() ? 28 : 16)) {
                case 0, 1, 2 -> new MemberCommand.Subscribe(plan, MemberCommand.Renews.YES);
                case 3 -> new MemberCommand.CancelPlan(plan, random.nextBoolean());
                case 4 -> new MemberCommand.KeepPlan(plan);
                case 5 -> new MemberCommand.PausePlan(plan,
                        random.nextBoolean() ? Long.MAX_VALUE : now + random.nextLong(30 * DAY));
                case 6 -> new MemberCommand.ResumePlan(plan);
                case 7, 8 -> new MemberCommand.ChangePlan(plan, plan());
                case 9 -> new MemberCommand.PaymentReversed(1 + random.nextLong(20), "disputed");
                case 10 -> new MemberCommand.PaymentFailed(0, 1 + random.nextLong(20), "declined");
                case 16, 17 -> offer(plan);
                case 18, 19 -> use();
                case 20, 21 -> new MemberCommand.CancelPlan(plan, true);
                default -> settled(who);
            };
        }

        private boolean programmeHasOffers() {
            return terms.plans().stream().anyMatch(plan -> !plan.whenLeaving().isEmpty());
        }

        private MemberCommand offer(int plan) {
            List<Plan.Offer> offers = terms.plans().stream().flatMap(one -> one.whenLeaving().stream()).toList();
            boolean any = random.nextInt(4) == 0;
            return new MemberCommand.TakeOffer(any ? plan : fair(), offers.get(random.nextInt(offers.size())).number());
        }

        private int fair() {
            return Objects.requireNonNull(terms.symbols().find("plan", "fair"));
        }

        private MemberCommand use() {
            Benefit benefit = terms.benefits().get(random.nextInt(terms.benefits().size()));
            return new MemberCommand.Use(benefit.number(), 1 + random.nextInt(5));
        }

        private int plan() {
            List<Plan> plans = terms.plans();
            if (programmeHasOffers() && random.nextInt(4) > 0) {
                return fair();
            }
            return plans.get(random.nextInt(plans.size())).number();
        }

        /** Mostly what is awaited, now and then a payment of before or another amount. */
        private MemberCommand settled(EntityName who) {
            MemberView view = sandbox.view(who, now);
            List<MemberView.PaymentView> awaited = view == null
                    ? List.of()
                    : view.subscriptions()
                            .stream()
                            .map(SubscriptionView::payment)
                            .filter(payment -> payment != null)
                            .toList();
            List<MemberView.GiftView> gifts = view == null ? List.of()
                    : view.gifts().stream().filter(one -> one.state().equals("awaited")).toList();
            if (!gifts.isEmpty() && random.nextInt(2) == 0) {
                MemberView.GiftView gift = gifts.get(random.nextInt(gifts.size()));
                return new MemberCommand.PaymentSettled(0, gift.payment(), gift.amount());
            }
            if (awaited.isEmpty() || random.nextInt(8) == 0) {
                return new MemberCommand.PaymentSettled(0, 1 + random.nextLong(20), 1000);
            }
            MemberView.PaymentView payment = awaited.get(random.nextInt(awaited.size()));
            return new MemberCommand.PaymentSettled(0, payment.number(), payment.amount() + random.nextInt(12) / 11);
        }
    }

    private static Path file(String programme) {
        Path tests = Path.of("src", "test", "resources", "programmes");
        return programme.equals("plans") ? tests.resolve(Path.of("plans", "terms", "2010-01-01.yaml"))
                : programme.equals("gifts") ? tests.resolve(Path.of("gifts", "terms", "2025-01-01.yaml"))
                        : programme.equals("leaving") ? tests.resolve(Path.of("leaving", "terms", "2025-01-01.yaml"))
                                : Path.of("..", "programmes", "prime", "terms", "2024-01-01.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plans", "prime", "leaving", "gifts"})
    void moneyAddsUpAndStatesDoNotDependOnTimers(String programme) {
        int accepted = 0;
        int refunds = 0;
        int credits = 0;
        int gifts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(file(programme), seed);
            Sandbox ticking = new Sandbox();
            ticking.publish(story.terms);
            Random timers = new Random(seed);
            for (int i = 0; i < STEPS; i++) {
                Command command = story.next();
                Outcome outcome = story.sandbox.submit(command);
                accepted += outcome instanceof Outcome.Accepted ? 1 : 0;
                if (timers.nextBoolean()) {
                    ticking.submit(ticking.engine().advance(command.entity(), command.received() - 1));
                }
                assertThat(ticking.submit(command).getClass()).as("seed %s: %s", seed, command)
                        .isEqualTo(outcome.getClass());
                assertThat(story.sandbox.submit(command)).as("seed %s: %s again", seed, command)
                        .isNotInstanceOf(Outcome.Accepted.class);
            }
            story.sandbox.requireReplay();
            gifts += requireGifts(story, seed);
            for (EntityName name : story.names) {
                refunds += requireMoney(story, name, seed);
                requireSubscriptions(story, name, seed);
                credits += requireWholeTerms(story, name, seed);
                long later = story.now + story.random.nextLong(800 * DAY);
                assertThat(ticking.canonical(name, later)).as("seed %s", seed)
                        .isEqualTo(story.sandbox.canonical(name, later));
            }
        }
        assertThat(accepted).as("commands that were accepted")
                .isGreaterThan(SEEDS * STEPS / (programme.equals("leaving") ? 12 : 8));
        assertThat(refunds).as("refunds that were asked for").isGreaterThanOrEqualTo(SEEDS / 5);
        assertThat(gifts > SEEDS).as("gifts and terms ahead that were had").isEqualTo(programme.equals("gifts"));
        assertThat(credits > 0).as("terms that cost less by a credit").isEqualTo(programme.equals("leaving"));
    }

    /** What a renewed term costs is asked for or let off, to the cent; gives how many were let off in part. */
    private static int requireWholeTerms(Story story, EntityName name, long seed) {
        int credits = 0;
        for (EntryView entry : story.sandbox.entries(name)) {
            for (EntryView.Line line : entry.lines()) {
                if (line.what().equals("plan") && fact(line, "why").equals("renewed")) {
                    long asked = ofTerm(entry, line, "renewal");
                    long credited = ofTerm(entry, line, "credit");
                    credits += credited > 0 ? 1 : 0;
                    assertThat(asked + credited).as("seed %s: what %s costs", seed, line)
                            .isEqualTo(number(line, "price"));
                }
            }
        }
        return credits;
    }

    /**
     * Every gift that was paid was answered; what is taken and not reversed at the givers is what was received, and a next term begins
     * only where one was paid or given. Gives how many of either there were.
     */
    private static int requireGifts(Story story, long seed) {
        long given = 0;
        long received = 0;
        int many = 0;
        for (EntityName name : story.names) {
            MemberView view = story.sandbox.view(name, story.now);
            boolean gone = view == null || view.status().equals("merged");
            for (MemberView.GiftView gift : gone ? List.<MemberView.GiftView>of()
                    : Objects.requireNonNull(view).gifts()) {
                assertThat(gift.state()).as("seed %s: %s", seed, gift).isNotEqualTo("sent");
                given += gift.state().equals("taken") ? gift.amount() : 0;
            }
            int ahead = 0;
            for (EntryView entry : story.sandbox.entries(name)) {
                for (EntryView.Line line : entry.lines()) {
                    if (line.what().equals("gift received")) {
                        received += (fact(line, "state").equals("reversed") ? -1 : 1) * number(line, "worth");
                    }
                    String why = line.what().equals("plan") ? fact(line, "why") : "";
                    many += why.equals("given") || why.contains("followed") ? 1 : 0;
                    ahead += why.equals("paid-ahead") || why.equals("given-ahead") ? 1 : 0;
                    ahead -= why.contains("followed") ? 1 : 0;
                    ahead += line.what().equals("absorbed") ? AT_MOST_AT_ONCE : 0;
                    assertThat(ahead).as("seed %s: %s", seed, line).isNotNegative();
                }
            }
        }
        assertThat(received).as("seed %s: what was received is what was given", seed).isEqualTo(given);
        return many;
    }

    private static long ofTerm(EntryView entry, EntryView.Line renewed, String kind) {
        return entry.lines()
                .stream()
                .filter(line -> line.what().equals("payment") && fact(line, "kind").equals(kind)
                        && number(line, "subscription") == number(renewed, "subscription")
                        && number(line, "from") == number(renewed, "from") && number(line, "attempts") == 1
                        && (kind.equals("credit") || fact(line, "state").equals("due")))
                .mapToLong(line -> number(line, "amount"))
                .sum();
    }

    private static String fact(EntryView.Line line, String name) {
        return String.valueOf(line.facts().get(name));
    }

    private static long number(EntryView.Line line, String name) {
        return line.facts().get(name) instanceof Long number ? number : 0;
    }

    private static boolean tookIn(Story story, EntityName name) {
        return story.sandbox.entries(name)
                .stream()
                .anyMatch(entry -> entry.lines().stream().anyMatch(line -> line.what().equals("absorbed")));
    }

    /** Of every payment at most its amount is given back, and only of one that was settled; gives how many refunds there were. */
    private static int requireMoney(Story story, EntityName name, long seed) {
        if (tookIn(story, name)) {
            // What came along has other numbers, and a past elsewhere.
            return 0;
        }
        Map<Long, EntryView.Line> latest = new TreeMap<>();
        Map<Long, Boolean> everSettled = new HashMap<>();
        for (EntryView entry : story.sandbox.entries(name)) {
            for (EntryView.Line line : entry.lines()) {
                if (line.what().equals("payment")) {
                    EntryView.Line before = latest.put(number(line, "payment"), line);
                    String state = fact(line, "state");
                    String was = before == null ? "" : fact(before, "state");
                    assertThat(before == null || fact(before, "amount").equals(fact(line, "amount"))).isTrue();
                    assertThat(was).as("seed %s: what %s follows", seed, line).isIn(switch (state) {
                        case "due" -> List.of("", "failed");
                        case "failed" -> List.of("due", "failed");
                        case "settled" -> fact(line, "kind").equals("credit") ? List.of("")
                                : List.of("due", "failed", "void");
                        case "void" -> List.of("due", "failed");
                        default -> List.of("settled");
                    });
                    everSettled.merge(number(line, "payment"), state.equals("settled"), Boolean::logicalOr);
                }
            }
        }
        Map<Long, Long> back = new HashMap<>();
        for (EntryView.Line refund : latest.values()) {
            if (fact(refund, "kind").equals("refund")) {
                assertThat(everSettled.get(number(refund, "of")))
                        .as("seed %s: %s is of a payment that came", seed, refund)
                        .isTrue();
                back.merge(number(refund, "of"), number(refund, "amount"), Long::sum);
            }
        }
        back.forEach((payment, amount) -> assertThat(amount).as("seed %s: given back of payment %s", seed, payment)
                .isPositive()
                .isLessThanOrEqualTo(number(Objects.requireNonNull(latest.get(payment)), "amount")));
        return back.size();
    }

    /** At most one of a plan is had at a time; a term that costs something is paid, or its payment is awaited. */
    private static void requireSubscriptions(Story story, EntityName name, long seed) {
        MemberView view = story.sandbox.view(name, story.now);
        if (view == null) {
            return;
        }
        Map<String, Integer> had = new HashMap<>();
        for (SubscriptionView subscription : view.subscriptions()) {
            if (!subscription.status().equals("ended")) {
                had.merge(subscription.plan(), 1, Integer::sum);
                assertThat(subscription.until()).as("seed %s: %s", seed, subscription).isGreaterThan(story.now);
                assertThat(subscription.price()).as("seed %s: %s", seed, subscription)
                        .isLessThanOrEqualTo(subscription.agreed() == 0 ? 0 : Long.MAX_VALUE);
            }
        }
        boolean merged = tookIn(story, name);
        assertThat(had.values()).as("seed %s", seed).allMatch(times -> times == 1 || merged);
    }
}
