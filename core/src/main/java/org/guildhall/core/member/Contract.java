package org.guildhall.core.member;

import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.ContractChange;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Which terms a subscription has a plan or a benefit by. It begins with those of its purchase; each later terms say whom what they
 * change reaches; what is new in them reaches all, unless they say otherwise. A plan or a benefit is taken whole, from one terms.
 *
 * @param joinedAt when the member joined; {@link Lot#NEVER} for a guest
 * @param began when the subscription was bought, or became this plan
 * @param pinned since when the terms hold under which it was bought or last renewed
 */
record Contract(Catalogue catalogue, long joinedAt, long began, long pinned) {

    /** Of a seat, that of its owner. */
    static Contract of(Catalogue catalogue, Member member, Subscription subscription) {
        Lead lead = subscription.lead();
        if (lead != null) {
            return new Contract(catalogue, lead.joinedAt(), lead.since(), subscription.pinned());
        }
        return new Contract(catalogue, member.joinedAt, subscription.since(), subscription.pinned());
    }

    /** The terms, as of a moment, that say what a plan or a benefit is; null before any. */
    @Nullable
    Terms terms(int symbol, long moment) {
        Terms terms = catalogue.at(Math.min(Math.min(joinedAt, began), pinned));
        for (Catalogue.Dated dated : catalogue.all()) {
            if (dated.from() > moment) {
                break;
            }
            ContractChange change = dated.terms().changes().get(symbol);
            boolean isNew = terms == null || !terms.has(symbol);
            if (change == null ? isNew : reached(change, dated.from(), moment)) {
                terms = dated.terms();
            }
        }
        return terms;
    }

    /**
     * When changes that are in force at a moment, and have not reached it, will; never where none does.
     *
     * @param renewal when the subscription renews next
     */
    long until(int symbol, long moment, long renewal) {
        long until = Lot.NEVER;
        for (Catalogue.Dated dated : catalogue.all()) {
            ContractChange change = dated.from() > moment ? null : dated.terms().changes().get(symbol);
            if (change != null && !reached(change, dated.from(), moment)) {
                until = Math.min(until, change.latest());
                if (change.applies() == ContractChange.Applies.NEXT_RENEWAL) {
                    until = Math.min(until, renewal);
                }
            }
        }
        return until;
    }

    private boolean reached(ContractChange change, long from, long moment) {
        return change.latest() <= moment || switch (change.applies()) {
            case NOW -> true;
            case NEXT_RENEWAL -> pinned >= from;
            case NEW_SUBSCRIPTIONS -> began >= from;
            case NEW_MEMBERS -> joinedAt >= from;
        };
    }
}
