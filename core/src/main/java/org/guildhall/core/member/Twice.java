package org.guildhall.core.member;

import java.util.Comparator;
import java.util.List;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Terms;

/**
 * Plans that a merge brings twice, though a member has each once. A seat gives way to what is paid for, and to another seat that was
 * there before. Of two that are paid for, the one that ends first is not renewed, and neither becomes what the other is.
 */
final class Twice {
    /** The first of two stays: one's own, one whose term is paid, one that ends later, one that runs, the older. */
    private static final Comparator<Subscription> STAYS = Comparator
            .comparing((Subscription one) -> one.lead() != null)
            .thenComparing(one -> one.lead() == null && one.unpaid())
            .thenComparing(one -> one.lead() == null ? -one.termEnd() : 0)
            .thenComparing(one -> !one.live())
            .thenComparing(Subscription::number);

    private Twice() {}

    static void giveWay(Decision decision, Terms terms) {
        Member member = decision.member;
        for (Subscription one : List.copyOf(member.subscriptions)) {
            if (one.status() != Status.ENDED && !one.offered() && member.subscriptions.stream()
                    .anyMatch(other -> STAYS.compare(other, one) < 0 && clash(one, other))) {
                giveWay(decision, terms, one);
            }
        }
    }

    private static boolean clash(Subscription one, Subscription other) {
        if (one.lead() != null) {
            return other.isOrBecomes(one.plan());
        }
        return other.lead() == null && other.status() != Status.ENDED && !one.ending() && !other.ending()
                && one.becomes() == other.becomes();
    }

    private static void giveWay(Decision decision, Terms terms, Subscription one) {
        if (one.lead() != null) {
            Seated.giveWay(decision, terms, one, one.plan());
        } else if (Subscribing.unpaid(decision.member, one)) {
            TermsOfPlan.end(decision, one, Why.ENDED);
        } else {
            Paying.giveUp(decision, one);
            decision.emit(new SubscriptionChanged(Why.TWICE,
                    one.change().ending(true).awaitsNothing().nextPlan(0, 0).make()));
        }
    }
}
