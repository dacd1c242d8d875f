package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.member.MemberEvent.IdleMoved;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * The expiry of points for want of activity. It is counted from the last effective activity; of points that come when
 * that is already over, or was never, from when they come. Only activities postpone it: points that come before the moment,
 * by an adjustment too, end with the others. A merge keeps the later moment of the two. Terms that expire points otherwise
 * leave those alone that were earned under inactivity, and activities go on to postpone them.
 */
final class Inactivity {
    private Inactivity() {}

    /** An effective activity: whatever ends with inactivity, or is about to come and will, lives on. */
    static void postpone(Decision decision, Terms terms, long at) {
        Member member = decision.member;
        long last = Math.max(at, member.latestAt);
        for (Wallet wallet : List.copyOf(member.wallets)) {
            Period period = wallet.idleAt() == Lot.NEVER ? null : period(decision, wallet.currency());
            if (period != null) {
                move(decision, wallet, terms.calendar().plus(last, period));
            }
        }
        for (PointCurrency currency : terms.currencies()) {
            if (currency.expires() instanceof Expiry.Inactivity(Period period)
                    && member.wallet(currency.number()).idleAt() == Lot.NEVER) {
                move(decision, member.wallet(currency.number()), terms.calendar().plus(last, period));
            }
        }
    }

    /** Points became available: if they end with others and nothing is waited for that ends them, it is from now on. */
    static void begin(Decision decision, Wallet wallet, Lot lot) {
        long now = decision.member.time;
        if (lot.expiresAt() == Lot.TOGETHER && (wallet.idleAt() == Lot.NEVER || wallet.idleAt() <= now)) {
            switch (together(decision, wallet.currency())) {
                case Expiry.Inactivity(Period period) ->
                        move(decision, wallet, decision.catalogue.latest().calendar().plus(now, period));
                case Expiry.WithTermOf(List<Integer> plans) ->
                        decision.emit(new IdleMoved(wallet.currency(), TermPoints.end(decision, plans)));
                case null, default -> {
                    // Points that came under terms which do not hold yet: they are looked at again when those begin.
                }
            }
        }
    }

    /** Other terms begin: points that came under them before they held are waited for from now on. */
    static void begin(Decision decision) {
        for (Wallet wallet : List.copyOf(decision.member.wallets)) {
            Lot idle = wallet.idleAt() == Lot.NEVER ? wallet.firstTogether() : null;
            if (idle != null) {
                begin(decision, wallet, idle);
            }
        }
    }

    /** A member who is taken in brings a moment: the later of the two holds. */
    static void bring(Decision decision, int currency, long moment) {
        if (moment != Lot.NEVER && moment > decision.member.time) {
            move(decision, decision.member.wallet(currency), moment);
        }
    }

    private static void move(Decision decision, Wallet wallet, long moment) {
        if (wallet.idleAt() == Lot.NEVER || wallet.idleAt() < moment) {
            decision.emit(new IdleMoved(wallet.currency(), moment));
        }
    }

    /** How long a currency lasts without activity; null where it ends with something else. */
    private static @Nullable Period period(Decision decision, int number) {
        return together(decision, number) instanceof Expiry.Inactivity(Period period) ? period : null;
    }

    /** What ends all points of a currency together, by the latest terms so far that say so; null where none do. */
    static @Nullable Expiry together(Decision decision, int number) {
        List<Catalogue.Dated> all = decision.catalogue.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            PointCurrency currency =
                    all.get(i).from() > decision.member.time ? null : all.get(i).terms().currency(number);
            if (currency != null && (currency.expires() instanceof Expiry.Inactivity
                    || currency.expires() instanceof Expiry.WithTermOf)) {
                return currency.expires();
            }
        }
        return null;
    }
}
