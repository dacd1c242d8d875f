package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberEvent.Absorbed;
import org.guildhall.core.member.MemberEvent.DebtBrought;
import org.guildhall.core.member.MemberEvent.DebtGone;
import org.guildhall.core.member.MemberEvent.GraceBegan;
import org.guildhall.core.member.MemberEvent.Measured;
import org.guildhall.core.member.MemberEvent.MergeBegan;
import org.guildhall.core.member.MemberEvent.MergeEnded;
import org.guildhall.core.member.MemberEvent.Posted;
import org.guildhall.core.member.MemberEvent.StandingGranted;
import org.guildhall.core.member.MemberEvent.Status;
import org.guildhall.core.member.MemberEvent.Stood;
import org.guildhall.core.member.MemberEvent.Why;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * One member takes in another. The survivor asks, the other yields everything in one message and becomes an alias, the
 * survivor absorbs it: lots keep their origin and expiry, caps and daily totals are counted together, ids stay
 * remembered, spends that can be cancelled count at the survivor, the better standing stays. Where the other can't yield,
 * nothing changes on either side.
 */
final class Merging {
    private Merging() {}

    static @Nullable MemberRefusal decide(Decision decision, MemberCommand.Merge merge) {
        Member member = decision.member;
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        if (merge.from().equals(decision.command.entity())) {
            return new MemberRefusal.SameMember("merge");
        }
        MemberRefusal busy = Lifecycle.underWay(member);
        if (busy != null) {
            return busy;
        }
        decision.emit(new MergeBegan(decision.command.id()));
        decision.send(merge.from(), new MemberCommand.Yield(decision.command.entity()));
        return null;
    }

    /** At the one that is taken in. */
    static @Nullable MemberRefusal yieldTo(Decision decision, MemberCommand.Yield request) {
        Member member = decision.member;
        EntityName self = decision.command.entity();
        MemberRefusal refusal = Deciding.status(member, request);
        if (refusal == null && !member.known()) {
            refusal = new MemberRefusal.NotFound("member", self.toString());
        }
        if (refusal == null) {
            refusal = Lifecycle.underWay(member);
        }
        if (refusal != null) {
            decision.send(request.to(), new MemberCommand.NotYielded(self, refusal.code()));
            return refusal;
        }
        byte[] contents = Absorbing.contents(member);
        ByteWriter points = new ByteWriter(256);
        writeWallets(points, member);
        points.writeVarint(member.standings.size());
        member.standings.forEach(standing -> standing.write(points));
        for (Wallet wallet : member.wallets) {
            for (Lot lot : lots(wallet)) {
                decision.emit(new Posted(
                        wallet.currency(),
                        lot.pending() ? Account.PENDING : Account.AVAILABLE,
                        Account.SENT,
                        lot.number(),
                        lot.key(),
                        lot.amount()));
            }
            if (wallet.figure(Account.OWED) > 0) {
                decision.emit(new DebtGone(wallet.currency(), wallet.figure(Account.OWED)));
            }
            post(decision, wallet.currency(), Account.SPENT, Account.SENT,
                    member.spends.spent(wallet.currency(), member.time));
        }
        Lifecycle.end(decision, Status.MERGED, request.to().toString());
        decision.send(request.to(), new MemberCommand.Absorb(self, contents, points.toByteArray()));
        return null;
    }

    /** What was spent and can be cancelled counts where that is, so that it can be given back there. */
    private static void post(Decision decision, int currency, Account from, Account to, long amount) {
        if (amount > 0) {
            decision.emit(new Posted(currency, from, to, Posted.NO_LOT, 0, amount));
        }
    }

    private static List<Lot> lots(Wallet wallet) {
        List<Lot> lots = new ArrayList<>();
        for (Lot lot = wallet.firstPending(); lot != null; lot = wallet.next(lot)) {
            lots.add(lot);
        }
        for (Lot lot = wallet.first(); lot != null; lot = wallet.next(lot)) {
            lots.add(lot);
        }
        return lots;
    }

    private static void writeWallets(ByteWriter out, Member member) {
        out.writeVarint(member.wallets.size());
        for (Wallet wallet : member.wallets) {
            out.writeVarint(wallet.currency())
                    .writeVarint(wallet.figure(Account.OWED))
                    .writeVarint(member.spends.spent(wallet.currency(), member.time));
            Lot.writeMoment(out, wallet.idleAt());
            KeptSpend.writeLots(out, lots(wallet));
        }
    }

    /**
     * What a wallet brings.
     *
     * @param owed 0 for no debt
     * @param spent what can still be cancelled
     * @param idleAt when its points end with inactivity
     */
    private record Brought(int currency, long owed, long spent, long idleAt, List<Lot> lots) {
        static List<Brought> read(ByteReader in) {
            List<Brought> wallets = new ArrayList<>();
            int count = in.readCount();
            for (int i = 0; i < count; i++) {
                wallets.add(new Brought(
                        in.readCount(), in.readVarint(), in.readVarint(), Lot.readMoment(in),
                        KeptSpend.readLots(in)));
            }
            return wallets;
        }
    }

    /** At the survivor: nothing refuses any more. */
    static @Nullable MemberRefusal absorb(Decision decision, Terms terms, MemberCommand.Absorb absorb) {
        Member member = decision.member;
        ByteReader in = new ByteReader(absorb.points());
        List<Brought> wallets = Brought.read(in);
        long lotsMove = member.lastLot;
        long activitiesMove = member.lastActivity;
        for (Brought wallet : wallets) {
            Inactivity.bring(decision, wallet.currency(), wallet.idleAt());
        }
        open(decision, wallets, lotsMove, activitiesMove);
        long subscriptions = member.lastSubscription;
        long charges = member.lastCharge;
        long seats = member.seats.last;
        decision.emit(new Absorbed(absorb.contents(), lotsMove, activitiesMove, member.lastSpend));
        TermsOfPlan.takeOver(decision, subscriptions, charges);
        Seating.takeOver(decision, seats, subscriptions);
        Twice.giveWay(decision, terms);
        for (Brought wallet : wallets) {
            post(decision, wallet.currency(), Account.RECEIVED, Account.SPENT, wallet.spent());
            owe(decision, wallet);
        }
        int standings = in.readCount();
        for (int i = 0; i < standings; i++) {
            Standing theirs = Standing.read(in);
            Ladder ladder = terms.ladder(theirs.ladder());
            if (ladder != null) {
                keepTheBetter(decision, ladder, theirs);
            }
        }
        // What the other did counts now, also where it stood nowhere: every measure is worked out afresh.
        for (Standing standing : List.copyOf(member.standings)) {
            decision.emit(new Measured(standing.ladder(), 0, Long.MAX_VALUE));
        }
        Yearly.schedule(decision, terms);
        decision.emit(new MergeEnded(true, ""));
        return null;
    }

    /** Opens the lots of all wallets in the order in which they began. */
    private static void open(Decision decision, List<Brought> wallets, long lotsMove, long activitiesMove) {
        record Own(int currency, Lot lot) {}
        wallets.stream()
                .flatMap(wallet -> wallet.lots().stream().map(lot -> new Own(wallet.currency(), lot)))
                .sorted(Comparator.comparingLong(own -> own.lot().number()))
                .forEach(own -> Ledger.open(
                        decision, own.currency(), Account.RECEIVED, own.lot().moved(lotsMove, activitiesMove)));
    }

    private static void owe(Decision decision, Brought brought) {
        if (brought.owed() > 0) {
            decision.emit(new DebtBrought(brought.currency(), brought.owed()));
            Wallet wallet = decision.member.wallet(brought.currency());
            long part = Math.min(wallet.figure(Account.OWED), wallet.figure(Account.AVAILABLE));
            if (part > 0) {
                Ledger.post(decision, wallet, Account.OWED, part);
            }
        }
    }

    private static void keepTheBetter(Decision decision, Ladder ladder, Standing theirs) {
        Standing ours = decision.member.standing(ladder.number());
        int rank = Standings.index(ladder, theirs.tier());
        int ourRank = ours == null ? -1 : Standings.index(ladder, ours.tier());
        if (rank > ourRank || (rank == ourRank && ours != null && theirs.ends() > ours.ends())) {
            decision.emit(new Stood(ladder.number(), theirs.tier(), theirs.since(), theirs.until(), Why.BROUGHT));
            if (theirs.grace()) {
                decision.emit(new GraceBegan(ladder.number(), theirs.graceUntil()));
            }
        }
        Standing kept = Objects.requireNonNull(decision.member.standing(ladder.number()));
        if (theirs.granted() != 0
                && Standings.index(ladder, theirs.granted()) > Standings.index(ladder, kept.granted())) {
            decision.emit(new StandingGranted(ladder.number(), theirs.granted(), theirs.grantedUntil(), "merged"));
        }
    }

    static @Nullable MemberRefusal notYielded(Decision decision, MemberCommand.NotYielded refused) {
        decision.emit(new MergeEnded(false, refused.refusal()));
        return null;
    }
}
