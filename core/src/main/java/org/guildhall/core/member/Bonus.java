package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.Gave;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Terms;

/** What a rule gives that is on no activity: a day that returns, a term that begins. */
final class Bonus {
    private Bonus() {}

    /** Gives it now; nothing where the rule can't be worked out for this member. */
    static void give(Decision decision, Terms terms, EarningRule rule) {
        Member member = decision.member;
        Awarding awarding = new Awarding(member, terms, member.time);
        MemberFacts facts = new MemberFacts(member, terms, Fields.NONE, List.of(), member.time);
        List<Awarding.Given> given;
        try {
            if (!awarding.comes(rule, facts)) {
                return;
            }
            given = awarding.forDay(rule, facts);
        } catch (RuleFailedException | ArithmeticException failure) {
            return;
        }
        long day = terms.calendar().dayOf(member.time);
        for (Awarding.Use use : awarding.uses()) {
            if (!(use.limit().per() instanceof Limit.Per.Order)) {
                decision.emit(new LimitCounted(use.limit().number(), use.period(), use.amount(), Long.MIN_VALUE));
            }
        }
        for (Awarding.Given one : given) {
            decision.emit(new Gave(rule.number(), one.currency().number(), one.amount()));
            Lot lot = new Lot(
                    member.lastLot + 1,
                    Lives.vestsAt(one.currency(), terms.calendar(), member.time),
                    Lives.expiresAt(one.currency(), terms.calendar(), member.time),
                    member.time,
                    0,
                    one.amount());
            if (!lot.pending()) {
                decision.emit(new Counted(
                        one.currency().number(), day, 0, one.amount(), Recording.daysKeptFrom(member, terms)));
            }
            Ledger.open(decision, one.currency().number(), Account.ISSUED, lot);
        }
        GivenForATime.give(decision, terms, rule);
    }
}
