package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.OnLateCancel;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** The commands of the reference model that are not activities. */
record NaiveCommands(NaiveEngine engine, NaiveMember member, Terms terms, Command command, long at, long version) {
    /** Does it, or throws without having done anything; whether it only began. */
    boolean decide(MemberCommand body) throws NaiveRefusal {
        switch (body) {
            case MemberCommand.Join join -> join(join);
            case MemberCommand.Describe describe -> describe(describe);
            case MemberCommand.Record record -> activities().record(record.activity());
            case MemberCommand.Reverse reverse -> activities().reverse(reverse);
            case MemberCommand.Adjust adjust -> adjust(adjust);
            case MemberCommand.Spend spend -> spend(spend);
            case MemberCommand.CancelSpend cancel -> cancel(cancel);
            case MemberCommand.GrantStanding grant -> grant(grant);
            case MemberCommand.Score score -> score(score);
            case MemberCommand.Freeze freeze -> member.status = NaiveMember.Status.FROZEN;
            case MemberCommand.Unfreeze unfreeze -> unfreeze();
            case MemberCommand.Leave leave -> leave();
            case MemberCommand.Open open -> open(open);
            case MemberCommand.Transfer transfer -> transfer(transfer);
            case MemberCommand.Merge merge -> merge(merge);
            default -> throw new IllegalStateException("expected what is asked from outside, but found " + body);
        }
        return body instanceof MemberCommand.Transfer || body instanceof MemberCommand.Merge;
    }

    private NaiveActivities activities() {
        return new NaiveActivities(member, engine.catalogue(), terms, command.id(), at);
    }

    private void join(MemberCommand.Join join) throws NaiveRefusal {
        NaiveRefusal.when(member.joined(), "already-a-member");
        if (join.fields().size() > 0) {
            member.fields = join.fields();
        }
        NaiveEngine.join(member, terms, at);
    }

    private void describe(MemberCommand.Describe describe) {
        member.fields = member.fields.with(describe.fields());
        if (member.joined()) {
            NaiveTime.schedule(member, terms);
        }
    }

    private PointCurrency currency(int number) throws NaiveRefusal {
        NaiveRefusal.when(!member.joined(), "not-a-member");
        PointCurrency currency = terms.currency(number);
        if (currency == null) {
            throw new NaiveRefusal("not-in-terms");
        }
        return currency;
    }

    private void adjust(MemberCommand.Adjust adjust) throws NaiveRefusal {
        PointCurrency currency = currency(adjust.currency());
        long amount = adjust.amount();
        NaiveRefusal.when(amount == 0 || Math.abs(amount) > currency.adjustable(), "out-of-range");
        NaiveRefusal.when(adjust.reason().isBlank(), "out-of-range");
        NaiveRefusal.when(-amount > member.held(currency.number(), false), "not-enough-points");
        long day = new NaiveCalendar(terms.calendar().zone()).day(at);
        member.ticks.add(new NaiveMember.Tick(currency.number(), day, 0, amount));
        if (amount > 0) {
            long end = new NaiveEarning(member, terms, at).expiresAt(currency);
            member.open(
                    Account.ISSUED,
                    new NaiveMember.Lot(currency.number(), member.lastLot + 1, amount, at, Long.MIN_VALUE, end, false));
        } else {
            member.takeInOrder(currency.number(), -amount, Account.REVERSED);
        }
    }

    private void spend(MemberCommand.Spend spend) throws NaiveRefusal {
        PointCurrency currency = currency(spend.currency());
        NaiveRefusal.when(spend.amount() <= 0, "out-of-range");
        NaiveRefusal.when(currency.countsOnly(), "not-spendable");
        NaiveRefusal.when(spend.amount() > member.held(currency.number(), false), "not-enough-points");
        long until = currency.cancellable() == null
                ? member.time
                : new NaiveCalendar(terms.calendar().zone()).plus(member.time, currency.cancellable());
        take(spend.currency(), spend.amount(), until, false);
    }

    private NaiveMember.Spend take(int currency, long amount, long until, boolean sent) {
        List<NaiveMember.Lot> parts =
                member.takeInOrder(currency, amount, sent ? Account.SENT : Account.SPENT);
        long number = 1 + member.spends.stream().mapToLong(NaiveMember.Spend::number).max().orElse(0);
        NaiveMember.Spend made =
                new NaiveMember.Spend(command.id(), number, currency, amount, until, sent, parts);
        member.spends.add(made);
        return made;
    }

    private void cancel(MemberCommand.CancelSpend cancel) throws NaiveRefusal {
        NaiveMember.Spend spend = null;
        for (NaiveMember.Spend one : member.spends) {
            spend = one.id().equals(cancel.spendId()) && !one.sent() && one.keptUntil() > member.time ? one : spend;
        }
        if (spend == null) {
            throw new NaiveRefusal("not-found", "not-cancellable");
        }
        giveBack(member, terms, spend);
    }

    /** Points go back into their lots; those whose life is over follow the currency's policy. */
    static void giveBack(NaiveMember member, Terms terms, NaiveMember.Spend spend) {
        member.spends.remove(spend);
        PointCurrency currency = terms.currency(spend.currency());
        List<NaiveMember.Lot> back = new ArrayList<>();
        for (NaiveMember.Lot part : spend.parts()) {
            boolean over = part.expiresAt() <= member.time;
            NaiveMember.Lot lot =
                    over && currency != null && currency.onLateCancel() instanceof OnLateCancel.Renew renew
                            ? part.until(
                                    new NaiveCalendar(terms.calendar().zone()).plus(member.time, renew.period()))
                            : part;
            NaiveMember.Lot there = same(member, lot);
            NaiveMember.Lot now = there == null ? lot : there.of(there.amount() + lot.amount());
            member.replace(there == null ? lot : there, now);
            back.add(lot);
            member.post(lot.currency(), spend.sent() ? Account.SENT : Account.SPENT, Account.AVAILABLE, lot.amount());
        }
        for (NaiveMember.Lot lot : back) {
            NaiveMember.Lot there = same(member, lot);
            if (there != null) {
                member.beginIdle(there);
                member.repay(there);
            }
        }
    }

    private static NaiveMember.@Nullable Lot same(NaiveMember member, NaiveMember.Lot lot) {
        return member.lots.stream()
                .filter(one -> one.number() == lot.number() && one.expiresAt() == lot.expiresAt() && !one.pending())
                .findFirst()
                .orElse(null);
    }

    private void grant(MemberCommand.GrantStanding grant) throws NaiveRefusal {
        NaiveRefusal.when(!member.joined(), "not-a-member");
        Ladder ladder = terms.ladder(grant.ladder());
        boolean known =
                ladder != null && ladder.tiers().stream().anyMatch(tier -> tier.number() == grant.tier());
        NaiveRefusal.when(!known, "not-in-terms");
        NaiveRefusal.when(grant.until() <= member.time, "out-of-range");
        new NaiveLadders(member, terms).evaluate();
        member.tiers.computeIfPresent(
                grant.ladder(), (number, tier) -> tier.granted(grant.tier(), grant.until()));
    }

    private void score(MemberCommand.Score score) throws NaiveRefusal {
        boolean known = terms.scores().stream().anyMatch(field -> field.symbol() == score.score());
        NaiveRefusal.when(!known, "not-in-terms");
        member.scores = member.scores.with(score.score(), score.value());
    }

    private void unfreeze() throws NaiveRefusal {
        NaiveRefusal.when(member.status != NaiveMember.Status.FROZEN, "not-found");
        member.status = NaiveMember.Status.ACTIVE;
    }

    private void leave() throws NaiveRefusal {
        NaiveRefusal.when(!member.joined() && command.origin() != Origin.OPERATOR, "not-a-member");
        NaiveRefusal.when(NaiveBetween.busy(member), "under-way");
        for (NaiveMember.Lot lot : List.copyOf(member.lots)) {
            member.take(lot, lot.amount(), Account.FORFEITED);
        }
        NaiveBetween.end(member, NaiveMember.Status.LEFT);
    }

    private void open(MemberCommand.Open open) throws NaiveRefusal {
        for (MemberCommand.OpeningLot lot : open.lots()) {
            NaiveRefusal.when(terms.currency(lot.currency()) == null, "not-in-terms");
            NaiveRefusal.when(lot.amount() <= 0 || lot.expiresAt() <= member.time, "out-of-range");
        }
        for (MemberCommand.OpeningStanding standing : open.standings()) {
            Ladder ladder = terms.ladder(standing.ladder());
            NaiveRefusal.when(
                    ladder == null || ladder.tiers().stream().noneMatch(tier -> tier.number() == standing.tier()),
                    "not-in-terms");
        }
        member.fields = member.fields.with(open.fields());
        if (!member.joined()) {
            NaiveEngine.join(member, terms, open.joinedAt() == null ? at : open.joinedAt());
        }
        new NaiveLadders(member, terms).evaluate();
        for (MemberCommand.OpeningLot lot : open.lots()) {
            PointCurrency currency = terms.currency(lot.currency());
            boolean idle = lot.expiresAt() == NaiveMember.NEVER
                    && currency != null
                    && currency.expires() instanceof PointCurrency.Expiry.Inactivity;
            NaiveMember.Lot opened = NaiveBetween.lot(lot, member.lastLot + 1);
            member.open(Account.ISSUED, idle ? opened.until(NaiveMember.IDLE) : opened);
        }
        for (MemberCommand.OpeningStanding brought : open.standings()) {
            member.tiers.computeIfPresent(
                    brought.ladder(),
                    (number, tier) -> tier.held(brought.tier(), brought.since(), brought.until()));
        }
    }

    private void transfer(MemberCommand.Transfer transfer) throws NaiveRefusal {
        PointCurrency currency = currency(transfer.currency());
        NaiveRefusal.when(transfer.amount() <= 0, "out-of-range");
        NaiveRefusal.when(!currency.transferable(), "not-transferable");
        NaiveRefusal.when(transfer.to().equals(member.name), "same-member");
        NaiveRefusal.when(transfer.amount() > member.held(currency.number(), false), "not-enough-points");
        NaiveMember.Spend sent = take(currency.number(), transfer.amount(), NaiveMember.NEVER, true);
        engine.send(member, transfer.to(), version, NaiveMessage.Kind.RECEIVE, sent.number(), sent.parts(), "", member);
    }

    private void merge(MemberCommand.Merge merge) throws NaiveRefusal {
        NaiveRefusal.when(!member.joined(), "not-a-member");
        NaiveRefusal.when(merge.from().equals(member.name), "same-member");
        NaiveRefusal.when(NaiveBetween.busy(member), "under-way");
        member.merging = command.id();
        engine.send(member, merge.from(), version, NaiveMessage.Kind.YIELD, 0, List.of(), "", member);
    }

    static final Comparator<NaiveMember.Lot> BY_NUMBER = Comparator.comparingLong(NaiveMember.Lot::number);
}
