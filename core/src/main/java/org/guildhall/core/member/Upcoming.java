package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Symbols;

/**
 * A term that ends and is followed by another, unless somebody changes their mind.
 *
 * @param plan of the next term
 * @param at when it ends, epoch milliseconds
 * @param trial whether it is a trial
 * @param price of the next term, as the member agreed to it, in minor units
 */
public record Upcoming(String plan, long at, boolean trial, long price) {
    static List<Upcoming> of(Member member, Symbols symbols, long until) {
        List<Upcoming> upcoming = new ArrayList<>(1);
        for (Subscription one : member.subscriptions) {
            if (one.status() == Subscription.Status.RUNNING && !one.ending() && one.termEnd() < until) {
                boolean moves = one.nextPlan() != 0;
                upcoming.add(new Upcoming(symbols.name(moves ? one.nextPlan() : one.plan()), one.termEnd(),
                        one.inTrial(), moves ? one.nextPrice() : one.agreed()));
            }
        }
        return upcoming;
    }
}
