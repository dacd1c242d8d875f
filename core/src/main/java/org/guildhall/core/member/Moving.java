package org.guildhall.core.member;

import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;

/** A change of plan at once: what is left of the old one is credited, what is to come of the new one charged. */
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
        long credit = proration.credit(current.value(), start, current.termEnd(), now);
        boolean sameTerm = plan.term().equals(to.term());
        long cost = sameTerm ? proration.part(price, start, current.termEnd(), now) : price;
        long amount = cost - credit;
        if (amount > 0) {
            long end = sameTerm ? current.termEnd() : TermsOfPlan.end(terms.calendar(), to, now, 1);
            Subscription awaited = current.change()
                    .awaits(decision.member.lastCharge + 1, terms.calendar().plus(now, to.payment().within()))
                    .movingTo(to.number(), price)
                    .make();
            decision.emit(new SubscriptionChanged(Why.CHANGE_ASKED, awaited));
            Paying.ask(decision, awaited, Charge.Kind.CHANGE, amount, now, end);
            return;
        }
        if (amount < 0) {
            Refunding.giveBack(decision, current, -amount);
        }
        apply(decision, terms, current, price, plan, to, now);
    }

    /** The plan changes: in a trial the trial goes on, in terms of one length the term does, else a new term begins. */
    static void apply(
            Decision decision, Terms terms, Subscription current, long price, Plan plan, Plan to, long from) {
        Subscription.Draft draft = current.change()
                .plan(to.number())
                .awaitsNothing()
                .nextPlan(0, 0)
                .agreed(price)
                .pinned(TermsOfPlan.pinned(decision, decision.at))
                .ending(!to.renewal().automatic());
        if (!current.inTrial()) {
            draft.value(price).phase(to.introductory().size() + 1, 1);
            if (!plan.term().equals(to.term())) {
                draft.counted(from, 1).term(from, TermsOfPlan.end(terms.calendar(), to, from, 1));
            }
        }
        decision.emit(new SubscriptionChanged(Why.CHANGED, TermsOfPlan.noticed(decision, to, draft.make())));
    }
}
