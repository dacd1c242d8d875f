package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.MemberEvent.CouponChanged;
import org.guildhall.core.member.MemberEvent.CouponChanged.Why;
import org.guildhall.core.member.MemberEvent.YearlyDue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Coupon.Given;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Coupons that come by themselves: with each term of a plan, with each stretch while one runs, on a day of the year. Each time as
 * many come as the member's limits leave room for; none while the offer does not run, or to who is not in its audience.
 */
final class ComingCoupons {
    private ComingCoupons() {}

    /**
     * Sets the next moment of each that comes round and is not set. An offer that was published since the member was last looked
     * at is taken up from when it was.
     */
    static void schedule(Decision decision, Terms terms) {
        Member member = decision.member;
        if (!member.joined() || !Deciding.takesPart(member.status)) {
            return;
        }
        for (Offers.Published published : decision.catalogue.offers().scheduled()) {
            boolean over = published.latest().until() <= member.time;
            for (Coupon coupon : over ? List.<Coupon>of() : published.latest().coupons()) {
                if (Yearly.due(member, coupon.number()) == Lot.NEVER) {
                    long next = first(member, terms, published, coupon.number());
                    if (next != Lot.NEVER) {
                        decision.emit(new YearlyDue(coupon.number(), next));
                    }
                }
            }
        }
    }

    /** The first moment after the member's at which one comes, by the version that holds then; never for none. */
    private static long first(Member member, Terms terms, Offers.Published published, int number) {
        for (int i = 0; i < published.versions().size(); i++) {
            Offers.Dated version = published.versions().get(i);
            Coupon coupon = version.offer().coupon(number);
            long from = Math.max(Math.max(member.time, version.since()), version.offer().from());
            long until = i + 1 < published.versions().size()
                    ? Math.min(version.offer().until(), published.versions().get(i + 1).since())
                    : version.offer().until();
            if (from < until && coupon != null && coupon.given() instanceof Given.OnSchedule given) {
                long next = Yearly.next(member, terms, given.on(), Math.max(member.time, from - 1));
                if (next < until) {
                    return next;
                }
            }
        }
        return Lot.NEVER;
    }

    /** A member's days may be others now. */
    static void move(Decision decision, Terms terms) {
        Member member = decision.member;
        for (Offers.Published published : decision.catalogue.offers().scheduled()) {
            for (Coupon coupon : published.latest().coupons()) {
                long known = Yearly.due(member, coupon.number());
                if (known != Lot.NEVER && coupon.given() instanceof Given.OnSchedule(Trigger.Yearly day, int times)) {
                    long next = Yearly.moved(member, terms, day, known);
                    if (next != known) {
                        decision.emit(new YearlyDue(coupon.number(),
                                next < published.latest().until() ? next : Lot.NEVER));
                    }
                }
            }
        }
    }

    /** Gives one that is due now, and sets its next moment. */
    static void give(Decision decision, @Nullable Terms terms, int number) {
        Member member = decision.member;
        Offers.Published published = decision.catalogue.offers().ofCoupon(number);
        Offer offer = published == null ? null : published.at(member.time);
        Coupon coupon = offer == null ? null : offer.coupon(number);
        decision.emit(new YearlyDue(number,
                terms == null || published == null ? Lot.NEVER : first(member, terms, published, number)));
        if (terms == null || published == null || coupon == null
                || !(coupon.given() instanceof Given.OnSchedule given)) {
            return;
        }
        if (given.on() instanceof Trigger.Each each) {
            Subscription by = Yearly.giving(member, each);
            if (by != null) {
                come(decision, terms, published, coupon, given.times(), by.number());
            }
        } else {
            come(decision, terms, published, coupon, given.times(), 0);
        }
    }

    /**
     * A term of a plan begins.
     *
     * @param from the plan that was changed at once, 0 for none: who changes between plans of one coupon got it before
     */
    static void begin(Decision decision, Terms terms, Subscription subscription, int from) {
        for (Offers.Published published : decision.catalogue.offers().scheduled()) {
            for (Coupon coupon : published.at(decision.member.time).coupons()) {
                if (coupon.given() instanceof Given.OnSchedule(Trigger.EachTerm each, int times)
                        && each.plans().contains(subscription.plan()) && !each.plans().contains(from)) {
                    come(decision, terms, published, coupon, times, subscription.number());
                }
            }
        }
    }

    private static void come(Decision decision, Terms terms, Offers.Published published, Coupon coupon, int times,
            long subscription) {
        Member member = decision.member;
        Offer offer = published.at(member.time);
        if (member.status != MemberEvent.Status.ACTIVE || published.state(member.time) != Offers.State.RUNNING
                || member.time < published.comesFrom(coupon.number())) {
            return;
        }
        try {
            if (!offer.audience().test(Couponing.facts(member, terms, member.time))) {
                return;
            }
        } catch (RuleFailedException | ArithmeticException failure) {
            return;
        }
        Couponing.come(decision, terms, offer, coupon, times, subscription);
    }

    /**
     * A term ended early, or went on in another plan: what came with it and was not used ends, unless another plan runs with
     * which it comes. What an order holds, or another member is asked about, ends once it comes back.
     */
    static void endWith(Decision decision, Subscription before) {
        long now = decision.member.time;
        for (KeptCoupon kept : decision.member.coupons.all()) {
            if (kept.subscription() == before.number() && kept.at() >= before.termStart()
                    && !comes(decision.member, Couponing.coupon(decision, kept))) {
                switch (kept.state()) {
                    case LIVE -> Couponing.over(decision, kept, Why.TERM_ENDED);
                    case RESERVED, SENT ->
                            decision.emit(new CouponChanged(Why.EXTENDED, kept.extended(now), List.of()));
                    case AWAITED, CLAIMED, REDEEMED -> {
                        // What is awaited ends with the answer.
                    }
                }
            }
        }
    }

    /** The budgets answered: what came with a plan that ended meanwhile ends. */
    static void answered(Decision decision, KeptCoupon asked, Coupon coupon) {
        for (long number = asked.number(); asked.subscription() != 0
                && number < asked.number() + asked.many(); number++) {
            KeptCoupon kept = decision.member.coupons.get(number);
            if (kept != null && !comes(decision.member, coupon)) {
                Couponing.over(decision, kept, Why.TERM_ENDED);
            }
        }
    }

    private static boolean comes(Member member, Coupon coupon) {
        return coupon.given() instanceof Given.OnSchedule given
                && member.subscriptions.stream()
                        .anyMatch(one -> one.live() && one.lead() == null && given.on().plans().contains(one.plan()));
    }
}
