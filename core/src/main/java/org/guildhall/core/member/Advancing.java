package org.guildhall.core.member;

import org.guildhall.core.member.MemberEvent.AwardReduced;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.GrantEnded;
import org.guildhall.core.member.MemberEvent.IdleMoved;
import org.guildhall.core.member.MemberEvent.Posted;
import org.guildhall.core.member.MemberEvent.TermsBegan;
import org.guildhall.core.member.MemberEvent.Vested;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Brings a member to a moment: everything due up to it, in due order, each dated at its due moment.
 *
 * <p>At one moment other terms begin first, then points vest, then tiers are settled, then plans turn to their next term or
 * end, then gifts that nobody paid and offers of seats that nobody took are given up, then claims end, then coupons, then points expire, then
 * yearly bonuses are given: a tier is worked out before the points it rests on go.
 */
final class Advancing {
    private Advancing() {}

    static void advance(Decision decision, long moment) {
        Terms now = decision.terms(decision.member.time);
        if (now != null) {
            ComingCoupons.schedule(decision, now);
        }
        while (true) {
            Member member = decision.member;
            long termsBegin = decision.catalogue.nextAfter(member.termsSeen);
            long due = nextDue(member, decision.catalogue.at(member.time));
            if (Math.min(termsBegin, due) > moment) {
                break;
            }
            if (termsBegin <= due) {
                beginTerms(decision, termsBegin);
                Claiming.review(decision);
                Seating.review(decision);
            } else {
                settleNext(decision, due);
                Claiming.review(decision);
                Seating.review(decision);
            }
        }
        decision.passTo(moment);
    }

    /** Other terms reach the member: the days they give bonuses on are set, and standings are settled by them. */
    private static void beginTerms(Decision decision, long from) {
        decision.passTo(from);
        decision.emit(new TermsBegan(from));
        Inactivity.begin(decision);
        Terms terms = decision.terms(from);
        if (terms != null && Deciding.takesPart(decision.member.status)) {
            Yearly.schedule(decision, terms);
            Standings.begin(decision, terms, from);
        }
    }

    /**
     * The next moment at which something of the member's own is due, or {@link Lot#NEVER}. The beginning of other terms is
     * not: it is published later than this is worked out, and reaches the member with whatever comes next.
     */
    static long nextDue(Member member, @Nullable Terms terms) {
        long due = Lot.NEVER;
        for (Wallet wallet : member.wallets) {
            due = Math.min(due, Math.min(wallet.firstVestsAt(), expiryDue(wallet)));
        }
        due = Math.min(due, Standings.nextDue(member, terms));
        due = Math.min(due, TermsOfPlan.nextDue(member));
        due = Math.min(due, member.gifts.nextDue());
        due = Math.min(due, Claiming.nextDue(member));
        due = Math.min(due, member.seats.nextDue());
        due = Math.min(due, member.coupons.nextDue());
        for (Member.YearlyDue yearly : member.yearly) {
            due = Math.min(due, yearly.moment());
        }
        return due;
    }

    private static long expiryDue(Wallet wallet) {
        if (wallet.figure(Account.AVAILABLE) == 0) {
            return Lot.NEVER;
        }
        long first = wallet.firstExpiresAt();
        return Math.min(first == Lot.TOGETHER ? Lot.NEVER : first, wallet.idleAt());
    }

    private static void settleNext(Decision decision, long due) {
        Member member = decision.member;
        long before = member.time;
        Terms terms = decision.catalogue.at(before);
        decision.passTo(due);
        for (Wallet wallet : member.wallets) {
            if (wallet.firstVestsAt() <= due) {
                settlePending(decision, wallet);
                Standings.evaluate(decision, terms);
                return;
            }
        }
        if (Standings.nextDue(member, terms) <= due) {
            Standings.settle(decision, due);
            return;
        }
        if (TermsOfPlan.settle(decision, due)) {
            Standings.evaluate(decision, terms);
            return;
        }
        if (Giving.settle(decision, due) || Seating.settle(decision, due) || Claiming.settle(decision, due, before)
                || Couponing.settle(decision, due)) {
            return;
        }
        for (Wallet wallet : member.wallets) {
            if (expiryDue(wallet) <= due) {
                expire(decision, wallet, due);
                Standings.balanceChanged(decision, wallet.currency());
                return;
            }
        }
        Yearly.give(decision, due);
    }

    /** What waited long enough vests, unless it waited for what did not come and is then forfeited. */
    private static void settlePending(Decision decision, Wallet wallet) {
        Lot lot = wallet.firstPending();
        if (lot == null) {
            throw new ImpossibleEventException("expected a pending lot, but found none");
        }
        Vesting.On waits = Lives.waitsFor(decision.catalogue, wallet.currency(), lot.earnedAt());
        if (waits != null && waits.otherwise() == PointCurrency.Otherwise.FORFEIT) {
            forfeit(decision, wallet, lot);
        } else {
            vest(decision, wallet, lot);
        }
    }

    /** The activity has earned nothing by these points then: a return has nothing of them to take back. */
    private static void forfeit(Decision decision, Wallet wallet, Lot lot) {
        decision.emit(new Posted(
                wallet.currency(), Account.PENDING, Account.FORFEITED, lot.number(), lot.key(), lot.amount()));
        KeptActivity activity = lot.activity() == 0 ? null : decision.member.activities.get(lot.activity());
        if (activity != null && activity.keptUntil() > decision.member.time) {
            for (int i = 0; i < activity.awards().size(); i++) {
                if (activity.awards().get(i).lot() == lot.number()) {
                    decision.emit(new AwardReduced(activity.number(), i, 0));
                }
            }
        }
    }

    /** Points vest, and count as earned from then on, on the day of their activity. */
    static void vest(Decision decision, Wallet wallet, Lot lot) {
        decision.emit(new Vested(wallet.currency(), lot.number(), lot.vestsAt()));
        Inactivity.begin(decision, wallet, lot);
        Terms terms = decision.terms(decision.member.time);
        if (terms != null) {
            long day = terms.calendar().dayOf(lot.earnedAt());
            long keptFrom = Recording.daysKeptFrom(decision.member, terms);
            decision.emit(new Counted(wallet.currency(), day, 0, lot.amount(), keptFrom));
        }
        Ledger.repay(decision, wallet, lot.vested());
    }

    private static void expire(Decision decision, Wallet wallet, long due) {
        if (wallet.idleAt() <= due) {
            expireTogether(decision, wallet);
            return;
        }
        Lot lot = wallet.first();
        if (lot == null) {
            throw new ImpossibleEventException("expected an available lot, but found none");
        }
        expire(decision, wallet, lot);
    }

    static void expireTogether(Decision decision, Wallet wallet) {
        for (Lot lot = wallet.first(); lot != null; lot = wallet.next(lot)) {
            if (lot.expiresAt() == Lot.TOGETHER) {
                expire(decision, wallet, lot);
            }
        }
        decision.emit(new IdleMoved(wallet.currency(), Lot.NEVER));
        TermPoints.over(decision, wallet);
    }

    private static void expire(Decision decision, Wallet wallet, Lot lot) {
        decision.emit(new Posted(
                wallet.currency(), Account.AVAILABLE, Account.EXPIRED, lot.number(), lot.key(), lot.amount()));
    }

    static void endGrant(Decision decision, Standing standing) {
        decision.emit(new GrantEnded(standing.ladder()));
    }
}
