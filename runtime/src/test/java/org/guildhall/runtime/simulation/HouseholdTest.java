package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.SeatView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.stock.StockView;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.junit.jupiter.api.Test;

/**
 * What concerns several entities ends wholly done or wholly undone, whenever the process dies: seats are had where they were
 * given, gifts are there or paid back, codes and pieces are with whom they were given to, and points were spent for what is had.
 */
class HouseholdTest {
    private static final int SEEDS = 40;
    private static final int COMMANDS = 160;
    private static final int RESTS = 4;
    private static final int TURNS = 60_000;
    private static final long DAY = 86_400_000L;

    /** How often each thing happened, over all seeds: none of it is to be missing. */
    private final Map<String, Integer> happened = new HashMap<>();

    @Test
    void allIsDoneOrUndoneWheneverTheProcessDies() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new Run(seed).run();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed + " failed", failed);
            }
        }
        assertThat(happened).containsKeys("seat taken", "seat merged", "gift taken", "gift refused", "film issued",
                "film failed", "cleaning issued", "cleaning cancelled", "death");
        assertThat(happened.get("seat taken")).isGreaterThan(SEEDS / 2);
        assertThat(happened.get("gift taken")).isGreaterThan(SEEDS);
        assertThat(happened.get("film issued")).isGreaterThan(SEEDS);
    }

    /** One seed's. */
    private final class Run {
        private final Random random;
        private final World world;
        private final Household household;
        private final boolean timers;
        private final List<Command> unanswered = new ArrayList<>();
        private final Set<String> accepted = new HashSet<>();
        private final List<Command> twice = new ArrayList<>();
        private int invented;
        private int untilFault;

        Run(long seed) {
            random = new Random(seed);
            Programme programme = new Programme("household");
            RuntimeOptions options = new RuntimeOptions(1 + random.nextInt(5), 24, 12, 4, 3,
                    random.nextBoolean() ? 1 << 20 : 8_000, 300, random.nextInt(4) > 0);
            timers = options.timers();
            world = new World(new Random(seed + 1), programme, options, programme.first().from() + DAY);
            household = new Household(random, world, programme.first());
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
        }

        private void rage(int until) {
            planFault();
            for (int turns = 0; invented < until || !unanswered.isEmpty(); turns++) {
                assertThat(turns).as("turns").isLessThan(TURNS);
                try {
                    stir(invented < until);
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
                case 5 -> world.clock.advance(random.nextLong(random.nextInt(12) == 0 ? 20 * DAY : DAY / 4));
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
                unanswered.add(household.next(world.clock.millis()));
                invented++;
            }
            if (!unanswered.isEmpty()) {
                Command command = unanswered.get(random.nextInt(unanswered.size()));
                boolean lost = random.nextInt(8) == 0;
                world.runtime.submit(command, answer -> answered(command, answer, lost));
            }
        }

        /** What was accepted is not accepted once more, also where the answer was lost. */
        private void answered(Command command, Answer answer, boolean lost) {
            if (answer instanceof Answer.Failed failed) {
                throw new AssertionError("the engine failed on " + command, failed.cause());
            }
            if (answer instanceof Answer.Decided decided) {
                if (decided.outcome() instanceof Outcome.Accepted && !accepted.add(command.id())) {
                    twice.add(command);
                }
                if (!lost) {
                    unanswered.remove(command);
                }
            }
        }

        private void judge() {
            Map<String, Integer> count = new HashMap<>();
            for (EntityName name : household.members) {
                for (World.Written written : world.entries(name)) {
                    for (EntryView.Line line : written.view().lines()) {
                        count(line, count);
                    }
                }
            }
            assertThat(twice).as("what was accepted twice").isEmpty();
            if (timers) { // without, of what fell due since its last command the one knows and the other has not heard
                judgeSeats();
            }
            judgeGifts(count);
            judgeStocks(count);
            count.forEach((what, often) -> happened.merge(what, often, Integer::sum));
        }

        private static void count(EntryView.Line line, Map<String, Integer> count) {
            switch (line.what()) {
                case "claim" ->
                        count.merge(line.facts().get("benefit") + " " + line.facts().get("why"), 1, Integer::sum);
                case "gift", "gift received" ->
                        count.merge(line.what() + " " + line.facts().get("state"), 1, Integer::sum);
                case "seat given" -> {
                    if ("moved".equals(line.facts().get("why"))) {
                        count.merge("seat merged", 1, Integer::sum);
                    }
                }
                default -> {
                    // Of one member alone.
                }
            }
        }

        /** Each seat is had by exactly whom the owner gave it to, as the owner has the plan. */
        private void judgeSeats() {
            List<String> given = new ArrayList<>();
            List<String> had = new ArrayList<>();
            for (EntityName name : household.members) {
                MemberView view = world.view(name, world.clock.millis());
                if (view == null) {
                    continue;
                }
                for (SeatView seat : view.seats()) {
                    SubscriptionView leads = view.subscriptions()
                            .stream()
                            .filter(one -> one.number() == seat.subscription())
                            .findFirst()
                            .orElseThrow();
                    given.add(present(seat.holder()) + " " + seat.plan() + " "
                            + (seat.taken() ? leads.status() + " " + leads.until() : "awaited"));
                    happened.merge(seat.taken() ? "seat taken" : "seat offered", 1, Integer::sum);
                }
                view.subscriptions()
                        .stream()
                        .filter(one -> one.seat() && !one.status().equals("ended"))
                        .forEach(one -> had.add(name + " " + one.plan() + " " + (one.status().equals("awaited")
                                ? "awaited"
                                : one.status() + " " + one.until())));
            }
            assertThat(had).as("seats").containsExactlyInAnyOrderElementsOf(given);
        }

        /** Who took a member in, where somebody did: what was offered to an alias is passed on to them. */
        private EntityName present(EntityName name) {
            MemberView view = world.view(name, world.clock.millis());
            return view != null && view.status().equals("merged")
                    ? present(EntityName.parse(view.statusReason()))
                    : name;
        }

        /** None is on its way, each that arrived is there once, and each that did not was paid back. */
        private void judgeGifts(Map<String, Integer> count) {
            long refused = 0;
            for (EntityName name : household.members) {
                MemberView view = world.view(name, world.clock.millis());
                if (view != null && !view.status().equals("merged")) {
                    assertThat(view.gifts()).as("gifts of %s", name).noneMatch(gift -> gift.state().equals("sent"));
                    refused += view.gifts().stream().filter(gift -> !gift.reason().isEmpty()).count();
                }
            }
            assertThat(count.getOrDefault("gift received taken", 0)).isEqualTo(count.getOrDefault("gift taken", 0));
            assertThat(refused).isEqualTo(count.getOrDefault("gift refused", 0).longValue());
        }

        /** What left the stocks is what was given, no code is with two claims, and points were spent for what is had. */
        private void judgeStocks(Map<String, Integer> count) {
            Map<String, Long> given = new HashMap<>();
            for (EntityName name : household.stocks) {
                StockView stock = world.runtime.<StockView>view(name, image -> world.engine.stock(image));
                assertThat(stock.added()).as("%s", stock)
                        .isEqualTo(stock.left() + stock.issued() + stock.withdrawn() + stock.spoiled());
                assertThat(stock.left()).as("%s", stock).isNotNegative();
                given.put(household.nameOf(name), stock.issued() + stock.spoiled());
            }
            assertThat(given.getOrDefault("film-codes", 0L) + given.getOrDefault("late-codes", 0L))
                    .isEqualTo(count.getOrDefault("film issued", 0).longValue());
            long cleanings = count.getOrDefault("cleaning issued", 0)
                    - (long) count.getOrDefault("cleaning cancelled", 0);
            assertThat(given.get("cleaners")).isEqualTo(cleanings);
            long spent = 0;
            Set<String> codes = new TreeSet<>();
            for (EntityName name : household.members) {
                MemberView view = world.view(name, world.clock.millis());
                if (view != null) {
                    spent += view.wallet("points").figure(Account.SPENT);
                    view.claims()
                            .stream()
                            .filter(claim -> !claim.code().isEmpty())
                            .forEach(claim -> assertThat(codes.add(claim.code())).as("%s", claim).isTrue());
                }
            }
            assertThat(spent).isEqualTo(2 * cleanings);
        }
    }
}
