package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.member.MemberEvent.TransferSettled;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Points from one member to another: they leave the sender's lots, travel in a message with their origin and expiry, and
 * arrive, or come back. The receiver always answers, so a transfer ends wholly done or wholly undone.
 */
final class Transferring {
    private Transferring() {}

    static @Nullable MemberRefusal decide(Decision decision, Terms terms, MemberCommand.Transfer transfer) {
        PointCurrency currency = terms.currency(transfer.currency());
        MemberRefusal refusal =
                Spending.check(decision.member, terms, currency, transfer.currency(), transfer.amount());
        if (refusal != null || currency == null) {
            return refusal;
        }
        long room = Bounds.room(decision.member, currency.number(), Account.SENT);
        if (transfer.amount() > room) {
            return Spending.tooMany(currency, transfer.amount(), room);
        }
        if (!currency.transferable()) {
            return new MemberRefusal.NotTransferable(currency.name());
        }
        if (transfer.to().equals(decision.command.entity())) {
            return new MemberRefusal.SameMember("transfer");
        }
        MemberRefusal tooFew = Spending.enough(decision.member, currency, transfer.amount());
        if (tooFew != null) {
            return tooFew;
        }
        Spending.take(decision, currency, transfer.amount(), Lot.NEVER, true);
        long number = decision.number();
        KeptSpend spend = required(decision.member, number);
        List<MemberCommand.OpeningLot> lots = new ArrayList<>(spend.parts().size());
        for (Lot part : spend.parts()) {
            lots.add(new MemberCommand.OpeningLot(
                    spend.currency(), part.amount(), part.earnedAt(), part.expiresAt()));
        }
        decision.send(transfer.to(), new MemberCommand.Receive(decision.command.entity(), number, lots));
        return null;
    }

    /** What the receiver's bound refuses: points of one currency, in one transfer. */
    private static @Nullable MemberRefusal tooMany(Member member, Terms terms, List<MemberCommand.OpeningLot> lots) {
        long sum = lots.stream().mapToLong(MemberCommand.OpeningLot::amount).sum();
        int number = lots.getFirst().currency();
        PointCurrency currency = terms.currency(number);
        long room = Bounds.room(member, number, Account.RECEIVED);
        return currency == null || sum <= room ? null : Spending.tooMany(currency, sum, room);
    }

    /** At the receiver: takes the points, or says why not; the sender is told either way. */
    static @Nullable MemberRefusal receive(Decision decision, Terms terms, MemberCommand.Receive receive) {
        MemberRefusal refusal = Deciding.status(decision.member, receive);
        if (refusal == null && !decision.member.joined()) {
            refusal = new MemberRefusal.NotAMember();
        }
        if (refusal == null) {
            refusal = tooMany(decision.member, terms, receive.lots());
        }
        String reason = refusal == null ? "" : refusal.code();
        if (refusal == null) {
            for (MemberCommand.OpeningLot lot : receive.lots()) {
                Ledger.open(
                        decision,
                        lot.currency(),
                        Account.RECEIVED,
                        new Lot(
                                decision.member.lastLot + 1,
                                Lot.AVAILABLE,
                                lot.expiresAt(),
                                lot.earnedAt(),
                                0,
                                lot.amount()));
            }
        }
        decision.send(receive.from(), new MemberCommand.Received(receive.transfer(), reason));
        return refusal;
    }

    /** Back at the sender. */
    static @Nullable MemberRefusal received(Decision decision, Terms terms, MemberCommand.Received received) {
        KeptSpend spend = required(decision.member, received.transfer());
        boolean arrived = received.refusal().isEmpty();
        decision.emit(new TransferSettled(spend.number(), arrived));
        if (!arrived) {
            Spending.giveBack(decision, terms, spend);
        }
        return null;
    }

    private static KeptSpend required(Member member, long number) {
        KeptSpend spend = member.spends.get(number);
        if (spend == null) {
            throw new ImpossibleEventException("expected transfer " + number + " under way, but found none");
        }
        return spend;
    }
}
