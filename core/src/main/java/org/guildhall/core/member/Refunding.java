package org.guildhall.core.member;

import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;

/** Gives back what was paid for a term. */
final class Refunding {
    private Refunding() {}

    /** What the plan gives back when the term ends now. */
    static void refund(Decision decision, Terms terms, Subscription current) {
        Plan plan = TermsOfPlan.plan(decision, current);
        long now = Math.max(decision.at, current.termStart());
        long value = TermsOfPlan.value(decision.member, current);
        Period full = plan.refund().full();
        if (full != null && now < terms.calendar().plus(current.termStart(), full)) {
            giveBack(decision, current, Math.min(value, TermsOfPlan.fee(decision.member, current))
                    - used(decision.member, plan, current));
            Claiming.givenBack(decision, terms, current);
        } else if (plan.refund().rest()) {
            long pausedAt = current.status() == Subscription.Status.PAUSED ? current.pausedAt() : now;
            giveBack(decision, current, new Proration(terms.calendar(), plan.proration()).credit(value,
                    TermsOfPlan.wholeFrom(terms.calendar(), plan, current), current.termEnd(), pausedAt)
                    - used(decision.member, plan, current));
        }
    }

    /** What is taken off for the benefits of the plan that were used in the term. */
    private static long used(Member member, Plan plan, Subscription current) {
        return member.termUses.of(current.number())
                .stream()
                .mapToLong(used -> switch (plan.refund().less()) {
                    case NOTHING -> 0;
                    case WORTH -> used.worth();
                    case COST -> used.cost();
                })
                .sum();
    }

    /** At most what was paid for the term, the latest payment first; nothing below 0. */
    static void giveBack(Decision decision, Subscription current, long amount) {
        long left = amount;
        for (Charge payment : TermsOfPlan.paid(decision.member, current)) {
            long back = Math.min(left, payment.amount() - decision.member.charges.refunded(payment));
            if (back > 0) {
                Paying.refund(decision, payment, back);
                left -= back;
            }
        }
    }
}
