package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.member.MemberEvent.BenefitGranted;
import org.guildhall.core.member.MemberEvent.GivenEnded;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Terms;

/**
 * Benefits that a rule gives for a time. Nothing happens when the time is over. What comes with a plan ends before that with the
 * plan: when none runs any more that the rule names. A term that is followed by another of these plans ends nothing.
 */
final class GivenForATime {
    private GivenForATime() {}

    /** From now on; who has it from the rule already has it for the longer of the two times. */
    static void give(Decision decision, Terms terms, EarningRule rule) {
        Member member = decision.member;
        for (EarningRule.ForATime one : rule.gives()) {
            long until = terms.calendar().plus(member.time, one.period());
            for (Grants.Grant had : member.grants.of(one.benefit(), member.time)) {
                until = had.rule() == rule.number() ? Math.max(until, had.until()) : until;
            }
            decision.emit(new BenefitGranted(
                    new Grants.Grant(one.benefit(), 0, member.time, until, rule.number()), ""));
        }
    }

    /** A plan ended, or became another: what came with it and with no other that runs ends. */
    static void endWithPlans(Decision decision) {
        Member member = decision.member;
        for (Grants.Grant grant : member.grants.byRules(member.time)) {
            List<Integer> plans = plans(decision.catalogue, grant.rule(), member.time);
            if (!plans.isEmpty()
                    && member.subscriptions.stream()
                            .noneMatch(one -> one.live() && one.lead() == null && plans.contains(one.plan()))) {
                decision.emit(new GivenEnded(grant.benefit(), grant.rule()));
            }
        }
    }

    /** The plans with which a rule gives, by the latest terms in force that have it; none for one on a day of the member. */
    private static List<Integer> plans(Catalogue catalogue, int rule, long moment) {
        for (Catalogue.Dated dated : catalogue.all().reversed()) {
            EarningRule found = dated.from() > moment ? null : dated.terms().rule(rule);
            if (found != null) {
                return found.on().plans();
            }
        }
        return List.of();
    }
}
