package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.Recorded;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Joins;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** Records what happened: it joins, earns, counts, and may fulfil or return what happened before. */
final class Recording {
    private final Decision decision;
    private final Member member;
    private final Terms terms;
    private final ActivityKind kind;
    private final long at;

    private Recording(Decision decision, Terms terms, ActivityKind kind) {
        this.decision = decision;
        this.member = decision.member;
        this.terms = terms;
        this.kind = kind;
        this.at = decision.at;
    }

    static @Nullable MemberRefusal decide(Decision decision, Terms terms, Activity activity) {
        ActivityKind kind = terms.kind(activity.kind());
        if (kind == null) {
            return new MemberRefusal.NotInTerms("kind", terms.symbols().name(activity.kind()));
        }
        return new Recording(decision, terms, kind).decide(Amounts.withAmount(activity, kind, terms));
    }

    private @Nullable MemberRefusal decide(Activity activity) {
        return switch (kind.role()) {
            case ActivityKind.Role.Plain role -> {
                MemberRefusal refusal = tooMuch(activity);
                if (refusal == null) {
                    record(activity);
                }
                yield refusal;
            }
            case ActivityKind.Role.Fulfilment role -> fulfil(activity);
            case ActivityKind.Role.Return role -> {
                MemberRefusal missing = Returning.check(decision, role, activity);
                MemberRefusal refusal = missing == null ? tooMuch(activity) : missing;
                if (refusal == null) {
                    record(activity);
                    Returning.decide(decision, terms, kind, role, activity);
                }
                yield refusal;
            }
        };
    }

    /** What would make a total of the member's pass its bound. */
    private @Nullable MemberRefusal tooMuch(Activity activity) {
        long amount = Amounts.of(activity);
        if (!Bounds.holds(member, kind.number(), amount)) {
            return new MemberRefusal.OutOfRange(
                    "amount", new Fact.Money(amount), null, new Fact.Money(Bounds.room(member, kind.number())));
        }
        for (Ladder ladder : terms.ladders()) {
            if (ladder.by() instanceof Ladder.Measure.Sum sum && sum.kinds().contains(kind.number())) {
                long value = activity.fields().number(sum.field(), 0);
                long series = Measures.series(kind.number(), sum.field());
                if (!Bounds.holds(member, series, value)) {
                    return new MemberRefusal.OutOfRange(
                            String.valueOf(terms.symbols().name(sum.field())), new Fact.Whole(value), null,
                            new Fact.Whole(Bounds.room(member, series)));
                }
            }
        }
        return null;
    }

    private void record(Activity activity) {
        MemberFacts facts = new MemberFacts(member, terms, activity, at);
        boolean effective = kind.effective().test(facts);
        boolean joins = effective && !member.joined() && joinsBy(terms.joins());
        Awarding awarding = new Awarding(member, terms, at);
        List<Awarding.Given> given =
                effective && (joins || member.joined()) ? awarding.forActivity(kind.number(), facts) : List.of();
        if (joins) {
            Joining.join(decision, terms, at);
        }
        long day = terms.calendar().dayOf(at);
        long amount = Amounts.of(activity);
        long keptUntil = kind.reversible() == null ? 0 : terms.calendar().plus(at, kind.reversible());
        boolean kept = keptUntil > member.time && kind.role() instanceof ActivityKind.Role.Plain;
        long number = kept ? member.lastActivity + 1 : 0;
        List<Lot> lots = new ArrayList<>(2);
        List<PointCurrency> currencies = new ArrayList<>(2);
        List<KeptActivity.Award> awards = award(given, number, lots, currencies);
        decision.emit(new Recorded(
                number, decision.command.id(), activity, at, day, amount, keptUntil, effective, awards));
        decision.made(number, keptUntil);
        if (effective) {
            count(activity, day, amount, given);
            PartFigures.count(decision, kind, activity, amount);
            Inactivity.postpone(decision, terms, at);
        }
        for (Awarding.Use use : awarding.uses()) {
            count(use);
        }
        if (effective && kind.role() instanceof ActivityKind.Role.Plain) {
            Warranting.give(decision, terms, kind, activity, keptUntil);
        }
        for (int i = 0; i < lots.size(); i++) {
            Ledger.open(decision, currencies.get(i).number(), Account.ISSUED, lots.get(i));
        }
    }

    private boolean joinsBy(Joins joins) {
        return joins instanceof Joins.On on && on.kinds().contains(kind.number());
    }

    /** One lot for each currency; awards name the lot that holds them. */
    private List<KeptActivity.Award> award(
            List<Awarding.Given> given, long number, List<Lot> lots, List<PointCurrency> currencies) {
        List<KeptActivity.Award> awards = new ArrayList<>(given.size());
        for (Awarding.Given one : given) {
            int index = currencies.indexOf(one.currency());
            if (index < 0) {
                index = currencies.size();
                currencies.add(one.currency());
                lots.add(new Lot(
                        member.lastLot + 1 + index,
                        Lives.vestsAt(one.currency(), terms.calendar(), at, member.time),
                        Lives.expiresAt(one.currency(), terms.calendar(), at),
                        at,
                        number,
                        0));
            }
            Lot lot = lots.get(index);
            lots.set(index, lot.withAmount(Math.addExact(lot.amount(), one.amount())));
            awards.add(new KeptActivity.Award(
                    one.rule().number(),
                    one.currency().number(),
                    one.amount(),
                    one.amount(),
                    lot.number(),
                    lot.vestsAt(),
                    lot.expiresAt(),
                    one.factor().unscaled(),
                    one.factor().scale()));
        }
        return awards;
    }

    private void count(Activity activity, long day, long amount, List<Awarding.Given> given) {
        long keptFrom = daysKeptFrom(member, terms);
        decision.emit(new Counted(kind.number(), day, 1, amount, keptFrom));
        for (Ladder ladder : terms.ladders()) {
            if (ladder.by() instanceof Ladder.Measure.Sum sum && sum.kinds().contains(kind.number())) {
                long value = activity.fields().number(sum.field(), 0);
                if (value != 0) {
                    decision.emit(new Counted(
                            Measures.series(kind.number(), sum.field()), day, 1, value, keptFrom));
                }
            }
        }
        for (PointCurrency currency : terms.currencies()) {
            long earned = 0;
            for (Awarding.Given one : given) {
                earned += one.currency().number() == currency.number() ? one.amount() : 0;
            }
            if (earned > 0 && Lives.vestsAt(currency, terms.calendar(), at, member.time) == Lot.AVAILABLE) {
                decision.emit(new Counted(currency.number(), day, 0, earned, keptFrom));
            }
        }
    }

    /** Days before this are forgotten: the programme's daily totals, and as far as its ladders look back. */
    static long daysKeptFrom(Member member, Terms terms) {
        return terms.calendar().dayOf(terms.calendar().minus(member.time, terms.dailyTotals()));
    }

    private void count(Awarding.Use use) {
        if (use.limit().per() instanceof Limit.Per.Order) {
            return;
        }
        long keptFrom = use.limit().per() instanceof Limit.Per.Calendar per
                ? keptFrom(per.unit(), use.looksBack())
                : Long.MIN_VALUE;
        decision.emit(new LimitCounted(use.limit().number(), use.period(), use.amount(), keptFrom));
    }

    /**
     * The first day of the unit in which the latest activity can lie that still comes, or of an earlier one. A limit may be
     * shared by kinds of which some may come later than others, and an activity is judged by the terms of its own moment.
     */
    private long keptFrom(CalendarUnit unit, int earlier) {
        long earliest = member.time;
        for (Period late : decision.catalogue.lates()) {
            earliest = Math.min(earliest, terms.calendar().minus(member.time, late));
        }
        long start = terms.calendar().floor(earliest, unit);
        for (int i = 0; i < earlier; i++) {
            start = terms.calendar().floor(start - 1, unit);
        }
        return terms.calendar().dayOf(start);
    }

    private @Nullable MemberRefusal fulfil(Activity activity) {
        String id = activity.fields().text(KnownField.OF.symbol());
        KeptActivity target = id == null ? null : find(member, id);
        if (target == null) {
            return new MemberRefusal.NotFound("activity", id == null ? "" : id);
        }
        MemberRefusal refusal = tooMuch(activity);
        if (refusal != null) {
            return refusal;
        }
        record(activity);
        Warranting.fulfil(decision, terms, target.id(), kind.number());
        for (KeptActivity.Award award : target.awards()) {
            Vesting.On waits = Lives.waitsFor(decision.catalogue, award.currency(), target.at());
            if (waits != null && waits.kind() == kind.number()) {
                Wallet wallet = member.wallet(award.currency());
                Lot lot = wallet.find(award.lot(), award.vestsAt(), true);
                if (lot != null) {
                    Advancing.vest(decision, wallet, lot);
                }
            }
        }
        return null;
    }

    /** The kept activity that was recorded with an id, or null. */
    static @Nullable KeptActivity find(Member member, String id) {
        Remembered remembered = member.ids.get(Hashes.of(id));
        KeptActivity activity =
                remembered == null || remembered.number() <= 0 ? null : member.activities.get(remembered.number());
        return activity != null && activity.id().equals(id) && activity.keptUntil() > member.time ? activity : null;
    }
}
