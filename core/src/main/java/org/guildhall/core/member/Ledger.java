package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.member.MemberEvent.ExpiredCounted;
import org.guildhall.core.member.MemberEvent.LotOpened;
import org.guildhall.core.member.MemberEvent.Owed;
import org.guildhall.core.member.MemberEvent.Posted;
import org.guildhall.core.terms.PointCurrency;
import org.jspecify.annotations.Nullable;

/** The movements of points that several commands share. */
final class Ledger {
    private Ledger() {}

    /** Opens a lot; what is owed is repaid from it at once where it is available. */
    static void open(Decision decision, int currency, Account from, Lot lot) {
        decision.emit(new LotOpened(currency, from, lot));
        if (!lot.pending()) {
            Inactivity.begin(decision, decision.member.wallet(currency), lot);
            repay(decision, decision.member.wallet(currency), lot);
        }
    }

    static void repay(Decision decision, Wallet wallet, Lot lot) {
        long part = Math.min(wallet.figure(Account.OWED), lot.amount());
        if (part > 0) {
            decision.emit(new Posted(
                    wallet.currency(), Account.AVAILABLE, Account.OWED, lot.number(), lot.key(), part));
        }
    }

    /** The parts of available lots, those that expire first taken first, that make up an amount which is there. */
    static List<Lot> take(Wallet wallet, long amount) {
        List<Lot> parts = new ArrayList<>(2);
        long missing = amount;
        for (Lot lot = wallet.first(); lot != null && missing > 0; lot = wallet.next(lot)) {
            long part = Math.min(lot.amount(), missing);
            parts.add(lot.withAmount(part));
            missing -= part;
        }
        if (missing > 0) {
            throw new ImpossibleEventException(
                    "expected lots of " + amount + " in all, but " + missing + " is missing");
        }
        return parts;
    }

    /** Posts an amount that is there out of the available lots. */
    static void post(Decision decision, Wallet wallet, Account to, long amount) {
        for (Lot part : take(wallet, amount)) {
            decision.emit(new Posted(
                    wallet.currency(), Account.AVAILABLE, to, part.number(), part.key(), part.amount()));
        }
    }

    /**
     * Takes back what an activity earned: from its own lot, then what of this lot had already expired, then as far as the
     * currency lets a return go.
     */
    static void reverse(Decision decision, PointCurrency currency, KeptActivity.Award award, long amount) {
        Wallet wallet = decision.member.wallet(currency.number());
        long missing = amount;
        Lot own = ownLot(wallet, award);
        if (own != null && (own.pending() || currency.onReturn() != PointCurrency.OnReturn.PENDING_ONLY)) {
            long part = Math.min(own.amount(), missing);
            decision.emit(new Posted(
                    wallet.currency(),
                    own.pending() ? Account.PENDING : Account.AVAILABLE,
                    Account.REVERSED,
                    own.number(),
                    own.key(),
                    part));
            missing -= part;
        }
        long gone = Math.min(decision.member.expired.of(award.lot()), missing);
        if (gone > 0) {
            decision.emit(new ExpiredCounted(award.lot(), gone));
            missing -= gone;
        }
        if (missing == 0 || currency.onReturn() == PointCurrency.OnReturn.PENDING_ONLY) {
            return;
        }
        long there = Math.min(wallet.figure(Account.AVAILABLE), missing);
        if (there > 0) {
            post(decision, wallet, Account.REVERSED, there);
        }
        if (missing > there && currency.onReturn() == PointCurrency.OnReturn.BELOW_ZERO) {
            decision.emit(new Owed(wallet.currency(), missing - there));
        }
    }

    /** Whether what an activity earned is pending, and so does not count as earned yet. */
    static boolean pending(Member member, KeptActivity.Award award) {
        Wallet wallet = member.findWallet(award.currency());
        Lot lot = wallet == null ? null : ownLot(wallet, award);
        return lot != null && lot.pending();
    }

    private static @Nullable Lot ownLot(Wallet wallet, KeptActivity.Award award) {
        if (award.vestsAt() != Lot.AVAILABLE) {
            Lot pending = wallet.find(award.lot(), award.vestsAt(), true);
            if (pending != null) {
                return pending;
            }
        }
        return wallet.find(award.lot(), award.expiresAt(), false);
    }
}
