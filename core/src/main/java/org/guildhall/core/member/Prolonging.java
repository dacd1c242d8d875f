package org.guildhall.core.member;

import org.guildhall.core.member.MemberEvent.Charged;
import org.guildhall.core.member.MemberEvent.PaymentMoved;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.Subscription.Ahead;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The next term of a plan, paid before the running one is over, by the member or as a gift. It follows in any case, without a
 * payment at its beginning; after it holds what held before. A term that has not begun is given back whole.
 */
final class Prolonging {
    private Prolonging() {}

    static @Nullable MemberRefusal prolong(Decision decision, Terms terms, MemberCommand.ProlongPlan asked) {
        Member member = decision.member;
        Subscription current = Subscribing.current(member, asked.plan());
        if (current == null || current.status() != Status.RUNNING) {
            return Subscribing.notSubscribed(member, terms, asked.plan());
        }
        MemberRefusal refusal = refusal(terms, member, current);
        if (refusal != null) {
            return refusal;
        }
        long pinned = TermsOfPlan.pinned(decision, decision.at);
        Subscription under = under(current, pinned);
        Plan plan = TermsOfPlan.plan(decision, under);
        long price = TermsOfPlan.price(decision, terms, plan, TermsOfPlan.next(plan, under));
        TermsOfPlan.Next term = TermsOfPlan.following(terms, plan, price, current);
        if (term.amount() == 0) {
            decision.emit(new SubscriptionChanged(Why.PAID_AHEAD,
                    current.change().ahead(new Ahead(0, pinned, price)).make()));
            return null;
        }
        long charge = member.lastCharge + 1;
        decision.emit(new SubscriptionChanged(Why.ASKED_AHEAD, current.change()
                .ahead(new Ahead(charge, pinned, price))
                .awaits(charge, Math.min(current.termEnd(),
                        terms.calendar().plus(decision.at, plan.payment().within())))
                .make()));
        decision.emit(new Charged(new Charge(charge, current.number(), Charge.Kind.AHEAD, term.amount(), 0, decision.at,
                current.termEnd(), term.end(), Charge.State.DUE, 1)));
        return null;
    }

    /** Why a term can't be added to a plan that is had; null where it can. */
    static @Nullable MemberRefusal refusal(Terms terms, Member member, Subscription current) {
        if (current.inTrial() || current.paidAhead() != null) {
            return new MemberRefusal.NotProlongable(terms.symbols().name(current.plan()),
                    current.inTrial() ? "trial" : "paid", current.termEnd());
        }
        return Subscribing.awaited(member, current);
    }

    /** The same plan under other terms, whatever it is to become. */
    private static Subscription under(Subscription current, long pinned) {
        return current.change().nextPlan(0, 0).pinned(pinned).make();
    }

    /** The payment came: the terms of that moment are the term's. */
    static void paid(Decision decision, Subscription current, Ahead ahead, Charge charge) {
        long pinned = TermsOfPlan.pinned(decision, Math.max(decision.at, charge.dueAt()));
        decision.emit(new SubscriptionChanged(Why.PAID_AHEAD, current.change()
                .ahead(new Ahead(ahead.charge(), pinned, ahead.price()))
                .awaits(0, Lot.NEVER)
                .make()));
    }

    /** The term before is over: the one that is paid begins. */
    static void begin(Decision decision, Terms terms, Subscription over, Ahead ahead) {
        Member member = decision.member;
        if (over.movingTo() != 0) {
            Paying.giveUp(decision, over);
        }
        Subscription under = under(over, ahead.pinned());
        Plan plan = TermsOfPlan.plan(decision, under);
        TermsOfPlan.Next term = TermsOfPlan.following(terms, plan, ahead.price(), over);
        Subscription.Draft draft = over.change()
                .ahead(null)
                .awaitsNothing()
                .pinned(ahead.pinned())
                .counted(term.anchor(), term.terms())
                .term(over.termEnd(), term.end())
                .value(ahead.price())
                .ending(over.ending() || !plan.renewal().automatic())
                .pauses(0, 0);
        Charge charge = member.charges.get(ahead.charge());
        if (charge == null || charge.gift() == null) {
            TermsOfPlan.Step step = TermsOfPlan.next(plan, under);
            draft.phase(step.phase(), step.termsInPhase()).agreed(Math.max(ahead.price(), over.agreed()));
        }
        TermPoints.follow(decision, charge == null || charge.gift() == null ? Why.FOLLOWED : Why.GIFT_FOLLOWED,
                TermsOfPlan.noticed(decision, plan, draft.make()));
        move(decision, charge, over.termEnd(), term.end());
        // A month of the calendar that begins in its midst, after a pause, is a part of the one that was paid.
        if (charge != null && charge.isPayment() && charge.amount() > term.amount()) {
            Paying.refund(decision, charge, charge.amount() - term.amount());
        }
    }

    /** The running term ends before its end, and all that was paid for it: the one that is paid begins now. */
    static void beginNow(Decision decision, Terms terms, Subscription current, Ahead ahead) {
        long now = decision.member.time;
        for (Charge charge : decision.member.charges.of(current.number())) {
            if (charge.number() != ahead.charge() && charge.kind() != Charge.Kind.REFUND && charge.until() > now) {
                move(decision, charge, Math.min(charge.from(), now), now);
            }
        }
        begin(decision, terms, current.change()
                .status(Status.RUNNING)
                .paused(Lot.NEVER, Lot.NEVER)
                .counted(now, 0)
                .term(current.termStart(), now)
                .make(), ahead);
    }

    /** What was paid for the next term, in minor units; 0 where none is paid. */
    static long paid(Member member, Subscription current) {
        Ahead ahead = current.paidAhead();
        Charge charge = ahead == null ? null : member.charges.get(ahead.charge());
        return charge == null ? 0 : charge.amount();
    }

    /** The same, and 0 for a gift. */
    static long paidByMember(Member member, Subscription current) {
        Ahead ahead = current.paidAhead();
        Charge charge = ahead == null ? null : member.charges.get(ahead.charge());
        return charge == null || !charge.isPayment() ? 0 : charge.amount();
    }

    /** What was paid for a next term is for another stretch. */
    static void move(Decision decision, @Nullable Charge charge, long from, long until) {
        if (charge != null && charge.state() == Charge.State.SETTLED
                && (charge.from() != from || charge.until() != until)) {
            decision.emit(new PaymentMoved(charge.number(), from, until));
        }
    }

    /** The payment of a next term is no longer settled: there is none, nor a change that was to be paid with it. */
    static void lose(Decision decision, Subscription current) {
        Subscription.Draft without = current.change().ahead(null);
        if (current.movingTo() != 0) {
            Paying.giveUp(decision, current);
            without.awaitsNothing();
        }
        decision.emit(new SubscriptionChanged(Why.LOST_AHEAD, without.make()));
    }

    /** A plan ends: what the member paid for a term that has not begun is given back whole. */
    static void giveBack(Decision decision, Subscription ended) {
        Ahead ahead = ended.paidAhead();
        Charge charge = ahead == null ? null : decision.member.charges.get(ahead.charge());
        if (charge != null && charge.isPayment() && charge.state() == Charge.State.SETTLED) {
            Paying.refund(decision, charge, charge.amount());
        }
    }

    /** When what is paid is over: the running term, or the next one. */
    static long paidUntil(Member member, Catalogue catalogue, Terms terms, Subscription current) {
        long end = TermsOfPlan.endsAt(terms.calendar(), current);
        Ahead ahead = current.paidAhead();
        if (ahead == null) {
            return end;
        }
        Plan plan = TermsOfPlan.plan(member, catalogue, under(current, ahead.pinned()));
        Subscription over = end == current.termEnd() ? current
                : current.change().counted(end, 0).term(current.termStart(), end).make();
        return TermsOfPlan.following(terms, plan, ahead.price(), over).end();
    }
}
