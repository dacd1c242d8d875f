package org.guildhall.core.member;

import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;

/**
 * A change of plan at once: what is left of the old one is credited, and all of a next term that is paid; what is to come of the
 * new one is charged.
 */
final class Moving {
    private Moving() {}

    static void move(Decision decision, Terms terms, Subscription current, Plan plan, Plan to, long price) {
        long now = decision.at;
        if (current.inTrial()) {
            apply(decision, terms, current, price, plan, to, now);
            return;
        }
        Proration proration = new Proration(terms.calendar(), plan.proration());
        long start = TermsOfPlan.wholeFrom(terms.calendar(), plan, current);
        long rest = proration.credit(TermsOfPlan.value(decision.member, current), start, current.termEnd(), now);
        long credit = rest + Prolonging.paid(decision.member, current);
        boolean goesOn = goesOn(plan, to);
        TermsOfPlan.Next next = TermsOfPlan.beginning(terms, to, price, now);
        long cost = goesOn ? proration.part(price, start, current.termEnd(), now) : next.amount();
        long amount = cost - credit;
        if (amount > 0) {
            long end = goesOn ? current.termEnd() : next.end();
            Subscription awaited = current.change()
                    .awaits(decision.member.lastCharge + 1, terms.calendar().plus(now, to.payment().within()))
                    .movingTo(to.number(), price)
                    .make();
            decision.emit(new SubscriptionChanged(Why.CHANGE_ASKED, awaited));
            Paying.ask(decision, awaited, Charge.Kind.CHANGE, amount, now, end);
            return;
        }
        if (amount < 0) {
            // A gift that waits pays for the change first: what is left of it goes to nobody.
            Refunding.giveBack(decision, current.change().ahead(null).make(),
                    Math.min(-amount, rest + Prolonging.paidByMember(decision.member, current)));
        }
        apply(decision, terms, current, price, plan, to, now);
    }

    /** The plan changes: in a trial the trial goes on, in terms of one length the term does, else a new term begins. */
    static void apply(
            Decision decision, Terms terms, Subscription current, long price, Plan plan, Plan to, long from) {
        Subscription.Draft draft = current.change()
                .plan(to.number(), from)
                .awaitsNothing()
                .ahead(null)
                .nextPlan(0, 0)
                .agreed(price)
                .pinned(TermsOfPlan.pinned(decision, Math.max(decision.at, from)))
                .goesOn(to);
        if (!current.inTrial()) {
            draft.value(price).phase(Subscription.USUAL, 1);
            if (!goesOn(plan, to)) {
                TermsOfPlan.Next next = TermsOfPlan.beginning(terms, to, price, from);
                draft.counted(next.anchor(), next.terms()).term(from, next.end());
            }
        }
        Subscription changed = TermsOfPlan.noticed(decision, to, draft.make());
        TermPoints.follow(decision, Why.CHANGED, changed);
        Subscription.Ahead ahead = current.paidAhead();
        if (ahead != null) {
            Prolonging.move(decision, decision.member.charges.get(ahead.charge()), from, changed.termEnd());
        }
    }

    /** Whether the term goes on under the other plan. */
    private static boolean goesOn(Plan plan, Plan to) {
        return plan.term().equals(to.term()) && plan.cycle() == to.cycle();
    }
}
