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
        Period full = plan.refund().full();
        if (full != null && now < terms.calendar().plus(current.termStart(), full)) {
            giveBack(decision, current, current.value());
        } else if (plan.refund().rest()) {
            long pausedAt = current.status() == Subscription.Status.PAUSED ? current.pausedAt() : now;
            giveBack(decision, current, new Proration(terms.calendar(), plan.proration()).credit(current.value(),
                    TermsOfPlan.wholeFrom(terms.calendar(), plan, current), current.termEnd(), pausedAt));
        }
    }

    /** At most what was paid for the term, the latest payment first. */
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
