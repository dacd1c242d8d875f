package org.guildhall.core.member;

import java.time.LocalDate;
import java.util.List;
import org.guildhall.core.member.MemberEvent.YearlyDue;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Bonuses that come round: on a member's own days (the birthday, the anniversary of joining; 29 February returns on the 28th), and
 * with each stretch of the calendar or of the membership while a plan runs.
 */
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
                long next = moved(decision.member, terms, trigger, known);
                if (next != known) {
                    decision.emit(new YearlyDue(rule.number(), next));
                }
            }
        }
        ComingCoupons.move(decision, terms);
        scheduleWithPlans(decision, terms);
    }

    /** When it comes next, where it was to come at a known moment, or never. */
    static long moved(Member member, Terms terms, EarningRule.Trigger.Yearly trigger, long known) {
        int year = known == Lot.NEVER ? 0 : terms.calendar().date(known).getYear();
        return next(member, terms, trigger, member.time, year);
    }

    /** When something comes next after a moment; never for what comes round with a plan that does not run. */
    static long next(Member member, Terms terms, EarningRule.Trigger on, long after) {
        return switch (on) {
            case EarningRule.Trigger.Yearly yearly -> next(member, terms, yearly, after, 0);
            case EarningRule.Trigger.Each each when lives(member, each) -> next(member, terms, each, after);
            default -> Lot.NEVER;
        };
    }

    /** Sets the next moment of what comes round with a plan that was not had before. */
    static void scheduleWithPlans(Decision decision, Terms terms) {
        for (EarningRule rule : terms.rules()) {
            if (rule.on() instanceof EarningRule.Trigger.Each each
                    && due(decision.member, rule.number()) == Lot.NEVER && lives(decision.member, each)) {
                decision.emit(new YearlyDue(rule.number(), next(decision.member, terms, each, decision.member.time)));
            }
        }
        ComingCoupons.schedule(decision, terms);
    }

    private static boolean lives(Member member, EarningRule.Trigger.Each each) {
        return member.subscriptions.stream().anyMatch(one -> one.live() && isOf(one, each));
    }

    /** The subscription by which something comes, or null. */
    static @Nullable Subscription giving(Member member, EarningRule.Trigger.Each each) {
        return member.subscriptions.stream().filter(one -> one.gives() && isOf(one, each)).findFirst().orElse(null);
    }

    private static boolean isOf(Subscription one, EarningRule.Trigger.Each each) {
        return one.lead() == null && each.plans().contains(one.plan());
    }

    private static long next(Member member, Terms terms, EarningRule.Trigger.Each each, long after) {
        return switch (each.per()) {
            case Benefit.Per.Calendar(var unit) -> terms.calendar().endOf(after, unit);
            case Benefit.Per.Membership(int months) ->
                    Entitlement.membership(member, terms.calendar(), months, after).again();
            case Benefit.Per.Term term -> Lot.NEVER;
            case Benefit.Per.Lifetime lifetime -> Lot.NEVER;
        };
    }

    /** @param rule or the coupon that comes round */
    static long due(Member member, int rule) {
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
                if (decision.catalogue.offers().ofCoupon(yearly.rule()) != null) {
                    ComingCoupons.give(decision, terms, yearly.rule());
                    return;
                }
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
        if (terms == null || rule == null) {
            decision.emit(new YearlyDue(yearly.rule(), Lot.NEVER));
            return;
        }
        long next = next(member, terms, rule.on(), member.time);
        decision.emit(new YearlyDue(yearly.rule(), next));
        boolean comes =
                rule.on() instanceof EarningRule.Trigger.Each each ? giving(member, each) != null : next != Lot.NEVER;
        if (!comes || member.status != MemberEvent.Status.ACTIVE) {
            return;
        }
        Bonus.give(decision, terms, rule);
    }
}
