package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.MemberEvent.AwardReduced;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.Reduced;
import org.guildhall.core.number.Decimals;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Takes back activities: whole, by line, by value, again and again, never beyond what is left. Afterwards an activity has
 * earned what is left of it earns, by the terms that were in force when it happened.
 */
final class Reversing {
    private static final int QUANTITY = KnownField.QUANTITY.symbol();
    private static final int AMOUNT = KnownField.AMOUNT.symbol();

    private Reversing() {}

    static @Nullable MemberRefusal decide(Decision decision, MemberCommand.Reverse reverse) {
        String id = reverse.activityId();
        KeptActivity activity = Recording.find(decision.member, id);
        if (activity == null) {
            long hash = Hashes.of(id);
            Remembered remembered = decision.member.ids.get(hash);
            if (remembered == null || !remembered.accepted()) {
                return new MemberRefusal.NotFound("activity", id);
            }
            return Kept.ACTIVITY.isNot(decision.member, hash, remembered.number())
                    ? new MemberRefusal.NotFound("activity", id, "command")
                    : new MemberRefusal.NotReversible(id, "the time in which it can be taken back is over");
        }
        return switch (reverse.part()) {
            case MemberCommand.Part.Whole part -> {
                if (activity.whole()) {
                    yield new MemberRefusal.MoreThanLeft(id, "amount", activity.original(), 0);
                }
                reduceWhole(decision, activity);
                yield null;
            }
            case MemberCommand.Part.Value part -> {
                if (part.amount() <= 0) {
                    yield new MemberRefusal.OutOfRange(
                            "amount", new Fact.Money(part.amount()), new Fact.Money(0), null);
                }
                if (part.amount() > activity.counted()) {
                    yield new MemberRefusal.MoreThanLeft(id, "amount", part.amount(), activity.counted());
                }
                reduceByValue(decision, activity, part.amount());
                yield null;
            }
            case MemberCommand.Part.Lines part -> {
                MemberRefusal refusal = checkLines(activity, part.lines());
                if (refusal == null) {
                    reduceLines(decision, activity, part.lines());
                }
                yield refusal;
            }
        };
    }

    private static @Nullable MemberRefusal checkLines(KeptActivity activity, List<MemberCommand.LinePart> parts) {
        List<Fields> lines = activity.left().lines();
        if (parts.isEmpty()) {
            return new MemberRefusal.OutOfRange("lines", new Fact.Whole(0), new Fact.Whole(0), null);
        }
        long[] asked = new long[lines.size()];
        for (MemberCommand.LinePart part : parts) {
            if (part.line() < 0 || part.line() >= lines.size()) {
                return new MemberRefusal.OutOfRange(
                        "line", new Fact.Whole(part.line() + 1L), new Fact.Whole(0), new Fact.Whole(lines.size()));
            }
            if (part.quantity() <= 0) {
                return new MemberRefusal.OutOfRange(
                        "quantity", new Fact.Whole(part.quantity()), new Fact.Whole(0), null);
            }
            long left = activity.whole() ? 0 : lines.get(part.line()).number(QUANTITY, 0);
            asked[part.line()] = Math.addExact(asked[part.line()], part.quantity());
            if (asked[part.line()] > left) {
                return new MemberRefusal.MoreThanLeft(activity.id(), "quantity", asked[part.line()], left);
            }
        }
        return null;
    }

    static void reduceWhole(Decision decision, KeptActivity activity) {
        List<Fields> lines = new ArrayList<>(activity.left().lines().size());
        for (Fields line : activity.left().lines()) {
            lines.add(line.with(QUANTITY, 0));
        }
        Activity nothing = new Activity(activity.left().kind(), activity.left().fields().with(AMOUNT, 0), lines);
        reduce(decision, activity, nothing, activity.taken(), true);
    }

    static void reduceByValue(Decision decision, KeptActivity activity, long value) {
        long left = activity.amount() - value;
        Activity less = new Activity(
                activity.left().kind(),
                activity.left().fields().with(AMOUNT, left),
                activity.left().lines());
        reduce(decision, activity, less, activity.taken() + value, left == 0);
    }

    static void reduceLines(Decision decision, KeptActivity activity, List<MemberCommand.LinePart> parts) {
        Terms terms = pinned(decision, activity);
        ActivityKind kind = terms.kind(activity.left().kind());
        List<Fields> lines = new ArrayList<>(activity.left().lines());
        for (MemberCommand.LinePart part : parts) {
            Fields line = lines.get(part.line());
            lines.set(part.line(), line.with(QUANTITY, line.number(QUANTITY, 0) - part.quantity()));
        }
        boolean nothing = true;
        for (Fields line : lines) {
            nothing &= line.number(QUANTITY, 0) == 0;
        }
        Activity left = new Activity(activity.left().kind(), activity.left().fields(), lines);
        if (kind != null) {
            left = Amounts.withAmount(left, kind, terms);
        }
        long amount = nothing ? 0 : Math.max(0, Amounts.of(left) - activity.taken());
        left = new Activity(left.kind(), left.fields().with(AMOUNT, amount), left.lines());
        reduce(decision, activity, left, activity.taken(), nothing);
    }

    private static Terms pinned(Decision decision, KeptActivity activity) {
        Terms terms = decision.catalogue.at(activity.at());
        return terms == null ? decision.catalogue.first() : terms;
    }

    private static void reduce(Decision decision, KeptActivity before, Activity left, long taken, boolean whole) {
        Member member = decision.member;
        Terms terms = pinned(decision, before);
        long amount = Amounts.of(left);
        decision.emit(new Reduced(before.number(), left, amount, taken, whole));
        long keptFrom = Recording.daysKeptFrom(member, terms);
        Warranting.reduce(decision, terms, before, left, whole);
        int gone = whole && !before.whole() ? 1 : 0;
        decision.emit(new Counted(left.kind(), before.day(), -gone, amount - before.amount(), keptFrom));
        ActivityKind kind = terms.kind(left.kind());
        if (kind != null) {
            PartFigures.reduce(decision, kind, before, left, amount, whole);
        }
        for (Ladder ladder : terms.ladders()) {
            if (gone == 1
                    && ladder.by() instanceof Ladder.Measure.Sum sum
                    && sum.kinds().contains(left.kind())) {
                long value = left.fields().number(sum.field(), 0);
                if (value != 0) {
                    decision.emit(new Counted(
                            Measures.series(left.kind(), sum.field()), before.day(), -1, -value, keptFrom));
                }
            }
        }
        for (int i = 0; i < before.awards().size(); i++) {
            KeptActivity.Award award = before.awards().get(i);
            long remaining = remaining(member, terms, before, award, left, amount, whole);
            if (remaining < award.amount()) {
                takeBack(decision, terms, before, i, award, remaining, keptFrom);
            }
        }
    }

    /** What an award comes to for what is left; never more than it was. */
    private static long remaining(
            Member member,
            Terms terms,
            KeptActivity before,
            KeptActivity.Award award,
            Activity left,
            long amount,
            boolean whole) {
        EarningRule rule = terms.rule(award.rule());
        PointCurrency currency = terms.currency(award.currency());
        if (rule == null || currency == null || rule.onReturn() == EarningRule.OnReturn.KEEP) {
            return award.amount();
        }
        if (whole) {
            return 0;
        }
        return switch (rule.onReturn()) {
            case KEEP -> award.amount();
            case BY_VALUE -> before.original() == 0
                    ? award.amount()
                    : Math.min(
                            award.amount(),
                            Decimals.share(award.first(), amount, before.original(), rule.rounding()));
            case RECOMPUTE -> Math.min(award.amount(), recomputed(member, terms, before, rule, award, currency, left));
        };
    }

    private static long recomputed(
            Member member,
            Terms terms,
            KeptActivity before,
            EarningRule rule,
            KeptActivity.Award award,
            PointCurrency currency,
            Activity left) {
        MemberFacts facts = new MemberFacts(member, terms, left, before.at());
        EarningRule.Factor factor = new EarningRule.Factor(award.factor(), award.factorScale());
        try {
            if (!rule.when().test(facts)) {
                return 0;
            }
            for (EarningRule.Award given : rule.awards()) {
                if (given.currency() == award.currency()) {
                    return Awarding.worth(rule, given.quantity(), factor, currency.scale(), facts);
                }
            }
            return 0;
        } catch (RuleFailedException failure) {
            return 0;
        }
    }

    private static void takeBack(
            Decision decision,
            Terms terms,
            KeptActivity before,
            int index,
            KeptActivity.Award award,
            long remaining,
            long keptFrom) {
        long amount = award.amount() - remaining;
        decision.emit(new AwardReduced(before.number(), index, remaining));
        if (!Ledger.pending(decision.member, award)) {
            decision.emit(new Counted(award.currency(), before.day(), 0, -amount, keptFrom));
        }
        PointCurrency currency = terms.currency(award.currency());
        EarningRule rule = terms.rule(award.rule());
        if (currency == null || rule == null) {
            return;
        }
        boolean nothing = keepsNothing(decision.member, before.number(), rule.number());
        giveBack(decision, terms, before, rule.limits(), amount, nothing);
        giveBack(decision, terms, before, currency.limits(), amount, nothing);
        Ledger.reverse(decision, currency, award, amount);
    }

    private static boolean keepsNothing(Member member, long activity, int rule) {
        KeptActivity kept = member.activities.get(activity);
        return kept != null
                && kept.awards().stream().allMatch(award -> award.rule() != rule || award.amount() == 0);
    }

    /** What was taken back no longer uses up the limits; one of times, once the activity keeps nothing of the rule. */
    private static void giveBack(
            Decision decision, Terms terms, KeptActivity before, List<Limit> limits, long amount, boolean nothing) {
        for (Limit limit : limits) {
            if (!(limit.per() instanceof Limit.Per.Order)) {
                long period = Awarding.period(limit, before.at(), terms);
                long change = limit.of() == Limit.Of.TIMES ? (nothing ? 1 : 0) : amount;
                long possible = Math.min(change, decision.member.limits.used(limit.number(), period));
                if (possible > 0) {
                    decision.emit(new LimitCounted(limit.number(), period, -possible, Long.MIN_VALUE));
                }
            }
        }
    }
}
