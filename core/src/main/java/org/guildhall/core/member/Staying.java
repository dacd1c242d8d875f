package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.member.MemberEvent.OfferTaken;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a plan offers to a member who thinks of leaving. Who takes it stays, and agrees that the plan renews; how often it can be
 * taken is counted whatever becomes of the plan, so that leaving again gives it no second time.
 */
final class Staying {
    private Staying() {}

    static @Nullable MemberRefusal take(Decision decision, Terms terms, MemberCommand.TakeOffer asked) {
        if (!"offer".equals(terms.symbols().space(asked.offer()))) {
            return new MemberRefusal.NotInTerms("offer", terms.symbols().name(asked.offer()));
        }
        Subscription current = Subscribing.current(decision.member, asked.plan());
        if (current == null || !current.live()) {
            return Subscribing.notSubscribed(decision.member, terms, asked.plan());
        }
        Plan plan = TermsOfPlan.plan(decision, current);
        Plan.Offer offer = plan.offer(asked.offer());
        if (offer == null) {
            return new MemberRefusal.NotInTerms("offer", terms.symbols().name(asked.offer()));
        }
        MemberRefusal refusal = refusal(decision, terms, current, plan, offer);
        if (refusal == null) {
            take(decision, terms, plan, current, offer);
        }
        return refusal;
    }

    /** Why a member can't take an offer now; null where they can. */
    static @Nullable MemberRefusal refusal(
            Decision decision, Terms terms, Subscription current, Plan plan, Plan.Offer offer) {
        Member member = decision.member;
        MemberRefusal own = switch (offer.given()) {
            case Plan.Given.Credit credit -> null;
            case Plan.Given.Pause pause -> current.inTrial() || current.status() != Status.RUNNING
                    ? new MemberRefusal.NotPausable(plan.name(), current.inTrial() ? "trial" : "paused", 0)
                    : null;
            case Plan.Given.Change change -> Subscribing.other(decision, terms, current, change.plan());
        };
        if (own != null) {
            return own;
        }
        if (!Subscribing.holds(decision, terms, plan, offer.offeredWhen())) {
            return new MemberRefusal.OfferNotMade(plan.name(), offer.name());
        }
        List<TakenOffers.Taken> taken = member.offers.of(offer.number(), member.time);
        if (taken.size() >= offer.times()) {
            return new MemberRefusal.OfferUsedUp(plan.name(), offer.name(), offer.times(),
                    taken.get(taken.size() - offer.times()).until());
        }
        return Subscribing.awaited(member, current);
    }

    private static void take(Decision decision, Terms terms, Plan plan, Subscription current, Plan.Offer offer) {
        Member member = decision.member;
        long now = member.time;
        Subscription.Draft stays = offer.given() instanceof Plan.Given.Change
                ? current.change().ending(false).consented(true)
                : Subscribing.goingOn(decision, terms, plan, current);
        Why why = switch (offer.given()) {
            case Plan.Given.Credit credit -> Why.KEPT;
            case Plan.Given.Pause(var length) -> {
                stays.status(Status.PAUSED).paused(now, terms.calendar().plus(now, length));
                yield Why.PAUSED;
            }
            case Plan.Given.Change(int other) -> {
                stays.nextPlan(other, Subscribing.price(decision, terms, Subscribing.toBuy(decision, other)));
                yield Why.CHANGES_LATER;
            }
        };
        decision.emit(new OfferTaken(new TakenOffers.Taken(offer.number(), current.number(), now,
                terms.calendar().plus(now, offer.per()),
                offer.given() instanceof Plan.Given.Credit(long amount) ? amount : 0)));
        TermPoints.follow(decision, why, stays.make());
    }
}
