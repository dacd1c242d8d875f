package org.guildhall.core.member;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What members ask of their plans: to buy, cancel, keep, pause, resume and change one. */
final class Subscribing {
    /** The most that a term may cost, in minor units. */
    static final long MOST = 1_000_000_000_000L;

    private Subscribing() {}

    /** The member's own subscription of a plan that has not ended, or null; of two that a merge brought, the one that renews. */
    static @Nullable Subscription current(Member member, int plan) {
        return member.subscriptions.stream()
                .filter(one -> one.lead() == null && one.plan() == plan && one.status() != Status.ENDED)
                .min(Comparator.comparing(Subscription::ending))
                .orElse(null);
    }

    /** The same, or the seat of the plan where there is none. */
    static @Nullable Subscription had(Member member, int plan) {
        Subscription own = current(member, plan);
        return own == null ? Seated.of(member, plan) : own;
    }

    /** What a term of a plan costs a member now, in minor units; throws {@link PlanFailed}. */
    static long price(Decision decision, Terms terms, Plan plan) {
        Member member = decision.member;
        try {
            long price = plan.price().evaluate(facts(member, terms), terms.moneyDigits(), Rounding.HALF_UP);
            if (price < 0 || price > MOST) {
                throw new RuleFailedException(
                        "expected a price from 0 to " + MOST + " minor units, but found " + price);
            }
            return price;
        } catch (RuleFailedException | ArithmeticException failure) {
            throw new PlanFailed(plan, failure);
        }
    }

    /** The member as it is now, and no activity. */
    private static MemberFacts facts(Member member, Terms terms) {
        return new MemberFacts(member, terms, Fields.NONE, List.of(), member.time);
    }

    static boolean offered(Decision decision, Terms terms, Plan plan) {
        return holds(decision, terms, plan, plan.offeredWhen());
    }

    /** Whether a condition of a plan holds for the member now; throws {@link PlanFailed}. */
    static boolean holds(Decision decision, Terms terms, Plan plan, Condition condition) {
        Member member = decision.member;
        try {
            return condition.test(facts(member, terms));
        } catch (RuleFailedException | ArithmeticException failure) {
            throw new PlanFailed(plan, failure);
        }
    }

    /** The condition or the price of a plan can't be worked out for this member. */
    static final class PlanFailed extends RuntimeException {
        private final transient MemberRefusal refusal;

        PlanFailed(Plan plan, RuntimeException failure) {
            super(failure);
            refusal = new MemberRefusal.RuleFailed(plan.name(), plan.line(), String.valueOf(failure.getMessage()));
        }

        MemberRefusal refusal() {
            return refusal;
        }
    }

    static @Nullable MemberRefusal subscribe(Decision decision, Terms terms, MemberCommand.Subscribe asked) {
        Member member = decision.member;
        Plan plan = TermsOfPlan.toBuy(decision, asked.plan(), decision.at);
        if (plan == null) {
            return new MemberRefusal.NotInTerms("plan", terms.symbols().name(asked.plan()));
        }
        MemberRefusal refusal = buyable(decision, terms, plan);
        if (refusal != null) {
            return refusal;
        }
        long price = price(decision, terms, plan);
        boolean first = !member.tried.contains(plan.number())
                && member.subscriptions.stream()
                        .noneMatch(one -> one.lead() == null && one.plan() == plan.number());
        Subscription.Draft draft = new Subscription.Draft()
                .number(member.lastSubscription + 1)
                .plan(plan.number(), decision.at)
                .began(decision.at)
                .pinned(TermsOfPlan.pinned(decision, decision.at))
                .consented(asked.renews() == MemberCommand.Renews.YES
                        || (asked.renews() == MemberCommand.Renews.UNSAID && !terms.country().asksConsent()))
                .agreed(price);
        if (plan.trial() != null && first) {
            long end = terms.calendar().plus(decision.at, plan.trial());
            TermsOfPlan.begin(decision, plan, draft.status(Status.RUNNING)
                    .phase(Subscription.TRIAL, 1)
                    .counted(end, 0)
                    .term(decision.at, end));
            return null;
        }
        TermsOfPlan.Next term = TermsOfPlan.first(terms, plan, price, decision.at);
        draft.phase(TermsOfPlan.firstPhase(plan), 1)
                .counted(term.anchor(), term.terms())
                .term(decision.at, term.end())
                .value(term.value());
        if (term.amount() == 0) {
            TermsOfPlan.begin(decision, plan, draft.status(Status.RUNNING));
            return null;
        }
        long charge = member.lastCharge + 1;
        Subscription awaited = draft.awaits(charge, Math.min(term.end(),
                terms.calendar().plus(decision.at, plan.payment().within()))).make();
        decision.emit(new SubscriptionChanged(Why.BOUGHT, awaited));
        Paying.ask(decision, awaited, Charge.Kind.PURCHASE, term.amount(), decision.at, term.end());
        return null;
    }

    static @Nullable MemberRefusal cancel(Decision decision, Terms terms, MemberCommand.CancelPlan asked) {
        Subscription current = current(decision.member, asked.plan());
        if (current == null) {
            return notSubscribed(decision.member, terms, asked.plan());
        }
        boolean unpaid = unpaid(decision.member, current);
        if (unpaid || asked.atOnce()) {
            if (!unpaid) {
                Refunding.refund(decision, terms, current);
            }
            TermsOfPlan.end(decision, current, Why.ENDED);
            return null;
        }
        if (!current.ending() || current.charge() != 0) {
            Paying.giveUp(decision, current);
            decision.emit(new SubscriptionChanged(Why.CANCELLED,
                    current.change().ending(true).awaitsNothing().make()));
        }
        return null;
    }

    /** Whether no payment came yet for the term, so that cancelling ends it at once. */
    static boolean unpaid(Member member, Subscription current) {
        Charge charge = TermsOfPlan.awaited(member, current);
        return current.status() == Status.AWAITED || (charge != null && charge.kind() == Charge.Kind.RENEWAL);
    }

    /** A plan that ends with its term goes on after all. */
    static @Nullable MemberRefusal keep(Decision decision, Terms terms, MemberCommand.KeepPlan asked) {
        Subscription current = current(decision.member, asked.plan());
        if (current == null || !current.live()) {
            return notSubscribed(decision.member, terms, asked.plan());
        }
        Plan plan = TermsOfPlan.plan(decision, current);
        if (!current.ending() || !plan.renewal().automatic()) {
            return new MemberRefusal.NotCancelled(plan.name(), current.termEnd());
        }
        decision.emit(new SubscriptionChanged(Why.KEPT, goingOn(decision, terms, plan, current).make()));
        return null;
    }

    /**
     * A subscription that goes on, which agrees that it renews. What one that was to end would have become, it becomes if
     * that change could be asked for now; else that is told.
     */
    static Subscription.Draft goingOn(Decision decision, Terms terms, Plan plan, Subscription current) {
        Subscription.Draft goingOn = current.change().ending(false).consented(true);
        if (current.ending() && current.nextPlan() != 0 && !canBecome(decision, terms, plan, current)) {
            decision.emit(new SubscriptionChanged(Why.CHANGE_DROPPED, current));
            goingOn.nextPlan(0, 0);
        }
        return goingOn;
    }

    /** Whether the plan has the change that was planned, itself or as an offer, and the member could have the other now. */
    private static boolean canBecome(Decision decision, Terms terms, Plan plan, Subscription current) {
        int next = current.nextPlan();
        boolean has = plan.moves().containsKey(next)
                || plan.whenLeaving().stream().anyMatch(offer -> offer.given().equals(new Plan.Given.Change(next)));
        try {
            return has && other(decision, terms, current, next) == null
                    && price(decision, terms, toBuy(decision, next)) >= 0;
        } catch (PlanFailed failed) {
            return false;
        }
    }

    static @Nullable MemberRefusal pause(Decision decision, Terms terms, MemberCommand.PausePlan asked) {
        Member member = decision.member;
        Subscription current = current(member, asked.plan());
        if (current != null && current.status() == Status.PAUSED) {
            return new MemberRefusal.NotPausable(TermsOfPlan.plan(decision, current).name(), "paused", 0);
        }
        if (current == null || current.status() != Status.RUNNING) {
            return notSubscribed(decision.member, terms, asked.plan());
        }
        Plan plan = TermsOfPlan.plan(decision, current);
        Plan.Pause pause = plan.pause();
        if (pause == null || current.inTrial()) {
            return new MemberRefusal.NotPausable(plan.name(), pause == null ? "never" : "trial", 0);
        }
        if (current.pauses() >= pause.times()) {
            return new MemberRefusal.NotPausable(plan.name(), "times", pause.times());
        }
        MemberRefusal awaited = awaited(member, current);
        if (awaited != null) {
            return awaited;
        }
        long longest = terms.calendar().plus(member.time, pause.longest());
        long until = asked.until() == Lot.NEVER ? longest : asked.until();
        if (until <= member.time || until > longest) {
            return new MemberRefusal.OutOfRange("until", new Fact.Moment(until), new Fact.Moment(member.time),
                    new Fact.Moment(longest));
        }
        TermPoints.follow(decision, Why.PAUSED, current.change()
                .status(Status.PAUSED)
                .paused(member.time, until)
                .pauses(current.pauses() + 1, current.pausedFor())
                .make());
        return null;
    }

    static @Nullable MemberRefusal resume(Decision decision, Terms terms, MemberCommand.ResumePlan asked) {
        Subscription current = current(decision.member, asked.plan());
        if (current == null || current.status() != Status.PAUSED) {
            return notSubscribed(decision.member, terms, asked.plan());
        }
        TermsOfPlan.resume(decision, current);
        return null;
    }

    /** The member agrees to a price for the terms to come. */
    static @Nullable MemberRefusal agree(Decision decision, Terms terms, MemberCommand.AgreeToPrice asked) {
        Subscription current = current(decision.member, asked.plan());
        if (current == null || !current.live()) {
            return notSubscribed(decision.member, terms, asked.plan());
        }
        if (asked.price() <= 0 || asked.price() > MOST) {
            return new MemberRefusal.OutOfRange("price", new Fact.Money(asked.price()), new Fact.Money(0),
                    new Fact.Money(MOST));
        }
        Subscription.Draft draft = current.nextPlan() == 0
                ? current.change().agreed(Math.max(asked.price(), current.agreed()))
                : current.change().nextPlan(current.nextPlan(), Math.max(asked.price(), current.nextPrice()));
        decision.emit(new SubscriptionChanged(Why.AGREED, draft.make()));
        return null;
    }

    static @Nullable MemberRefusal change(Decision decision, Terms terms, MemberCommand.ChangePlan asked) {
        Member member = decision.member;
        Subscription current = current(member, asked.plan());
        if (current == null || current.status() != Status.RUNNING) {
            return notSubscribed(decision.member, terms, asked.plan());
        }
        Plan plan = TermsOfPlan.plan(decision, current);
        Plan to = TermsOfPlan.toBuy(decision, asked.to(), decision.at);
        if (to == null) {
            return new MemberRefusal.NotInTerms("plan", terms.symbols().name(asked.to()));
        }
        Plan.When when = plan.moves().get(to.number());
        if (when == null) {
            return new MemberRefusal.NoSuchChange(plan.name(), to.name());
        }
        MemberRefusal refusal = other(decision, terms, current, to);
        if (refusal == null) {
            refusal = awaited(member, current);
        }
        if (refusal != null) {
            return refusal;
        }
        long price = price(decision, terms, to);
        if (when == Plan.When.AT_TERM_END) {
            decision.emit(new SubscriptionChanged(Why.CHANGES_LATER,
                    current.change().nextPlan(to.number(), price).ending(false).make()));
        } else {
            Moving.move(decision, terms, current, plan, to, price);
        }
        return null;
    }

    /** Why the member can't have a plan besides what they have; null where they can. */
    private static @Nullable MemberRefusal buyable(Decision decision, Terms terms, Plan plan) {
        MemberRefusal had = hasPlan(terms, decision.member, plan.number());
        return had != null || offered(decision, terms, plan) ? had : new MemberRefusal.NotOffered(plan.name());
    }

    /** Why there is no room for a plan that is had once: it is had, or is what another turns into; null where there is. */
    static @Nullable MemberRefusal hasPlan(Terms terms, Member member, int plan) {
        for (Subscription one : member.subscriptions) {
            if (one.isOrBecomes(plan)) {
                String name = terms.symbols().name(plan);
                return one.lead() != null ? new MemberRefusal.SeatOfAnother(name)
                        : new MemberRefusal.AlreadySubscribed(name, one.began());
            }
        }
        return null;
    }

    /** Why a subscription can't become another plan; null where it can. */
    static @Nullable MemberRefusal other(Decision decision, Terms terms, Subscription current, int plan) {
        if (TermsOfPlan.toBuy(decision, plan, decision.at) == null) {
            return new MemberRefusal.NotInTerms("plan", terms.symbols().name(plan));
        }
        return other(decision, terms, current, toBuy(decision, plan));
    }

    private static @Nullable MemberRefusal other(Decision decision, Terms terms, Subscription current, Plan to) {
        return !current.ending() && current.nextPlan() == to.number() ? null : buyable(decision, terms, to);
    }

    /** A plan that is there to be bought. */
    static Plan toBuy(Decision decision, int plan) {
        return Objects.requireNonNull(TermsOfPlan.toBuy(decision, plan, decision.at));
    }

    static @Nullable MemberRefusal awaited(Member member, Subscription current) {
        Charge charge = TermsOfPlan.awaited(member, current);
        return charge == null ? null : new MemberRefusal.PaymentAwaited(charge.number(), charge.amount());
    }

    /** Only who owns a plan can ask something of it; who has a seat of it is told so. */
    static MemberRefusal notSubscribed(Member member, Terms terms, int plan) {
        String name = terms.symbols().name(plan);
        Subscription current = current(member, plan);
        if (current == null && Seated.of(member, plan) != null) {
            return new MemberRefusal.SeatOfAnother(name);
        }
        return new MemberRefusal.NotSubscribed(name, state(current));
    }

    /** How a subscription is, in a word; empty for none. */
    static String state(@Nullable Subscription current) {
        return current == null ? "" : current.status().name().toLowerCase(Locale.ROOT);
    }
}
