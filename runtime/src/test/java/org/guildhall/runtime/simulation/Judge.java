package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** Compares a world at rest with the reference model, which it takes through the same commands. */
final class Judge {
    private static final long DAY = 86_400_000L;

    private final List<EntityName> names;
    private final Map<String, Command> asked = new HashMap<>();
    private final Map<EntityName, Integer> seen = new HashMap<>();
    private final List<Answered> answers = new ArrayList<>();
    private NaiveEngine model;
    int decided;

    private record Answered(Command command, Outcome outcome) {}

    Judge(World world, List<EntityName> names) {
        this.names = names;
        model = new NaiveEngine(world.catalogue());
    }

    void asked(Command command) {
        Command before = asked.putIfAbsent(key(command), command);
        assertThat(before == null || before.equals(command))
                .as("%s can be told from %s by what the journal says", command, before)
                .isTrue();
    }

    /** Tells commands apart by what the caller says. */
    private static String key(Command command) {
        return command.entity() + " " + command.id() + " " + command.at() + " " + command.origin();
    }

    void answered(Command command, Outcome outcome) {
        answers.add(new Answered(command, outcome));
    }

    void judge(World world, long far) {
        model = new NaiveEngine(world.catalogue(), model);
        History history = new History(world, names);
        history.inOrder().forEach(this::follow);
        assertThat(model.underWay).as("messages sent and not consumed, at rest").isEmpty();
        answers.forEach(answer -> checkAnswer(history, answer));
        answers.clear();
        for (EntityName name : names) {
            NaiveMember member = model.members.get(name);
            if (member != null) {
                compare(world, member, Long.MIN_VALUE);
                compare(world, member, world.clock.millis());
                compare(world, member, far);
            }
        }
        compareTotals(world);
    }

    // One command after the other

    private void follow(World.Written written) {
        int done = seen.getOrDefault(written.name(), 0);
        if (written.entry().version() <= done) {
            return;
        }
        seen.put(written.name(), done + 1);
        decided++;
        var view = written.view();
        if (view.origin() == Origin.TIMER) {
            model.timer(written.name(), view.received());
        } else if (view.origin() == Origin.MESSAGE) {
            assertThat(model.underWay).as("message consumed a second time, or never sent").containsKey(view.id());
            check(written, model.message(view.id(), written.entry().version()));
        } else {
            Command command = asked(written).receivedAt(view.received());
            requireNotRemembered(written, command);
            check(written, model.command(command, written.entry().version()));
        }
    }

    private Command command(World world, World.Written written) {
        var view = written.view();
        return view.origin() == Origin.TIMER
                ? world.engine.advance(written.name(), view.at()).receivedAt(view.received())
                : asked(written).receivedAt(view.received());
    }

    private Command asked(World.Written written) {
        var view = written.view();
        String key = written.name() + " " + view.id() + " " + view.at() + " " + view.origin();
        return Objects.requireNonNull(asked.get(key), key);
    }

    private void requireNotRemembered(World.Written written, Command command) {
        NaiveMember member = model.members.get(written.name());
        NaiveMember.Remembered before = member == null ? null : member.ids.get(command.id());
        if (member != null && before != null) {
            assertThat(before.forgetAt())
                    .as("a command whose id is still remembered was decided again: %s", written.view())
                    .isLessThanOrEqualTo(Math.max(member.time, command.received()));
        }
    }

    private static void check(World.Written written, NaiveEngine.Verdict verdict) {
        Refusal refusal = written.view().refusal();
        if (refusal == null) {
            assertThat(verdict.refusals()).as("why %s is refused", written.view()).isEmpty();
        } else {
            assertThat(verdict.refusals()).as("refusals of %s", written.view()).contains(refusal.code());
        }
    }

    private static void checkAnswer(History history, Answered answer) {
        Command command = answer.command();
        switch (answer.outcome()) {
            case Outcome.Accepted accepted -> own(history, command, accepted.version(), true);
            case Outcome.Begun begun -> own(history, command, begun.version(), true);
            case Outcome.Refused refused -> {
                if (!refused.refusal().code().equals("id-reused")) {
                    own(history, command, refused.version(), false);
                }
            }
            case Outcome.Repeated repeated -> {
                World.Written entry = history.of(command.entity()).get((int) repeated.version() - 1);
                if (entry.view().id().equals(command.id())) {
                    own(history, command, repeated.version(), repeated.accepted());
                } else {
                    assertThat(entry.view().origin()).isEqualTo(Origin.MESSAGE);
                }
            }
        }
    }

    private static void own(History history, Command command, long version, boolean accepted) {
        World.Written entry = history.of(command.entity()).get((int) version - 1);
        assertThat(entry.view().id()).as("the entry that %s was answered with", command).isEqualTo(command.id());
        assertThat(entry.view().refusal() == null).as("the answer to %s", command).isEqualTo(accepted);
    }

    // States

    private void compare(World world, NaiveMember member, long moment) {
        NaiveMember copy = member.copy();
        NaiveTime.pass(copy, world.catalogue(), Math.max(moment, member.time));
        Terms terms = world.catalogue().at(copy.time);
        MemberView view = world.view(member.name, moment);
        if (terms != null && view != null) {
            assertThat(Telling.of(view)).as(() -> member.name + " at " + moment + " after\n" + story(world, member))
                    .isEqualTo(Telling.of(copy, terms));
            view.wallets().forEach((currency, wallet) -> requireBalance(wallet));
        }
    }

    private String story(World world, NaiveMember member) {
        StringBuilder story = new StringBuilder();
        for (World.Written written : world.entries(member.name)) {
            story.append(written.view()).append('\n');
            if (written.view().origin() != Origin.TIMER && written.view().origin() != Origin.MESSAGE) {
                story.append("  asked ").append(asked(written).body()).append('\n');
            }
        }
        return story.toString();
    }

    /** issued + received = pending + available + reserved + spent + expired + reversed + forfeited + sent - owed. */
    private static void requireBalance(MemberView.WalletView wallet) {
        long from = wallet.figure(Account.ISSUED) + wallet.figure(Account.RECEIVED) + wallet.figure(Account.OWED);
        long to = 0;
        for (Account account : Account.values()) {
            boolean source =
                    account == Account.ISSUED || account == Account.RECEIVED || account == Account.OWED;
            to += source ? 0 : wallet.figure(account);
        }
        assertThat(to).as("the ledger of %s", wallet).isEqualTo(from);
    }

    /** The loop's totals are the sums over its members and over the model's, and nothing is in transit at rest. */
    private void compareTotals(World world) {
        Map<String, Long> totals = new TreeMap<>();
        int programme = names.getFirst().programme();
        assertThat(world.runtime.tallies(programme)).as("the totals that the loop kept").isEqualTo(tallies(world));
        world.runtime.tallies(programme)
                .forEach((series, sum) -> totals.put(world.engine.seriesName(programme, series), sum));
        Map<String, Long> expected = new TreeMap<>();
        Terms terms = world.catalogue().latest();
        for (NaiveMember member : model.members.values()) {
            add(expected, member, terms);
        }
        expected.values().removeIf(sum -> sum == 0);
        assertThat(totals).as("the programme's totals").isEqualTo(expected);
        for (PointCurrency currency : terms.currencies()) {
            assertThat(totals.getOrDefault(currency.name() + ".sent", 0L))
                    .as("%s sent, all of it received", currency.name())
                    .isEqualTo(totals.getOrDefault(currency.name() + ".received", 0L));
        }
    }

    /** What the members as they are add up to. */
    private Map<Integer, Long> tallies(World world) {
        Map<Integer, Long> sums = new TreeMap<>();
        for (EntityName name : names) {
            Image image = world.image(name);
            TallyDelta tally = image == null ? TallyDelta.NONE : world.engine.tally(image, name);
            for (int i = 0; i < tally.series().length; i++) {
                sums.merge(tally.series()[i], tally.amounts()[i], Long::sum);
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private static void add(Map<String, Long> totals, NaiveMember member, Terms terms) {
        String status = switch (member.status) {
            case LEFT -> "left";
            case MERGED -> "merged";
            case ACTIVE, FROZEN -> member.joined() ? "members" : "guests";
        };
        totals.merge(status, 1L, Long::sum);
        for (PointCurrency currency : terms.currencies()) {
            for (Account account : Account.values()) {
                long figure = Telling.figure(member, currency.number(), account);
                totals.merge(currency.name() + "." + account.word(), figure, Long::sum);
            }
        }
        for (NaiveMember.Tick tick : member.status == NaiveMember.Status.MERGED ? List.<NaiveMember.Tick>of()
                : member.ticks) {
            ActivityKind kind = terms.kind((int) tick.series());
            if (kind != null && kind.number() == tick.series()) {
                for (String who : tick.byMember() ? List.of("", "members-") : List.of("")) {
                    totals.merge("activity." + kind.name() + "." + who + "count", tick.count(), Long::sum);
                    totals.merge("activity." + kind.name() + "." + who + "amount", tick.amount(), Long::sum);
                }
            }
        }
        for (Ladder ladder : terms.ladders()) {
            NaiveMember.Tier tier = member.tiers.get(ladder.number());
            if (tier != null && tier.tier() != 0) {
                String held = terms.symbols().name(NaiveLadders.effective(ladder, tier));
                totals.merge("tier." + held, 1L, Long::sum);
            }
        }
    }

    /**
     * At the end: the journal replayed from nothing, and the same commands run again without a crash. Where members act alone,
     * timers and refused commands are left out: the state does not depend on them.
     */
    void judgeReplay(World world, boolean alone) {
        History history = new History(world, names);
        long later = world.clock.millis() + 400 * DAY;
        Rerun replayed = new Rerun(world.engine);
        Rerun calm = new Rerun(world.engine);
        for (World.Written written : history.inOrder()) {
            replayed.replay(written);
            var view = written.view();
            if (view.origin() == Origin.MESSAGE) {
                calm.message(written);
            } else if (!alone || view.origin() != Origin.TIMER && view.refusal() == null) {
                calm.command(written, command(world, written));
            }
        }
        for (EntityName name : names) {
            replayed.requireSame(world, name, later);
            calm.requireSameDigest(world, name, later);
        }
    }
}
