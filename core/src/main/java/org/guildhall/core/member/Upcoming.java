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
 * @param price of the next term in minor units, less what is let off, and 0 where it is paid already: what the running one costs, or after a trial or an introductory
 *     price what the member agreed to; a price that depends on the member is worked out when the term begins
 */
public record Upcoming(String plan, long at, boolean trial, long price) {
    static List<Upcoming> of(Member member, Symbols symbols, long until) {
        List<Upcoming> upcoming = new ArrayList<>(1);
        for (Subscription one : member.subscriptions) {
            boolean paid = one.paidAhead() != null;
            if (one.lead() == null && one.status() == Subscription.Status.RUNNING && (!one.ending() || paid)
                    && !one.unpaid() && one.termEnd() < until) {
                boolean moves = !paid && one.nextPlan() != 0;
                long price = moves ? one.nextPrice()
                        : one.phase() == Subscription.USUAL ? one.value() : one.agreed();
                upcoming.add(new Upcoming(symbols.name(moves ? one.nextPlan() : one.plan()), one.termEnd(),
                        one.inTrial(), paid ? 0 : Math.max(0, price - member.offers.credit(one.number()))));
            }
        }
        return upcoming;
    }
}
