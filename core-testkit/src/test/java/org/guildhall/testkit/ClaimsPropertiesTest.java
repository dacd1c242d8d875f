package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.stock.StockCommand;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What holds whatever members ask for, partners answer and operators put into stocks, in whichever order. */
class ClaimsPropertiesTest {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 40;
    private static final int STEPS = 200;
    private static final int MEMBERS = 4;

    /** One seed's members and stocks. */
    private static final class Story {
        final Random random;
        final boolean timers;
        final Sandbox sandbox = new Sandbox();
        /** The same commands, with timers now and then. */
        final Sandbox ticking = new Sandbox();
        final Terms terms;
        final List<EntityName> names = new ArrayList<>();
        final Map<String, String> codesBy = new HashMap<>();
        long now;
        int asked;

        /** @param timers whether they run before each command; else nothing is asked that moves pieces as time passes */
        Story(long seed, boolean timers) {
            random = new Random(seed);
            this.timers = timers;
            try {
                terms = sandbox.publish(Sandbox.compile(Files.readString(Path.of("src", "test", "resources",
                        "programmes", "claims", "terms", "2025-01-01.yaml")), null));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            ticking.publish(terms);
            int programme = EntityName.programmeNumber(terms.programme());
            now = terms.from();
            for (int i = 0; i < MEMBERS; i++) {
                names.add(new EntityName(programme, EntityKind.MEMBER, i + 1));
                ask(names.get(i), new MemberCommand.Subscribe(terms.plans().getFirst().number()));
                ask(names.get(i), new MemberCommand.Adjust(terms.currencies().getFirst().number(), 60, "welcome"));
            }
        }

        void ask(EntityName name, Command.Body body) {
            if (timers) {
                fireTimers(sandbox, now);
            } else if (random.nextInt(3) == 0) {
                fireTimers(ticking, now - 1 - random.nextLong(HOUR));
            }
            Command command = new Command(name, "c" + asked++, now, now, Origin.API, body);
            Outcome outcome = sandbox.submit(command);
            if (!timers) {
                assertThat(ticking.submit(command).getClass()).as("%s", command).isEqualTo(outcome.getClass());
            }
        }

        private static void fireTimers(Sandbox sandbox, long until) {
            for (EntityName name : sandbox.names()) {
                for (long due = sandbox.nextDue(name); due <= until; due = sandbox.nextDue(name)) {
                    sandbox.submit(sandbox.engine().advance(name, due));
                }
            }
        }

        void step() {
            now += switch (random.nextInt(8)) {
                case 0 -> random.nextLong(20 * DAY);
                case 1, 2 -> random.nextLong(DAY);
                default -> random.nextLong(HOUR);
            };
            if (random.nextInt(5) == 0) {
                Stock stock = terms.stocks().get(random.nextInt(terms.stocks().size()));
                ask(StockMachine.name(terms.programme(), stock), ofStock(stock));
            } else {
                EntityName name = names.get(random.nextInt(MEMBERS));
                ask(name, ofMember(name));
            }
        }

        private StockCommand ofStock(Stock stock) {
            if (random.nextInt(4) == 0) {
                return new StockCommand.Withdraw(1 + random.nextInt(3), "recalled");
            }
            int many = 1 + random.nextInt(3);
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                codes.add(stock.name() + "-" + (random.nextInt(10) == 0 ? 1 : asked * 10 + i));
            }
            return stock.codes() ? new StockCommand.AddCodes(codes) : new StockCommand.AddPieces(many, "bought");
        }

        private MemberCommand ofMember(EntityName name) {
            List<Benefit> claimed = terms.benefits()
                    .stream()
                    .filter(one -> one.kind() instanceof Benefit.Claimed && (timers || !waitsWithPiece(one)))
                    .toList();
            Benefit benefit = claimed.get(random.nextInt(claimed.size()));
            boolean account = benefit.kind() instanceof Kind.Partner partner && partner.account();
            String claim = someClaim(name);
            return switch (random.nextInt(32)) {
                case 0, 1, 2 -> new MemberCommand.CancelClaim(claim);
                case 3, 4, 5 -> new MemberCommand.ClaimActivated(claim);
                case 6, 7, 8 -> new MemberCommand.ClaimFailed(claim, "busy");
                case 9, 10, 11, 12 -> new MemberCommand.Use(benefit.number(), 1 + random.nextInt(2));
                case 13 -> new MemberCommand.CancelUse("c" + random.nextInt(asked));
                case 14 -> new MemberCommand.CancelPlan(terms.plans().getFirst().number(), random.nextBoolean());
                case 15, 16 -> new MemberCommand.Subscribe(terms.plans().get(random.nextInt(2)).number());
                case 17 -> new MemberCommand.PausePlan(terms.plans().getFirst().number(), Long.MAX_VALUE);
                case 18 -> random.nextInt(8) == 0
                        ? new MemberCommand.Merge(names.get(random.nextInt(MEMBERS)))
                        : new MemberCommand.ResumePlan(terms.plans().getFirst().number());
                case 19 -> random.nextInt(8) == 0
                        ? new MemberCommand.Leave("moved")
                        : new MemberCommand.CancelSpend("c" + random.nextInt(asked));
                case 20 -> new MemberCommand.GrantBenefit(benefit.number(), 0, now + 1 + random.nextLong(40 * DAY),
                        "sorry");
                case 21 -> new MemberCommand.RevokeBenefit(benefit.number(), "by mistake");
                case 22 -> random.nextInt(3) == 0
                        ? new MemberCommand.Freeze("looked at")
                        : new MemberCommand.Unfreeze("fine");
                default -> new MemberCommand.Claim(benefit.number(), account ? "a-" + name.key() : "");
            };
        }

        /** Whether a piece of a stock goes back when a time is over: when that is depends on timers. */
        private static boolean waitsWithPiece(Benefit benefit) {
            return benefit.kind() instanceof Kind.Partner partner && partner.account() && partner.stock() != 0;
        }

        private String someClaim(EntityName name) {
            MemberView view = sandbox.view(name, now);
            return view == null || view.claims().isEmpty() ? "none"
                    : view.claims().get(random.nextInt(view.claims().size())).id();
        }
    }

    @Test
    void nothingIsGivenTwiceOrBeyondTheStockAndPointsAreSpentForWhatIsHad() {
        int issued = 0;
        int undone = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(seed, true);
            for (int i = 0; i < STEPS; i++) {
                story.step();
                requireCodesOnce(story, seed);
            }
            story.sandbox.requireReplay();
            Map<String, Integer> count = counts(story);
            issued += count.getOrDefault("issued", 0);
            undone += count.getOrDefault("failed", 0) + count.getOrDefault("cancelled", 0);
            requireStocks(story, count, seed);
            requirePoints(story, count, seed);
        }
        assertThat(issued).as("claims that were given").isGreaterThan(SEEDS * 8);
        assertThat(undone).as("claims that came to nothing").isGreaterThan(SEEDS * 4);
    }

    @Test
    void whatMembersHaveDoesNotDependOnTimers() {
        int over = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(seed, false);
            for (int i = 0; i < STEPS; i++) {
                story.step();
            }
            story.sandbox.requireReplay();
            over += counts(story).getOrDefault("ended", 0);
            long later = story.now + story.random.nextLong(200 * DAY);
            for (EntityName name : story.names) {
                assertThat(story.ticking.canonical(name, later)).as("seed %s", seed)
                        .isEqualTo(story.sandbox.canonical(name, later));
            }
        }
        assertThat(over).as("claims that ended with what gave them").isGreaterThan(2);
    }

    /** How often each thing happened to claims, in all and by benefit. */
    private static Map<String, Integer> counts(Story story) {
        Map<String, Integer> count = new HashMap<>();
        for (EntityName name : story.names) {
            for (EntryView entry : story.sandbox.entries(name)) {
                for (EntryView.Line line : entry.lines()) {
                    if (line.what().equals("claim")) {
                        String why = String.valueOf(line.facts().get("why"));
                        count.merge(why, 1, Integer::sum);
                        count.merge(line.facts().get("benefit") + " " + why, 1, Integer::sum);
                    }
                }
            }
        }
        return count;
    }

    private static void requireStocks(Story story, Map<String, Integer> count, long seed) {
        Map<String, StockView> stocks = new HashMap<>();
        for (Stock stock : story.terms.stocks()) {
            StockView view = story.sandbox.stock(StockMachine.name(story.terms.programme(), stock));
            assertThat(view.left()).as("seed %s: %s", seed, view).isNotNegative();
            assertThat(view.added()).as("seed %s: %s", seed, view)
                    .isEqualTo(view.left() + view.issued() + view.withdrawn() + view.spoiled());
            stocks.put(stock.name(), view);
        }
        assertThat(given(stocks, "cleaners")).as("seed %s", seed)
                .isEqualTo(net(count, "cleaning"));
        assertThat(given(stocks, "voucher-codes")).as("seed %s", seed).isEqualTo(net(count, "voucher"));
        assertThat(given(stocks, "film-codes") + given(stocks, "film-codes-late")).as("seed %s", seed)
                .isEqualTo((long) count.getOrDefault("film issued", 0));
    }

    private static long given(Map<String, StockView> stocks, String name) {
        StockView view = stocks.getOrDefault(name, StockView.NEW);
        return view.issued() + view.spoiled();
    }

    private static long net(Map<String, Integer> count, String benefit) {
        return count.getOrDefault(benefit + " issued", 0) - count.getOrDefault(benefit + " cancelled", 0);
    }

    private static void requirePoints(Story story, Map<String, Integer> count, long seed) {
        long spent = 0;
        for (EntityName name : story.names) {
            MemberView view = story.sandbox.view(name, story.now);
            spent += view == null ? 0 : view.wallet("points").figure(Account.SPENT);
        }
        assertThat(spent).as("seed %s", seed)
                .isEqualTo(5L * net(count, "cleaning") + 3L * net(count, "laundry") + net(count, "voucher"));
    }

    /** No code is shown for two claims; a claim that goes along in a merge keeps its id. */
    private static void requireCodesOnce(Story story, long seed) {
        for (EntityName name : story.names) {
            MemberView view = story.sandbox.view(name, story.now);
            for (ClaimView claim : view == null ? List.<ClaimView>of() : view.claims()) {
                if (!claim.code().isEmpty()) {
                    String before = story.codesBy.putIfAbsent(claim.code(), claim.id());
                    assertThat(before == null ? claim.id() : before)
                            .as("seed %s: whose code %s is", seed, claim.code())
                            .isEqualTo(claim.id());
                }
            }
        }
    }
}
