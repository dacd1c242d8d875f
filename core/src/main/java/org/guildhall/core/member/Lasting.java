package org.guildhall.core.member;

import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;

/** How long what a member has of a benefit stays as it is by itself: until the first moment that any of it depends on. */
final class Lasting {
    private Lasting() {}

    /**
     * @param member with everything due by now brought about
     * @param has what was found of the benefit
     */
    static long until(Member member, Catalogue catalogue, Terms now, Benefit benefit, Entitlement has) {
        long until = Math.min(Advancing.nextDue(member, now), catalogue.nextAfter(member.time));
        until = Math.min(until, has.period().again());
        for (Grants.Grant grant : member.grants.of(benefit.number(), member.time)) {
            until = Math.min(until, grant.until());
        }
        for (Warranty warranty : member.warranties.running(benefit.number(), member.time)) {
            until = Math.min(until, Math.min(warranty.until(), warranty.keptUntil()));
        }
        for (Subscription subscription : member.subscriptions) {
            Contract contract = Contract.of(catalogue, member, subscription);
            until = Math.min(until, contract.until(benefit.number(), member.time, Lot.NEVER));
            until = Math.min(until, contract.until(subscription.plan(), member.time, Lot.NEVER));
        }
        return until;
    }
}
