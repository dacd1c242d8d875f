package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.SeatView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of seats whatever owners and holders ask, and in whichever order the messages between them come. */
class SeatsPropertiesTest {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 60;
    private static final int STEPS = 120;
    private static final int MEMBERS = 6;

    /** One seed's members and what they ask of each other. */
    private static final class Story {
        final Random random;
        final Sandbox sandbox = new Sandbox();
        final Terms terms;
        final List<EntityName> names;
        long now;
        private int asked;

        Story(long seed) {
            random = new Random(seed);
            terms = publish(sandbox);
            int programme = EntityName.programmeNumber(terms.programme());
            names = IntStream.rangeClosed(1, MEMBERS)
                    .mapToObj(key -> new EntityName(programme, EntityKind.MEMBER, key))
                    .toList();
            now = terms.from() - 300 * DAY;
        }

        static Terms publish(Sandbox sandbox) {
            Path files = Path.of("src", "test", "resources", "programmes", "seats", "terms");
            try {
                Terms first =
                        sandbox.publish(Sandbox.compile(Files.readString(files.resolve("2025-01-01.yaml")), null));
                return sandbox.publish(Sandbox.compile(Files.readString(files.resolve("2026-01-01.yaml")), first));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        Command next() {
            now += switch (random.nextInt(30)) {
                case 0 -> random.nextLong(35 * DAY);
                case 1, 2 -> random.nextLong(6 * DAY);
                default -> 1 + random.nextLong(3 * HOUR);
            };
            Predicate<SubscriptionView> likely = switch (random.nextInt(5)) {
                case 0, 1 -> one -> one.payment() != null;
                case 2 -> one -> one.seat() && one.status().equals("awaited");
                case 3 -> one -> one.seats() > 0 && one.status().equals("running");
                default -> one -> false;
            };
            for (EntityName name : names) {
                MemberView view = sandbox.view(name, now);
                if (view != null && view.status().equals("active") && view.subscriptions().stream().anyMatch(likely)) {
                    return command(name,
                            likely(view, view.subscriptions().stream().filter(likely).findFirst().orElseThrow()));
                }
            }
            EntityName who = someone();
            return command(who, body(who));
        }

        private Command command(EntityName who, MemberCommand body) {
            return new Command(who, "c" + asked++, now, now, Origin.API, body);
        }

        private MemberCommand likely(MemberView view, SubscriptionView one) {
            int plan = Objects.requireNonNull(terms.symbols().find("plan", one.plan()));
            return one.payment() != null ? settled(view)
                    : one.seat() ? new MemberCommand.AcceptSeat(plan) : new MemberCommand.OfferSeat(plan, someone());
        }

        private EntityName someone() {
            return names.get(random.nextInt(MEMBERS));
        }

        private MemberCommand body(EntityName who) {
            int plan = terms.plans().get(random.nextInt(terms.plans().size())).number();
            MemberView view = sandbox.view(who, now);
            return switch (random.nextInt(43)) {
                case 0, 1, 2 -> new MemberCommand.Subscribe(plan, MemberCommand.Renews.YES);
                case 3 -> new MemberCommand.CancelPlan(had(view, plan, one -> !one.seat()), random.nextBoolean());
                case 4 -> new MemberCommand.KeepPlan(had(view, plan, one -> !one.seat()));
                case 5 -> new MemberCommand.PausePlan(had(view, plan, one -> !one.seat()), Long.MAX_VALUE);
                case 6 -> new MemberCommand.ResumePlan(had(view, plan, one -> !one.seat()));
                case 7, 8 -> new MemberCommand.ChangePlan(had(view, plan, one -> !one.seat()),
                        terms.plans().get(random.nextInt(terms.plans().size())).number());
                case 9 -> new MemberCommand.PaymentReversed(1 + random.nextLong(5), "disputed");
                case 10 -> new MemberCommand.Merge(someone());
                case 11 -> random.nextInt(3) == 0
                        ? new MemberCommand.Leave("moves")
                        : new MemberCommand.Freeze("checked");
                case 12, 13 -> new MemberCommand.Unfreeze("fine");
                case 14, 15 -> new MemberCommand.Use(terms.benefits().get(random.nextInt(3)).number(), 1);
                case 16, 17 -> view == null || view.seats().isEmpty()
                        ? new MemberCommand.RemoveSeat(1)
                        : new MemberCommand.RemoveSeat(
                                view.seats().get(random.nextInt(view.seats().size())).number());
                case 18, 19 -> new MemberCommand.GiveUpSeat(had(view, plan, SubscriptionView::seat));
                case 20, 21, 22, 23, 24, 25 -> new MemberCommand.AcceptSeat(
                        had(view, plan, one -> one.seat() && one.status().equals("awaited")));
                case 26, 27, 28, 29, 30, 31, 32 ->
                        new MemberCommand.OfferSeat(had(view, plan, one -> one.seats() > 0), someone());
                case 33, 34 -> new MemberCommand.ProlongPlan(had(view, plan, one -> !one.seat()));
                case 35 -> new MemberCommand.Give(plan, someone());
                default -> settled(view);
            };
        }

        /** The plan of a subscription of that kind that has not ended; another where there is none. */
        private int had(@Nullable MemberView view, int otherwise, Predicate<SubscriptionView> kind) {
            return view == null ? otherwise
                    : view.subscriptions()
                            .stream()
                            .filter(one -> !one.status().equals("ended") && kind.test(one))
                            .map(one -> Objects.requireNonNull(terms.symbols().find("plan", one.plan())))
                            .findFirst()
                            .orElse(otherwise);
        }

        private static MemberCommand settled(@Nullable MemberView view) {
            Stream<MemberCommand.PaymentSettled> own = view == null ? Stream.of()
                    : view.subscriptions()
                            .stream()
                            .map(SubscriptionView::payment)
                            .filter(payment -> payment != null)
                            .map(payment -> new MemberCommand.PaymentSettled(0, payment.number(), payment.amount()));
            Stream<MemberCommand.PaymentSettled> gifts = view == null ? Stream.of()
                    : view.gifts()
                            .stream()
                            .filter(gift -> gift.state().equals("awaited"))
                            .map(gift -> new MemberCommand.PaymentSettled(0, gift.payment(), gift.amount()));
            return Stream.concat(own, gifts).findFirst().orElse(new MemberCommand.PaymentSettled(0, 1, 1));
        }

        /** Lets everything happen that is due by now, in the order in which it is, to those for whom that is done. */
        void tick(Sandbox world, Predicate<EntityName> whose) {
            while (true) {
                EntityName first = null;
                for (EntityName name : names) {
                    boolean sooner = first == null || world.nextDue(name) < world.nextDue(first);
                    if (sooner && world.nextDue(name) < now && whose.test(name)) {
                        first = name;
                    }
                }
                if (first == null) {
                    return;
                }
                world.submit(world.engine().advance(first, world.nextDue(first)));
            }
        }
    }

    /** Messages on their way, of each sender in their order. */
    private static final class Mail {
        private final Map<EntityName, Deque<Message>> sent = new HashMap<>();
        private final Sandbox sandbox;

        Mail(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        void ask(Command command) {
            Deque<Message> own = sent.computeIfAbsent(command.entity(), any -> new ArrayDeque<>());
            own.addAll(sandbox.decide(command));
        }

        /** Whether there was one to deliver. */
        boolean deliver(Random random) {
            List<Deque<Message>> some = sent.values().stream().filter(own -> !own.isEmpty()).toList();
            if (some.isEmpty()) {
                return false;
            }
            ask(some.get(random.nextInt(some.size())).remove().command());
            return true;
        }
    }

    @Test
    void aSeatIsHadExactlyWhereItsOwnerGaveItHoweverLateMessagesCome() {
        int taken = 0;
        int merged = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(seed);
            Mail mail = new Mail(story.sandbox);
            for (int i = 0; i < STEPS; i++) {
                mail.ask(story.next());
                for (int more = story.random.nextInt(4); more > 0; more--) {
                    mail.deliver(story.random);
                }
                if (story.random.nextInt(6) == 0) {
                    quiet(story, mail);
                    taken += requireSeats(story, seed);
                }
            }
            story.sandbox.requireReplay();
            merged += (int) story.names.stream()
                    .map(name -> story.sandbox.view(name, story.now))
                    .filter(view -> view != null && view.status().equals("merged"))
                    .count();
        }
        assertThat(taken).as("seats that were had").isGreaterThan(SEEDS * 3);
        assertThat(merged).as("members who were taken in").isGreaterThan(SEEDS / 4);
    }

    /** All messages are delivered and all that is due has happened. */
    private static void quiet(Story story, Mail mail) {
        while (true) {
            while (mail.deliver(story.random)) {
                // Each may bring others.
            }
            EntityName due = story.names.stream()
                    .filter(name -> story.sandbox.nextDue(name) <= story.now)
                    .findFirst()
                    .orElse(null);
            if (due == null) {
                return;
            }
            mail.ask(story.sandbox.engine().advance(due, story.now));
        }
    }

    /** Gives how many seats are had. */
    private static int requireSeats(Story story, long seed) {
        List<String> given = new ArrayList<>();
        List<String> had = new ArrayList<>();
        int taken = 0;
        for (EntityName name : story.names) {
            MemberView view = story.sandbox.view(name, story.now);
            if (view == null) {
                continue;
            }
            Map<Long, Integer> used = new HashMap<>();
            for (SeatView seat : view.seats()) {
                SubscriptionView leads = view.subscriptions()
                        .stream()
                        .filter(one -> one.number() == seat.subscription())
                        .findFirst()
                        .orElseThrow();
                given.add(seat.holder() + " " + seat.plan() + " "
                        + (seat.taken() ? leads.status() + " " + leads.from() + " " + leads.until() : "awaited"));
                int count = used.merge(seat.subscription(), 1, Integer::sum);
                assertThat(count).as("seed %s: seats of %s", seed, leads).isLessThanOrEqualTo(leads.seats());
                taken += seat.taken() ? 1 : 0;
            }
            for (SubscriptionView one : view.subscriptions()) {
                if (one.seat() && !one.status().equals("ended")) {
                    had.add(name + " " + one.plan() + " " + (one.status().equals("awaited")
                            ? "awaited"
                            : one.status() + " " + one.from() + " " + one.until()));
                }
            }
            requireOnce(view, seed);
        }
        assertThat(had).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(given);
        return taken;
    }

    /** A plan is had once: by a seat or of one's own, and of two that a merge brought one renews. */
    private static void requireOnce(MemberView view, long seed) {
        List<SubscriptionView> live = view.subscriptions()
                .stream()
                .filter(one -> one.status().equals("running") || one.status().equals("paused"))
                .toList();
        for (SubscriptionView one : live) {
            List<SubscriptionView> others = live.stream()
                    .filter(other -> other.number() != one.number() && other.plan().equals(one.plan()))
                    .toList();
            if (one.seat()) {
                assertThat(others).as("seed %s: beside %s", seed, one).isEmpty();
            } else if (one.renews() && one.then() == null) {
                assertThat(others).as("seed %s: beside %s", seed, one)
                        .filteredOn(other -> other.renews() && other.then() == null)
                        .isEmpty();
            }
        }
    }

    @Test
    void statesDoNotDependOnTimersOfHolders() {
        int accepted = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(seed);
            Sandbox ticking = new Sandbox();
            Story.publish(ticking);
            for (int i = 0; i < STEPS; i++) {
                Command command = story.next();
                // What others are told of comes about when it is due.
                story.tick(story.sandbox, name -> leads(story.sandbox, name));
                story.tick(ticking, name -> true);
                Outcome outcome = story.sandbox.submit(command);
                boolean ofSeats = command.body() instanceof MemberCommand.AcceptSeat
                        || command.body() instanceof MemberCommand.OfferSeat;
                accepted += ofSeats && outcome instanceof Outcome.Accepted ? 1 : 0;
                assertThat(ticking.submit(command).getClass()).as("seed %s: %s", seed, command)
                        .isEqualTo(outcome.getClass());
                for (EntityName name : story.names) {
                    assertThat(ticking.canonical(name, story.now)).as("seed %s: %s after %s", seed, name, command)
                            .isEqualTo(story.sandbox.canonical(name, story.now));
                }
            }
        }
        assertThat(accepted).as("offers and what came of them").isGreaterThan(SEEDS * 3);
    }

    private static boolean leads(Sandbox sandbox, EntityName name) {
        MemberView view = sandbox.view(name, Long.MIN_VALUE);
        return view != null && !view.seats().isEmpty();
    }

    /** The plans of the programme have what this test is about. */
    @Test
    void thePlansHaveSeats() {
        Terms terms = Story.publish(new Sandbox());
        assertThat(terms.plans()).extracting(Plan::seats).filteredOn(Objects::nonNull).hasSize(2);
    }
}
