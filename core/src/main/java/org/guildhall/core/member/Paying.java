package org.guildhall.core.member;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.guildhall.core.member.MemberEvent.Charged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Money that moves elsewhere: payments and refunds are asked for, and what came of them is told. What comes twice, late, out
 * of order or in another amount changes nothing that was settled; a payment for what was given up is given back.
 */
final class Paying {
    private Paying() {}

    /** A payment falls due. */
    static void ask(
            Decision decision, Subscription subscription, Charge.Kind kind, long amount, long from, long until) {
        decision.emit(
                new Charged(new Charge(decision.member.lastCharge + 1, subscription.number(), kind, amount, 0, from,
                        from, until, Charge.State.DUE, 1)));
    }

    /** A part of a term's price is let off. */
    static void credit(Decision decision, Subscription subscription, long amount) {
        decision.emit(new Charged(new Charge(decision.member.lastCharge + 1, subscription.number(), Charge.Kind.CREDIT,
                amount, 0, subscription.termStart(), subscription.termStart(), subscription.termEnd(),
                Charge.State.SETTLED, 1)));
    }

    /** A refund of a payment falls due. */
    static void refund(Decision decision, Charge payment, long amount) {
        long now = decision.member.time;
        decision.emit(new Charged(new Charge(decision.member.lastCharge + 1, payment.subscription(), Charge.Kind.REFUND,
                amount, payment.number(), now, now, payment.until(), Charge.State.DUE, 1)));
    }

    /** What failed is asked for once more. */
    static void askAgain(Decision decision, Subscription subscription) {
        Charge charge = decision.member.charges.get(subscription.charge());
        if (charge == null) {
            throw new ImpossibleEventException("expected payment " + subscription.charge() + ", but found none");
        }
        decision.emit(new SubscriptionChanged(Why.ASKED_AGAIN, subscription.change().retryAt(Lot.NEVER).make()));
        decision.emit(new Charged(charge.again()));
    }

    /** A payment is no longer awaited. */
    static void giveUp(Decision decision, Subscription subscription) {
        Charge charge = TermsOfPlan.awaited(decision.member, subscription);
        if (charge != null && charge.awaited()) {
            decision.emit(new Charged(charge.with(Charge.State.VOID)));
        }
    }

    static @Nullable MemberRefusal settled(Decision decision, Terms terms, MemberCommand.PaymentSettled told) {
        Member member = decision.member;
        Charge charge = charge(member, told.plan(), told.payment());
        if (charge == null) {
            return notFound(member, terms, told.plan(), told.payment());
        }
        if (told.amount() != charge.amount()) {
            return new MemberRefusal.WrongAmount(charge.number(), charge.amount(), told.amount());
        }
        boolean offRefund = charge.kind() == Charge.Kind.REFUND && !charge.awaited();
        if (offRefund || charge.state() == Charge.State.SETTLED || charge.state() == Charge.State.REVERSED) {
            return notAwaited(charge);
        }
        Subscription subscription = find(member, charge);
        decision.emit(new Charged(charge.with(Charge.State.SETTLED)));
        if (charge.kind() == Charge.Kind.REFUND) {
            return null;
        }
        if (charge.gift() != null) {
            Giving.paid(decision, charge, charge.gift());
            return null;
        }
        if (subscription == null || subscription.charge() != charge.number()) {
            refund(decision, charge, charge.amount());
            return null;
        }
        switch (charge.kind()) {
            case PURCHASE -> purchased(decision, terms, subscription, charge);
            case RENEWAL ->
                    decision.emit(new SubscriptionChanged(Why.PAID, subscription.change().awaitsNothing().make()));
            case CHANGE -> changed(decision, terms, subscription, charge);
            case AHEAD -> Prolonging.paid(decision, subscription, Objects.requireNonNull(subscription.ahead()), charge);
            case REFUND, CREDIT, GIFT, GIFTED ->
                    throw new ImpossibleEventException("expected a payment, but found " + charge);
        }
        return null;
    }

    /** The term begins when it is paid; one of the calendar when it was bought. */
    private static void purchased(Decision decision, Terms terms, Subscription subscription, Charge charge) {
        long start = Math.max(decision.at, charge.dueAt());
        Subscription bought = subscription.change()
                .status(Subscription.Status.RUNNING)
                .began(start)
                .plan(subscription.plan(), start)
                .pinned(TermsOfPlan.pinned(decision, start))
                .make();
        Plan plan = TermsOfPlan.plan(decision, bought);
        Subscription.Draft draft = bought.change();
        if (plan.cycle() == Plan.Cycle.ANNIVERSARY) {
            draft.counted(start, 1).term(start, TermsOfPlan.end(terms.calendar(), plan, start, 1));
        }
        TermsOfPlan.begin(decision, plan, draft);
    }

    private static void changed(Decision decision, Terms terms, Subscription subscription, Charge charge) {
        Plan to = TermsOfPlan.toBuy(decision, subscription.movingTo(), charge.dueAt());
        if (to == null) {
            throw new ImpossibleEventException("expected plan " + subscription.movingTo() + ", but found none");
        }
        Moving.apply(decision, terms, subscription, subscription.toPrice(), TermsOfPlan.plan(decision, subscription),
                to, charge.from());
    }

    static @Nullable MemberRefusal failed(Decision decision, Terms terms, MemberCommand.PaymentFailed told) {
        Member member = decision.member;
        Charge charge = charge(member, told.plan(), told.payment());
        if (charge == null) {
            return notFound(member, terms, told.plan(), told.payment());
        }
        if (!charge.awaited()) {
            return notAwaited(charge);
        }
        decision.emit(new Charged(charge.with(Charge.State.FAILED)));
        Subscription subscription = find(member, charge);
        if (charge.kind() == Charge.Kind.RENEWAL && subscription != null && subscription.charge() == charge.number()) {
            List<Period> retries = TermsOfPlan.plan(decision, subscription).payment().retries();
            long retry = charge.attempts() > retries.size()
                    ? Lot.NEVER
                    : Math.max(member.time, terms.calendar().plus(charge.dueAt(), retries.get(charge.attempts() - 1)));
            decision.emit(new SubscriptionChanged(Why.UNPAID, subscription.change().retryAt(retry).make()));
        }
        return null;
    }

    /** The payer's bank took a payment back: nothing of it is given back any more, and the term that it was for ends, unless it is over. */
    static @Nullable MemberRefusal reversed(Decision decision, MemberCommand.PaymentReversed told) {
        Member member = decision.member;
        Charge charge = member.charges.get(told.payment());
        if (charge == null) {
            return notFound(told.payment());
        }
        if (charge.state() != Charge.State.SETTLED || !charge.isPayment()) {
            return notAwaited(charge);
        }
        decision.emit(new Charged(charge.with(Charge.State.REVERSED)));
        for (Charge refund : member.charges.of(charge.subscription())) {
            if (refund.of() == charge.number() && refund.awaited()) {
                decision.emit(new Charged(refund.with(Charge.State.VOID)));
            }
        }
        if (charge.gift() == null) {
            takenBack(decision, charge);
        } else {
            Giving.reversed(decision, charge.gift());
        }
        return null;
    }

    /** What a payment was for ends, unless it is over; a next term that is paid begins then. */
    static void takenBack(Decision decision, Charge charge) {
        Subscription subscription = find(decision.member, charge);
        if (subscription == null || !subscription.live()) {
            return;
        }
        Subscription.Ahead ahead = subscription.paidAhead();
        Terms terms = decision.terms(decision.member.time);
        if (ahead != null && ahead.charge() == charge.number()) {
            Prolonging.lose(decision, subscription);
        } else if (charge.until() > subscription.termStart()) {
            if (ahead != null && terms != null) {
                Prolonging.beginNow(decision, terms, subscription, ahead);
            } else {
                TermsOfPlan.end(decision, subscription, Why.REVERSED);
            }
        }
    }

    /** By its number, or with 0 the one that is awaited for a plan. */
    private static @Nullable Charge charge(Member member, int plan, long number) {
        if (number != 0) {
            return member.charges.get(number);
        }
        Subscription current = Subscribing.current(member, plan);
        return current == null ? null : TermsOfPlan.awaited(member, current);
    }

    private static @Nullable Subscription find(Member member, Charge charge) {
        return member.subscriptions.stream()
                .filter(one -> one.number() == charge.subscription())
                .findFirst()
                .orElse(null);
    }

    /** Who has a seat of a plan has nothing to pay for it; who named a plan is told for which ones payments are awaited. */
    private static MemberRefusal notFound(Member member, Terms terms, int plan, long payment) {
        if (payment != 0) {
            return notFound(payment);
        }
        return Subscribing.current(member, plan) == null && Seated.of(member, plan) != null
                ? new MemberRefusal.SeatOfAnother(terms.symbols().name(plan))
                : new MemberRefusal.NotFound("payment", "", "", awaited(member, terms));
    }

    /** The plans whose payments are awaited, in the order in which they were bought. */
    private static String awaited(Member member, Terms terms) {
        return member.subscriptions.stream()
                .filter(one -> one.lead() == null && one == Subscribing.current(member, one.plan()))
                .filter(one -> TermsOfPlan.awaited(member, one) != null)
                .map(one -> terms.symbols().name(one.plan()))
                .collect(Collectors.joining(", "));
    }

    private static MemberRefusal notFound(long payment) {
        return new MemberRefusal.NotFound("payment", payment == 0 ? "" : Long.toString(payment));
    }

    static MemberRefusal notAwaited(Charge charge) {
        return new MemberRefusal.NotAwaited(charge.number(), charge.state().name().toLowerCase(Locale.ROOT));
    }
}
