package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.member.MemberEvent.IdleMoved;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.MemberEvent.TermPointsOver;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Points that end with the term of a plan, and those that a term brings. Points that are there end together, at the end of the
 * term that ran when the first of them came; of several plans the term that ended last. A pause moves that end by as much as
 * the term's; a change of plan moves it with the term where the other plan is named too, and else ends them, as does a term
 * that ends early. A merge keeps the later end of the two.
 */
final class TermPoints {
    private TermPoints() {}

    /** A subscription becomes another; its points follow, and a term that begins earns. */
    static void follow(Decision decision, Why why, Subscription after) {
        Subscription before = decision.member.subscriptions.stream()
                .filter(one -> one.number() == after.number())
                .findFirst()
                .orElse(null);
        decision.emit(new SubscriptionChanged(why, after));
        boolean lived = before != null && before.live();
        if (before != null && before.live()) {
            move(decision, before, after);
            if (!after.live() || after.plan() != before.plan()) {
                GivenForATime.endWithPlans(decision);
                boolean leaves = why == Why.BROUGHT || why == Why.LEFT;
                if (!leaves && decision.member.time < before.termEnd()) {
                    ComingCoupons.endWith(decision, before);
                }
            }
        }
        Terms terms = decision.terms(decision.member.time);
        if (terms != null && after.live()) {
            Yearly.scheduleWithPlans(decision, terms);
        }
        boolean begins = !lived || before == null || before.termStart() != after.termStart() || before.inTrial();
        if (begins && after.live() && !after.inTrial()) {
            earn(decision, after, why == Why.CHANGED && before != null && !before.inTrial() ? before.plan() : 0);
        }
    }

    /** When points that come now end, by the plans that they end with; now where no term of those runs. */
    static long end(Decision decision, List<Integer> plans) {
        long end = decision.member.time;
        for (Subscription one : decision.member.subscriptions) {
            if (one.live() && one.lead() == null && plans.contains(one.plan())) {
                end = Math.max(end, end(decision, one));
            }
        }
        return end;
    }

    /** When a term ends; in a pause, when it will if the pause ends by itself. */
    private static long end(Decision decision, Subscription one) {
        return one.status() == Subscription.Status.PAUSED
                ? decision.catalogue.latest().calendar().plus(one.termEnd(), one.pausedAt(), one.resumesAt())
                : one.termEnd();
    }

    private static void move(Decision decision, Subscription before, Subscription after) {
        boolean goesOn = after.live() && before.termStart() == after.termStart();
        for (Wallet wallet : List.copyOf(decision.member.wallets)) {
            if (wallet.idleAt() == end(decision, before)
                    && Inactivity.together(decision,
                            wallet.currency()) instanceof Expiry.WithTermOf(List<Integer> plans)
                    && plans.contains(before.plan())) {
                boolean changed = goesOn || before.plan() != after.plan() && after.live();
                if (!changed || !plans.contains(after.plan())) {
                    Advancing.expireTogether(decision, wallet);
                    Standings.balanceChanged(decision, wallet.currency());
                } else if (wallet.idleAt() != end(decision, after)) {
                    decision.emit(new IdleMoved(wallet.currency(), end(decision, after)));
                }
            }
        }
    }

    /** What of spends ended with these points is not given back to the next term. */
    static void over(Decision decision, Wallet wallet) {
        if (Inactivity.together(decision, wallet.currency()) instanceof Expiry.WithTermOf) {
            decision.emit(new TermPointsOver(wallet.currency(), decision.member.lastSpend));
        }
    }

    /** @param from the plan that was changed at once, 0 for none: who changes between plans of one rule has earned before */
    private static void earn(Decision decision, Subscription term, int from) {
        @Nullable Terms terms = decision.terms(decision.member.time);
        if (terms == null || decision.member.status != MemberEvent.Status.ACTIVE) {
            return;
        }
        for (EarningRule rule : terms.rules()) {
            if (rule.on() instanceof Trigger.EachTerm(List<Integer> plans) && plans.contains(term.plan())
                    && !plans.contains(from)) {
                Bonus.give(decision, terms, rule);
            }
        }
        ComingCoupons.begin(decision, terms, term, from);
    }
}
