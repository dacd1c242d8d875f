package org.guildhall.core.member;

import java.time.LocalDate;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.Gave;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.YearlyDue;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Bonuses on a member's own days: the birthday, the anniversary of joining. 29 February returns on the 28th. */
final class Yearly {
    private Yearly() {}

    /**
     * Sets the next moment of each yearly rule after the member's time. A day that moves brings no second bonus in a year
     * whose bonus was given, or was over, before.
     */
    static void schedule(Decision decision, Terms terms) {
        for (EarningRule rule : terms.rules()) {
            if (rule.on() instanceof EarningRule.Trigger.Yearly trigger) {
                long known = due(decision.member, rule.number());
                int year = known == Lot.NEVER ? 0 : terms.calendar().date(known).getYear();
                long next = next(decision.member, terms, trigger, decision.member.time, year);
                if (next != known) {
                    decision.emit(new YearlyDue(rule.number(), next));
                }
            }
        }
    }

    private static long due(Member member, int rule) {
        for (Member.YearlyDue due : member.yearly) {
            if (due.rule() == rule) {
                return due.moment();
            }
        }
        return Lot.NEVER;
    }

    /** @param from the first year that counts */
    private static long next(Member member, Terms terms, EarningRule.Trigger.Yearly trigger, long after, int from) {
        long first = trigger.field() == 0
                ? terms.calendar().dayOf(member.joinedAt)
                : member.fields.number(trigger.field(), Lot.NEVER);
        if (first == Lot.NEVER) {
            return Lot.NEVER;
        }
        LocalDate day = LocalDate.ofEpochDay(first);
        int year = Math.max(day.getYear() + 1, Math.max(from, terms.calendar().date(after).getYear()));
        long next = terms.calendar().startOf(day.plusYears(year - day.getYear()));
        return next > after ? next : terms.calendar().startOf(day.plusYears(year + 1L - day.getYear()));
    }

    /** Gives what is due now, one rule at a time, and sets its next moment. */
    static void give(Decision decision, long due) {
        Member member = decision.member;
        for (Member.YearlyDue yearly : List.copyOf(member.yearly)) {
            if (yearly.moment() <= due) {
                Terms terms = decision.terms(member.time);
                EarningRule rule = terms == null ? null : terms.rule(yearly.rule());
                give(decision, terms, rule, yearly);
                Standings.evaluate(decision, terms);
                return;
            }
        }
        throw new ImpossibleEventException("expected a yearly rule that is due at " + due + ", but found none");
    }

    private static void give(
            Decision decision, @Nullable Terms terms, @Nullable EarningRule rule, Member.YearlyDue yearly) {
        Member member = decision.member;
        if (terms == null || rule == null || !(rule.on() instanceof EarningRule.Trigger.Yearly trigger)) {
            decision.emit(new YearlyDue(yearly.rule(), Lot.NEVER));
            return;
        }
        decision.emit(new YearlyDue(yearly.rule(), next(member, terms, trigger, member.time, 0)));
        if (member.status != MemberEvent.Status.ACTIVE) {
            return;
        }
        Awarding awarding = new Awarding(member, terms, member.time);
        List<Awarding.Given> given;
        try {
            given = awarding.forDay(rule, new MemberFacts(member, terms, Fields.NONE, List.of(), member.time));
        } catch (RuleFailedException | ArithmeticException failure) {
            return;
        }
        long day = terms.calendar().dayOf(member.time);
        for (Awarding.Use use : awarding.uses()) {
            if (!(use.limit().per() instanceof Limit.Per.Order)) {
                decision.emit(new LimitCounted(use.limit().number(), use.period(), use.amount(), Long.MIN_VALUE));
            }
        }
        for (Awarding.Given one : given) {
            decision.emit(new Gave(rule.number(), one.currency().number(), one.amount()));
            Lot lot = new Lot(
                    member.lastLot + 1,
                    Lives.vestsAt(one.currency(), terms.calendar(), member.time, member.time),
                    Lives.expiresAt(one.currency(), terms.calendar(), member.time),
                    member.time,
                    0,
                    one.amount());
            if (!lot.pending()) {
                decision.emit(new Counted(
                        one.currency().number(), day, 0, one.amount(), Recording.daysKeptFrom(member, terms)));
            }
            Ledger.open(decision, one.currency().number(), Account.ISSUED, lot);
        }
    }
}
