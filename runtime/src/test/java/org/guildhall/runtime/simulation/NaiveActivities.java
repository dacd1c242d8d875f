package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Match;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Joins;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** Activities and their reversal in the reference model. */
record NaiveActivities(NaiveMember member, Catalogue catalogue, Terms terms, String id, long at) {
    private static final int QUANTITY = NaiveReturns.QUANTITY;
    private static final int PRODUCT = KnownField.PRODUCT.symbol();

    void record(Activity stated) throws NaiveRefusal {
        ActivityKind kind = terms.kind(stated.kind());
        if (kind == null) {
            throw new NaiveRefusal("not-in-terms");
        }
        Activity activity = NaiveReturns.withAmount(stated, kind, terms);
        String of = activity.fields().text(KnownField.OF.symbol());
        NaiveMember.Order target = of == null ? null : member.order(of);
        boolean needsTarget = kind.role() instanceof Role.Fulfilment
                || (kind.role() instanceof Role.Return role && role.match() == Match.BY_ORDER);
        NaiveRefusal.when(needsTarget && target == null, "not-found");
        happen(kind, activity);
        if (kind.role() instanceof Role.Fulfilment) {
            fulfil(Objects.requireNonNull(target), kind);
        } else if (kind.role() instanceof Role.Return role) {
            giveBack(role, activity, target);
        }
    }

    private void happen(ActivityKind kind, Activity activity) {
        NaiveCalendar calendar = new NaiveCalendar(terms.calendar().zone());
        boolean effective = kind.effective().test(new NaiveFacts(member, terms, activity, at));
        boolean joins = effective
                && !member.joined()
                && terms.joins() instanceof Joins.On on
                && on.kinds().contains(kind.number());
        NaiveEarning earning = new NaiveEarning(member, terms, at);
        List<NaiveEarning.Given> given =
                effective && (joins || member.joined()) ? earning.forActivity(activity) : List.of();
        if (joins) {
            NaiveEngine.join(member, terms, at);
        }
        List<NaiveMember.Award> awards = awards(earning, given);
        keep(kind, calendar, activity, effective, awards);
        if (effective) {
            count(kind, calendar.day(at), activity, earning, given);
            member.lastActive = Math.max(member.lastActive, at);
            stayActive(calendar);
        }
        awards.stream().map(NaiveMember.Award::lot).distinct().forEach(lot -> member.open(Account.ISSUED, lot));
    }

    /** One lot for each currency holds what all rules gave of it. */
    private List<NaiveMember.Award> awards(NaiveEarning earning, List<NaiveEarning.Given> given) {
        List<PointCurrency> currencies = given.stream().map(NaiveEarning.Given::currency).distinct().toList();
        List<NaiveMember.Lot> lots = new ArrayList<>();
        for (PointCurrency currency : currencies) {
            long sum = given.stream()
                    .filter(one -> one.currency().equals(currency))
                    .mapToLong(NaiveEarning.Given::amount)
                    .sum();
            lots.add(earning.lot(currency, member.lastLot + 1 + lots.size(), sum));
        }
        return given.stream()
                .map(one -> new NaiveMember.Award(one.rule().number(), one.currency().number(), one.amount(),
                        one.amount(), lots.get(currencies.indexOf(one.currency())), one.factor()))
                .toList();
    }

    private void keep(
            ActivityKind kind, NaiveCalendar calendar, Activity activity, boolean effective,
            List<NaiveMember.Award> awards) {
        if (kind.reversible() != null && kind.role() instanceof Role.Plain) {
            long keptUntil = calendar.plus(at, kind.reversible());
            long amount = NaiveReturns.amount(activity);
            if (keptUntil > member.time) {
                member.orders.add(new NaiveMember.Order(id, member.orders.size(), at, calendar.day(at), keptUntil,
                        activity, amount, amount, 0, !effective, member.joined(), awards));
            }
        }
    }

    private void count(
            ActivityKind kind, long day, Activity activity, NaiveEarning earning, List<NaiveEarning.Given> given) {
        member.ticks.add(new NaiveMember.Tick(kind.number(), day, 1, NaiveReturns.amount(activity), member.joined()));
        for (Ladder ladder : terms.ladders()) {
            if (ladder.by() instanceof Ladder.Measure.Sum sum && sum.kinds().contains(kind.number())) {
                long value = activity.fields().number(sum.field(), 0);
                member.ticks.add(
                        new NaiveMember.Tick(NaiveLadders.series(kind.number(), sum.field()), day, 1, value));
            }
        }
        for (NaiveEarning.Given one : given) {
            if (!earning.lot(one.currency(), 0, one.amount()).pending()) {
                member.ticks.add(new NaiveMember.Tick(one.currency().number(), day, 0, one.amount()));
            }
        }
    }

    private void stayActive(NaiveCalendar calendar) {
        for (int currency : List.copyOf(member.idleAt.keySet())) {
            Period period = member.idlePeriod(currency);
            if (period != null && member.idleAt.getOrDefault(currency, NaiveMember.NEVER) != NaiveMember.NEVER) {
                member.idleUntil(currency, calendar.plus(member.lastActive, period));
            }
        }
        for (PointCurrency currency : terms.currencies()) {
            boolean none =
                    member.idleAt.getOrDefault(currency.number(), NaiveMember.NEVER) == NaiveMember.NEVER;
            if (none && currency.expires() instanceof PointCurrency.Expiry.Inactivity idle) {
                member.idleUntil(currency.number(), calendar.plus(member.lastActive, idle.period()));
            }
        }
    }

    private void fulfil(NaiveMember.Order target, ActivityKind kind) {
        for (NaiveMember.Lot lot : List.copyOf(member.lots)) {
            PointCurrency.Vesting.On waits = lot.pending() ? NaiveEarning.waits(catalogue, lot) : null;
            if (waits != null && waits.kind() == kind.number()
                    && target.awards().stream().anyMatch(award -> award.lot().number() == lot.number())) {
                member.vest(lot);
            }
        }
    }

    // What comes back

    private void giveBack(Role.Return role, Activity activity, NaiveMember.@Nullable Order target) {
        for (Fields line : activity.lines()) {
            long missing = line.number(QUANTITY, 0);
            for (NaiveMember.Order order : candidates(role, target)) {
                missing -= takeProduct(order, line.text(PRODUCT), missing);
            }
        }
        if (activity.lines().isEmpty() && target != null) {
            long amount = activity.fields().number(NaiveReturns.AMOUNT, Long.MAX_VALUE);
            if (amount >= target.amount()) {
                returns(target).whole(target);
            } else if (amount > 0) {
                returns(target).value(target, amount);
            }
        }
    }

    private List<NaiveMember.Order> candidates(Role.Return role, NaiveMember.@Nullable Order target) {
        if (target != null && role.match() == Match.BY_ORDER) {
            return List.of(target);
        }
        Comparator<NaiveMember.Order> byTime =
                Comparator.comparingLong(NaiveMember.Order::at).thenComparingLong(NaiveMember.Order::number);
        return member.orders.stream()
                .filter(order -> order.left().kind() == role.kind() && order.at() <= at
                        && order.keptUntil() > member.time)
                .sorted(role.match() == Match.LATEST_BY_PRODUCT ? byTime.reversed() : byTime)
                .toList();
    }

    /** Takes pieces of a product, from the last line first; gives how many. */
    private long takeProduct(NaiveMember.Order order, @Nullable String product, long wanted) {
        List<Fields> lines = order.left().lines();
        long[] pieces = new long[lines.size()];
        long taken = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (Objects.equals(lines.get(i).text(PRODUCT), product)) {
                pieces[i] = Math.min(wanted - taken, lines.get(i).number(QUANTITY, 0));
                taken += pieces[i];
            }
        }
        if (taken > 0) {
            returns(order).lines(order, pieces);
        }
        return taken;
    }

    private NaiveReturns returns(NaiveMember.Order order) {
        Terms then = catalogue.at(order.at());
        return new NaiveReturns(member, then == null ? catalogue.first() : then);
    }

    void reverse(MemberCommand.Reverse reverse) throws NaiveRefusal {
        NaiveMember.Order order = member.order(reverse.activityId());
        if (order == null) {
            NaiveMember.Remembered before = member.ids.get(reverse.activityId());
            if (before == null || !before.accepted()) {
                throw new NaiveRefusal("not-found");
            }
            if (before.forgetAt() > member.time) {
                throw otherThanKept(reverse.activityId(), before.body());
            }
            throw new NaiveRefusal("not-found", "not-reversible");
        }
        switch (reverse.part()) {
            case MemberCommand.Part.Whole part -> {
                NaiveRefusal.when(order.gone(), "more-than-left");
                returns(order).whole(order);
            }
            case MemberCommand.Part.Value part -> {
                NaiveRefusal.when(part.amount() <= 0, "out-of-range");
                NaiveRefusal.when(part.amount() > order.amount(), "more-than-left");
                returns(order).value(order, part.amount());
            }
            case MemberCommand.Part.Lines part -> returns(order).lines(order, pieces(order, part.lines()));
        }
    }

    /** A command that was no activity is told from one while what it made is kept, or where it made nothing that is. */
    private NaiveRefusal otherThanKept(String id, Command.Body body) {
        if (body instanceof MemberCommand.Record) {
            return new NaiveRefusal("not-reversible");
        }
        boolean spends = body instanceof MemberCommand.Spend || body instanceof MemberCommand.Transfer;
        boolean kept =
                member.spends.stream().anyMatch(spend -> spend.id().equals(id) && spend.keptUntil() > member.time);
        return spends && !kept ? new NaiveRefusal("not-found", "not-reversible") : new NaiveRefusal("not-found");
    }

    private static long[] pieces(NaiveMember.Order order, List<MemberCommand.LinePart> parts) throws NaiveRefusal {
        NaiveRefusal.when(parts.isEmpty(), "out-of-range");
        long[] pieces = new long[order.left().lines().size()];
        for (MemberCommand.LinePart part : parts) {
            boolean there = part.line() >= 0 && part.line() < pieces.length && part.quantity() > 0;
            NaiveRefusal.when(!there, "out-of-range");
            pieces[part.line()] += part.quantity();
            long left = order.left().lines().get(part.line()).number(QUANTITY, 0);
            NaiveRefusal.when(pieces[part.line()] > left, "more-than-left");
        }
        return pieces;
    }
}
