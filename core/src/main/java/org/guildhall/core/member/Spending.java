package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.member.MemberEvent.Adjusted;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.SpendCancelled;
import org.guildhall.core.member.MemberEvent.Spent;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.OnLateCancel;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Spends, their cancellation, and adjustments by an operator. */
final class Spending {
    private Spending() {}

    static @Nullable MemberRefusal spend(Decision decision, Terms terms, MemberCommand.Spend spend) {
        PointCurrency currency = terms.currency(spend.currency());
        MemberRefusal refusal = check(decision.member, terms, currency, spend.currency(), spend.amount());
        if (refusal != null || currency == null) {
            return refusal;
        }
        if (currency.countsOnly()) {
            return new MemberRefusal.NotSpendable(currency.name());
        }
        MemberRefusal tooFew = enough(decision.member, currency, spend.amount());
        if (tooFew != null) {
            return tooFew;
        }
        long keptUntil = currency.cancellable() == null
                ? decision.member.time
                : terms.calendar().plus(decision.member.time, currency.cancellable());
        take(decision, currency, spend.amount(), keptUntil, false);
        return null;
    }

    /** What refuses any movement of points that a member asks for, in this order. */
    static @Nullable MemberRefusal check(
            Member member, Terms terms, @Nullable PointCurrency currency, int symbol, long amount) {
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        if (currency == null) {
            return new MemberRefusal.NotInTerms("currency", terms.symbols().name(symbol));
        }
        if (amount <= 0) {
            return notAboveZero(currency, amount);
        }
        return null;
    }

    static MemberRefusal notAboveZero(PointCurrency currency, long amount) {
        return new MemberRefusal.OutOfRange(
                "amount", new Fact.Points(currency.name(), amount), new Fact.Points(currency.name(), 0), null);
    }

    static MemberRefusal tooMany(PointCurrency currency, long amount, long most) {
        return new MemberRefusal.OutOfRange(
                "amount", new Fact.Points(currency.name(), amount), null, new Fact.Points(currency.name(), most));
    }

    static @Nullable MemberRefusal enough(Member member, PointCurrency currency, long amount) {
        long available = member.available(currency.number());
        return available < amount ? new MemberRefusal.NotEnoughPoints(currency.name(), amount, available) : null;
    }

    static void take(Decision decision, PointCurrency currency, long amount, long keptUntil, boolean sent) {
        long number = decision.member.lastSpend + 1;
        List<Lot> parts = Ledger.take(decision.member.wallet(currency.number()), amount);
        decision.emit(new Spent(new KeptSpend(
                number, decision.command.id(), currency.number(), amount, keptUntil, sent, parts)));
        decision.made(number, sent ? decision.member.time : keptUntil);
    }

    static @Nullable MemberRefusal cancel(Decision decision, Terms terms, MemberCommand.CancelSpend cancel) {
        Member member = decision.member;
        String id = cancel.spendId();
        long hash = Hashes.of(id);
        Remembered remembered = member.ids.get(hash);
        if (remembered == null || !remembered.accepted()) {
            return new MemberRefusal.NotFound("spend", id);
        }
        if (Kept.SPEND.isNot(member, hash, remembered.number())) {
            return new MemberRefusal.NotFound("spend", id, "command");
        }
        KeptSpend spend = member.spends.get(remembered.number());
        if (spend == null || !spend.id().equals(id) || spend.sent()) {
            return new MemberRefusal.NotCancellable(id, "forgotten");
        }
        if (spend.keptUntil() <= member.time) {
            return new MemberRefusal.NotCancellable(id, "over");
        }
        giveBack(decision, terms, spend);
        return null;
    }

    /** Puts the points of a spend back into their lots; those whose life is over follow the currency's policy. */
    static void giveBack(Decision decision, Terms terms, KeptSpend spend) {
        PointCurrency currency = terms.currency(spend.currency());
        Wallet wallet = decision.member.wallet(spend.currency());
        List<Lot> back = new ArrayList<>(spend.parts().size());
        for (Lot part : spend.parts()) {
            boolean ofPastTerm = part.expiresAt() == Lot.TOGETHER && wallet.isOver(spend.number());
            boolean over = ofPastTerm || part.expiresAt() <= decision.member.time;
            Lot as = ofPastTerm ? part.expiring(decision.member.time) : part;
            back.add(
                    over && currency != null && currency.onLateCancel() instanceof OnLateCancel.Renew renew
                            ? part.expiring(terms.calendar().plus(decision.member.time, renew.period()))
                            : as);
        }
        decision.emit(new SpendCancelled(spend.number(), spend.currency(), spend.amount(), spend.sent(), back));
        for (Lot lot : back) {
            Lot there = wallet.find(lot.number(), lot.key(), false);
            if (there != null) {
                Inactivity.begin(decision, wallet, there);
                Ledger.repay(decision, wallet, there);
            }
        }
    }

    static @Nullable MemberRefusal adjust(Decision decision, Terms terms, MemberCommand.Adjust adjust) {
        Member member = decision.member;
        PointCurrency currency = terms.currency(adjust.currency());
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        if (currency == null) {
            return new MemberRefusal.NotInTerms("currency", terms.symbols().name(adjust.currency()));
        }
        long adjustable = Math.min(
                currency.adjustable(), adjust.amount() < 0 ? Bounds.FIGURE
                        : Bounds.room(member, currency.number(), Account.ISSUED));
        if (adjust.amount() == 0 || adjust.amount() > adjustable || adjust.amount() < -adjustable) {
            return tooMany(currency, adjust.amount(), adjustable);
        }
        if (adjust.reason().isBlank()) {
            return new MemberRefusal.OutOfRange("reason", new Fact.Whole(0), new Fact.Whole(0), null);
        }
        if (adjust.amount() < 0) {
            MemberRefusal refusal = enough(member, currency, -adjust.amount());
            if (refusal != null) {
                return refusal;
            }
        }
        long day = terms.calendar().dayOf(decision.at);
        decision.emit(new Adjusted(currency.number(), adjust.amount(), adjust.reason()));
        decision.emit(new Counted(
                currency.number(), day, 0, adjust.amount(), Recording.daysKeptFrom(member, terms)));
        if (adjust.amount() > 0) {
            Lot lot = new Lot(
                    member.lastLot + 1,
                    Lot.AVAILABLE,
                    Lives.expiresAt(currency, terms.calendar(), decision.at),
                    decision.at,
                    0,
                    adjust.amount());
            Ledger.open(decision, currency.number(), Account.ISSUED, lot);
        } else {
            Ledger.post(decision, member.wallet(currency.number()), Account.REVERSED, -adjust.amount());
        }
        return null;
    }
}
