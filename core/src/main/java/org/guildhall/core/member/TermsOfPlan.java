package org.guildhall.core.member;

import java.util.List;
import java.util.Objects;
import org.guildhall.core.member.MemberEvent.NoticeWithdrawn;
import org.guildhall.core.member.MemberEvent.RenewalTold;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** The terms of a subscription one after the other: how the first begins, how each is followed by the next, how all end. */
final class TermsOfPlan {
    private TermsOfPlan() {}

    /** Since when the terms hold that are in force at a moment. */
    static long pinned(Decision decision, long moment) {
        Catalogue.Dated dated = decision.catalogue.datedAt(moment);
        return dated == null ? moment : dated.from();
    }

    /** The plan as the subscription has it now. */
    static Plan plan(Decision decision, Subscription subscription) {
        return plan(decision, subscription, decision.member.time);
    }

    static Plan plan(Member member, Catalogue catalogue, Subscription subscription) {
        return plan(member, catalogue, subscription, member.time);
    }

    /** The same as of a moment that may be to come. */
    private static Plan plan(Decision decision, Subscription subscription, long moment) {
        return plan(decision.member, decision.catalogue, subscription, moment);
    }

    private static Plan plan(Member member, Catalogue catalogue, Subscription subscription, long moment) {
        int symbol = subscription.plan();
        Terms own = Contract.of(catalogue, member, subscription).terms(symbol, moment);
        Plan plan = own == null ? null : own.plan(symbol);
        // Terms that a plan is not in yet can't say what it is: those in force do, which have all that there ever was.
        Plan inForce = catalogue.latest().plan(symbol);
        return plan == null ? Objects.requireNonNull(inForce, () -> "no plan " + symbol) : plan;
    }

    /** The phase of the first term that is paid. */
    static int firstPhase(Plan plan) {
        return plan.introductory().isEmpty() ? Subscription.USUAL : Subscription.INTRODUCTORY;
    }

    /** A plan as the member can buy it at a moment; null for one that there isn't. */
    static @Nullable Plan toBuy(Decision decision, int symbol, long at) {
        Terms terms = new Contract(decision.catalogue, decision.member.joinedAt, at, pinned(decision, at))
                .terms(symbol, Math.max(at, decision.member.time));
        return terms == null ? null : terms.plan(symbol);
    }

    /**
     * A term that begins.
     *
     * @param amount what is paid for it
     * @param value what a whole term of this kind costs
     */
    record Next(long anchor, int terms, long end, long amount, long value) {}

    static Next first(Terms terms, Plan plan, long price, long from) {
        return beginning(terms, plan,
                plan.introductory().isEmpty() ? price : plan.introductory().getFirst().price(), from);
    }

    /** A term that begins at a moment, whatever was before. */
    static Next beginning(Terms terms, Plan plan, long value, long from) {
        ZoneCalendar calendar = terms.calendar();
        if (plan.cycle() == Plan.Cycle.ANNIVERSARY) {
            return new Next(from, 1, end(calendar, plan, from, 1), value, value);
        }
        return ofCalendar(calendar, plan, value, from);
    }

    private static Next ofCalendar(ZoneCalendar calendar, Plan plan, long value, long from) {
        long end = calendar.endOf(from, unit(plan));
        long amount =
                new Proration(calendar, plan.proration()).part(value, calendar.floor(from, unit(plan)), end, from);
        return new Next(end, 0, end, amount, value);
    }

    /** The term after this one: one of the calendar ends with its month or year, any other is counted on where that fits. */
    static Next following(Terms terms, Plan plan, long price, Subscription subscription) {
        ZoneCalendar calendar = terms.calendar();
        long start = subscription.termEnd();
        if (plan.cycle() == Plan.Cycle.CALENDAR) {
            return ofCalendar(calendar, plan, price, start);
        }
        boolean fits = end(calendar, plan, subscription.anchor(), subscription.terms()) == start;
        long anchor = fits ? subscription.anchor() : start;
        int count = fits ? subscription.terms() + 1 : 1;
        return new Next(anchor, count, end(calendar, plan, anchor, count), price, price);
    }

    private static CalendarUnit unit(Plan plan) {
        return plan.term().unit() == PeriodUnit.YEARS ? CalendarUnit.YEAR : CalendarUnit.MONTH;
    }

    /** Where a whole term that ends with this one begins: parts of it are priced from there. */
    static long wholeFrom(ZoneCalendar calendar, Plan plan, Subscription subscription) {
        long start = plan.cycle() == Plan.Cycle.CALENDAR
                ? calendar.floor(subscription.termStart(), unit(plan))
                : subscription.termStart();
        return start + subscription.pausedFor();
    }

    /** The end of the n-th term after an anchor: each is counted from there, so that the 31st comes back. */
    static long end(ZoneCalendar calendar, Plan plan, long anchor, int terms) {
        return terms == 0
                ? anchor
                : calendar.plus(anchor, new Period(plan.term().amount() * terms, plan.term().unit()));
    }

    static void begin(Decision decision, Plan plan, Subscription.Draft draft) {
        begin(decision, Why.BEGAN, plan, draft);
    }

    /** The subscription begins: a guest joins with it. */
    static Subscription begin(Decision decision, Why why, Plan plan, Subscription.Draft draft) {
        Member member = decision.member;
        Subscription begun = noticed(decision, plan, draft.awaitsNothing().goesOn(plan).make());
        if (!member.joined()) {
            decision.emit(new MemberEvent.Joined(begun.termStart()));
            Terms terms = decision.terms(member.time);
            if (terms != null) {
                Yearly.schedule(decision, terms);
            }
        }
        TermPoints.follow(decision, why, begun);
        return begun;
    }

    /** With the moment at which the member is told of the end of the term. */
    static Subscription noticed(Decision decision, Plan plan, Subscription subscription) {
        Period notice = plan.renewal().notice();
        Terms terms = decision.terms(subscription.pinned());
        return subscription.change()
                .noticeAt(notice == null || terms == null
                        ? Lot.NEVER
                        : Math.max(subscription.termStart(), terms.calendar().minus(subscription.termEnd(), notice)))
                .make();
    }

    static long nextDue(Member member) {
        long due = Lot.NEVER;
        for (Subscription subscription : member.subscriptions) {
            due = Math.min(due, subscription.nextDue());
        }
        return due;
    }

    /** What is due for the first subscription that something is due for; whether there was one. */
    static boolean settle(Decision decision, long due) {
        for (Subscription subscription : List.copyOf(decision.member.subscriptions)) {
            if (subscription.nextDue() <= due) {
                settle(decision, subscription, due);
                return true;
            }
        }
        return false;
    }

    private static void settle(Decision decision, Subscription subscription, long due) {
        if (subscription.lead() != null) {
            Seated.settle(decision, subscription);
            return;
        }
        switch (subscription.status()) {
            case AWAITED -> end(decision, subscription, Why.NOT_PAID);
            case PAUSED -> resume(decision, subscription);
            case RUNNING -> {
                if (subscription.payUntil() <= due) {
                    unpaid(decision, subscription);
                } else if (subscription.termEnd() <= due) {
                    turn(decision, subscription);
                } else if (subscription.retryAt() <= due) {
                    Paying.askAgain(decision, subscription);
                } else {
                    tell(decision, subscription);
                }
            }
            case ENDED -> throw new ImpossibleEventException("expected a subscription that has not ended");
        }
    }

    /** The payment was given up: a renewal lapses, a change does not come about, nor a next term before its time. */
    private static void unpaid(Decision decision, Subscription subscription) {
        if (subscription.unpaid()) {
            end(decision, subscription, Why.LAPSED);
        } else {
            Paying.giveUp(decision, subscription);
            decision.emit(new SubscriptionChanged(subscription.awaitsAhead() ? Why.NOT_AHEAD : Why.NOT_CHANGED,
                    subscription.change().awaitsNothing().make()));
        }
    }

    /** The term is over: the next one begins, or the subscription ends. */
    private static void turn(Decision decision, Subscription subscription) {
        Terms terms = decision.terms(decision.member.time);
        Subscription.Ahead ahead = subscription.paidAhead();
        if (ahead != null && terms != null) {
            Prolonging.begin(decision, terms, subscription, ahead);
            return;
        }
        if (subscription.ending() || terms == null) {
            end(decision, subscription, Why.ENDED);
            return;
        }
        if (subscription.movingTo() != 0) {
            Paying.giveUp(decision, subscription);
        }
        Coming coming = coming(decision, terms, subscription, decision.member.time);
        if (coming == null) {
            end(decision, subscription, Why.NO_PRICE);
        } else if (coming.consent()) {
            end(decision, subscription, Why.TOO_DEAR);
        } else {
            renew(decision, terms, coming.plan(), subscription, coming.step(), coming.price());
        }
    }

    /**
     * The term that follows.
     *
     * @param consent whether its price needs consent that was not given
     */
    private record Coming(Plan plan, Step step, long price, boolean consent) {}

    /** Null where its price can't be worked out. */
    private static @Nullable Coming coming(Decision decision, Terms terms, Subscription subscription, long moment) {
        int symbol = subscription.nextPlan() == 0 ? subscription.plan() : subscription.nextPlan();
        Plan plan = plan(decision, subscription.change()
                .pinned(pinned(decision, moment))
                .plan(symbol, subscription.nextPlan() == 0 ? subscription.since() : moment)
                .make(), moment);
        Step step = next(plan, subscription);
        long price;
        try {
            price = price(decision, terms, plan, step);
        } catch (Subscribing.PlanFailed failed) {
            return null;
        }
        long agreed = subscription.nextPlan() == 0 ? subscription.agreed() : subscription.nextPrice();
        return new Coming(plan, step, price, plan.renewal().consentToRise() && price > agreed);
    }

    /** What a term of a phase costs the member now. */
    static long price(Decision decision, Terms terms, Plan plan, Step step) {
        return step.phase() == Subscription.USUAL
                ? Subscribing.price(decision, terms, plan)
                : plan.introductory().get(step.phase() - Subscription.INTRODUCTORY).price();
    }

    /** The member is told that the term ends, what follows by what is known now, and what they used in it. */
    private static void tell(Decision decision, Subscription subscription) {
        decision.emit(new SubscriptionChanged(Why.NOTICED,
                subscription.change().noticeAt(Lot.NEVER).toldAfter(decision.catalogue.changes()).make()));
        RenewalTold told = told(decision, subscription);
        if (told != null) {
            decision.emit(told);
        }
    }

    /** What follows the term by what is known now; null where nothing does. */
    private static @Nullable RenewalTold told(Decision decision, Subscription subscription) {
        Member member = decision.member;
        Terms terms = decision.terms(subscription.termEnd());
        Subscription.Ahead ahead = subscription.paidAhead();
        if (ahead != null) {
            return told(member, subscription, subscription.plan(), ahead.price(), 0, false);
        }
        Coming coming = terms == null ? null : coming(decision, terms, subscription, subscription.termEnd());
        if (terms == null || coming == null) {
            return null;
        }
        long amount = following(terms, coming.plan(), coming.price(), subscription).amount();
        return told(member, subscription, coming.plan().number(), coming.price(),
                amount - Math.min(amount, member.offers.credit(subscription.number())), coming.consent());
    }

    /** Terms were published or withdrawn: a notice that told of a renewal otherwise than it will be now is due once more. */
    static void tellAgain(Decision decision, MemberCommand.TellAgain asked) {
        for (Subscription subscription : List.copyOf(decision.member.subscriptions)) {
            Catalogue before = decision.catalogue.after(subscription.toldAfter());
            boolean told = subscription.lead() == null && subscription.live() && !subscription.ending()
                    && subscription.noticeAt() == Lot.NEVER && before != decision.catalogue;
            Subscription due = told ? noticed(decision, plan(decision, subscription), subscription) : subscription;
            if (due.noticeAt() != subscription.noticeAt()) {
                Decision had = new Decision(decision.member, before, decision.command);
                if (!Objects.equals(told(had, subscription), told(decision, subscription))) {
                    decision.emit(new NoticeWithdrawn(
                            subscription.number(), asked.from(), asked.withdrawn(), due.noticeAt()));
                }
            }
        }
    }

    private static RenewalTold told(
            Member member, Subscription subscription, int plan, long price, long due, boolean consent) {
        return new RenewalTold(subscription.number(), plan, subscription.termEnd(), price, due, consent,
                fee(member, subscription),
                member.termUses.of(subscription.number()).stream().mapToLong(TermUses.Used::worth).sum());
    }

    /** The phase of a term and its number in it. */
    record Step(int phase, int termsInPhase) {}

    static Step next(Plan plan, Subscription subscription) {
        if (subscription.inTrial()) {
            return new Step(firstPhase(plan), 1);
        }
        int price = subscription.phase() - Subscription.INTRODUCTORY;
        if (subscription.nextPlan() != 0 || price < 0 || price >= plan.introductory().size()) {
            return new Step(Subscription.USUAL, 1);
        }
        if (subscription.termsInPhase() < plan.introductory().get(price).terms()) {
            return new Step(subscription.phase(), subscription.termsInPhase() + 1);
        }
        return price + 1 < plan.introductory().size()
                ? new Step(subscription.phase() + 1, 1)
                : new Step(Subscription.USUAL, 1);
    }

    private static void renew(
            Decision decision, Terms terms, Plan plan, Subscription subscription, Step step, long price) {
        long start = subscription.termEnd();
        Next term = following(terms, plan, price, subscription);
        Subscription.Draft draft = subscription.change()
                .plan(plan.number(), subscription.nextPlan() == 0 ? subscription.since() : start)
                .agreed(step.phase() == Subscription.USUAL ? price : Math.max(price, subscription.agreed()))
                .nextPlan(0, 0)
                .awaitsNothing()
                .pinned(pinned(decision, decision.member.time))
                .phase(step.phase(), step.termsInPhase())
                .counted(term.anchor(), term.terms())
                .term(start, term.end())
                .value(price)
                .goesOn(plan)
                .pauses(0, 0);
        long credit = Math.min(term.amount(), decision.member.offers.credit(subscription.number()));
        long amount = term.amount() - credit;
        if (amount > 0) {
            Period grace = plan.payment().grace() == null ? plan.payment().within() : plan.payment().grace();
            long charge = decision.member.lastCharge + (credit > 0 ? 2 : 1);
            draft.awaits(charge, Math.min(term.end(), terms.calendar().plus(start, grace)));
        }
        Subscription renewed = noticed(decision, plan, draft.make());
        TermPoints.follow(decision, Why.RENEWED, renewed);
        if (credit > 0) {
            Paying.credit(decision, renewed, credit);
        }
        if (amount > 0) {
            Paying.ask(decision, renewed, Charge.Kind.RENEWAL, amount, start, renewed.termEnd());
        }
    }

    /** The time of the pause is added to the term. */
    static void resume(Decision decision, Subscription paused) {
        Subscription running = resumed(decision, paused);
        boolean told = paused.noticeAt() == Lot.NEVER;
        TermPoints.follow(decision, Why.RESUMED,
                told ? running : noticed(decision, plan(decision, paused), running));
    }

    /** As it is when its pause ends now. */
    static Subscription resumed(Decision decision, Subscription paused) {
        long now = decision.member.time;
        Terms terms = decision.terms(now);
        long end = terms == null
                ? paused.termEnd() + now - paused.pausedAt()
                : terms.calendar().plus(paused.termEnd(), paused.pausedAt(), now);
        return paused.change()
                .status(Status.RUNNING)
                .paused(Lot.NEVER, Lot.NEVER)
                .counted(end, 0)
                .term(paused.termStart(), end)
                .pauses(paused.pauses(), paused.pausedFor() + end - paused.termEnd())
                .make();
    }

    /** Whatever was awaited is given up. */
    static void end(Decision decision, Subscription subscription, Why why) {
        Paying.giveUp(decision, subscription);
        if (why != Why.BROUGHT) {
            Prolonging.giveBack(decision, subscription);
        }
        TermPoints.follow(decision, why, subscription.change()
                .status(Status.ENDED)
                .ahead(null)
                .awaitsNothing()
                .nextPlan(0, 0)
                .noticeAt(Lot.NEVER)
                .paused(Lot.NEVER, Lot.NEVER)
                .term(subscription.termStart(), Math.max(subscription.termStart(),
                        Math.min(subscription.termEnd(), decision.member.time)))
                .make());
    }

    /** All of a member's subscriptions end with the membership. */
    static void endAll(Decision decision, Why why) {
        for (Subscription subscription : List.copyOf(decision.member.subscriptions)) {
            if (subscription.lead() == null && subscription.status() != Status.ENDED) {
                end(decision, subscription, why);
            }
        }
    }

    /**
     * Tells of the subscriptions and payments beyond these numbers, which came from another member and had other numbers there: of
     * what has not ended, and of what is awaited.
     */
    static void takeOver(Decision decision, long subscriptions, long charges) {
        Member member = decision.member;
        for (Subscription subscription : List.copyOf(member.subscriptions)) {
            if (subscription.number() > subscriptions && subscription.lead() == null
                    && subscription.status() != Status.ENDED) {
                decision.emit(new SubscriptionChanged(Why.TAKEN_OVER, subscription));
            }
        }
        for (Charge charge : member.charges.all()) {
            if (charge.number() > charges && charge.awaited()) {
                decision.emit(new MemberEvent.Charged(charge));
            }
        }
    }

    /** The settled payments of the running term, the latest first; not that of the next one. */
    static List<Charge> paid(Member member, Subscription subscription) {
        Subscription.Ahead ahead = subscription.ahead();
        return member.charges.of(subscription.number())
                .stream()
                .filter(charge -> charge.state() == Charge.State.SETTLED && charge.isPayment()
                        && charge.until() > subscription.termStart()
                        && (ahead == null || charge.number() != ahead.charge()))
                .toList()
                .reversed();
    }

    /** What was paid for the running term and not given back. */
    static long fee(Member member, Subscription subscription) {
        return paid(member, subscription).stream()
                .mapToLong(payment -> payment.amount() - member.charges.refunded(payment))
                .sum();
    }

    /** When the term ends; in a pause, when it will if the pause ends by itself. */
    static long endsAt(ZoneCalendar calendar, Subscription subscription) {
        return subscription.status() == Subscription.Status.PAUSED
                ? calendar.plus(subscription.termEnd(), subscription.pausedAt(), subscription.resumesAt())
                : subscription.termEnd();
    }

    /** What the running term costs, less what was let off of it; what was let off before a change at once is in what that came to. */
    static long value(Member member, Subscription subscription) {
        return subscription.value() - member.charges.of(subscription.number())
                .stream()
                .filter(charge -> charge.kind() == Charge.Kind.CREDIT && charge.until() > subscription.termStart()
                        && charge.from() >= subscription.since())
                .mapToLong(Charge::amount)
                .sum();
    }

    /** The payment that is awaited, or null. */
    static @Nullable Charge awaited(Member member, Subscription subscription) {
        return subscription.charge() == 0 ? null : member.charges.get(subscription.charge());
    }
}
