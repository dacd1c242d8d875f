package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A plan, or a benefit of one, that a member has by terms of before; whether these say anything else of it than those in force now
 * is seen by comparing them.
 *
 * @param plan the plan that the member has
 * @param section {@code plans} or {@code benefits}
 * @param name of the plan or benefit
 * @param own the terms by which the member has it
 * @param until when the terms in force now reach it, or the subscription ends, epoch milliseconds; {@link Long#MAX_VALUE} for never
 */
public record OwnTerms(String plan, String section, String name, Terms own, long until) {

    /** Of all that a member has, at its time. */
    static List<OwnTerms> of(Member member, Catalogue catalogue, Terms now) {
        List<OwnTerms> all = new ArrayList<>();
        for (Subscription subscription : member.subscriptions) {
            if (subscription.live()) {
                String plan = now.symbols().name(subscription.plan());
                add(all, plan, "plans", plan, subscription.plan(), subscription, member, catalogue, now);
                for (Benefit benefit : now.benefits()) {
                    add(all, plan, "benefits", benefit.name(), benefit.number(), subscription, member, catalogue, now);
                }
            }
        }
        return all;
    }

    private static void add(
            List<OwnTerms> all, String plan, String section, String name, int symbol, Subscription subscription,
            Member member, Catalogue catalogue, Terms now) {
        Contract contract = Contract.of(catalogue, member, subscription);
        Terms own = contract.terms(symbol, member.time);
        boolean gives = section.equals("plans") || isOf(own, symbol, subscription) || isOf(now, symbol, subscription);
        if (own != null && own != now && gives) {
            long until = contract.until(symbol, member.time, subscription.termEnd());
            all.add(new OwnTerms(plan, section, name, own,
                    subscription.ending() && subscription.paidAhead() == null ? Math.min(until, subscription.termEnd())
                            : until));
        }
    }

    private static boolean isOf(
            @Nullable Terms terms, int benefit, Subscription subscription) {
        Benefit found = terms == null ? null : terms.benefit(benefit);
        return found != null && found.givenBy()
                .stream()
                .anyMatch(source -> source instanceof Benefit.Source.ByPlan(int plan, int value)
                        && plan == subscription.plan());
    }
}
