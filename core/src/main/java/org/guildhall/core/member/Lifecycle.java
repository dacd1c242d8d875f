package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberEvent.Joined;
import org.guildhall.core.member.MemberEvent.Posted;
import org.guildhall.core.member.MemberEvent.Scored;
import org.guildhall.core.member.MemberEvent.StandingGranted;
import org.guildhall.core.member.MemberEvent.Status;
import org.guildhall.core.member.MemberEvent.StatusChanged;
import org.guildhall.core.member.MemberEvent.Stood;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.Why;
import org.guildhall.core.member.MemberEvent.YearlyDue;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Freezing, leaving, granted standings, reported scores, and what a member brings from another system. */
final class Lifecycle {
    private Lifecycle() {}

    static @Nullable MemberRefusal freeze(Decision decision, MemberCommand.Freeze freeze) {
        decision.emit(new StatusChanged(Status.FROZEN, decision.member.time, freeze.reason()));
        return null;
    }

    static @Nullable MemberRefusal unfreeze(Decision decision, MemberCommand.Unfreeze unfreeze) {
        if (decision.member.status != Status.FROZEN) {
            return new MemberRefusal.NotFound("freeze", "");
        }
        decision.emit(new StatusChanged(Status.ACTIVE, decision.member.time, unfreeze.reason()));
        return null;
    }

    /** A guest has nothing to leave, but for an operator who erases them. */
    static @Nullable MemberRefusal leave(Decision decision, MemberCommand.Leave leave) {
        Member member = decision.member;
        if (!member.joined() && decision.command.origin() != Origin.OPERATOR) {
            return new MemberRefusal.NotAMember();
        }
        MemberRefusal busy = underWay(member);
        if (busy != null) {
            return busy;
        }
        for (Wallet wallet : member.wallets) {
            for (Lot lot = wallet.firstPending(); lot != null; lot = wallet.firstPending()) {
                forfeit(decision, wallet, lot);
            }
            for (Lot lot = wallet.first(); lot != null; lot = wallet.first()) {
                forfeit(decision, wallet, lot);
            }
        }
        end(decision, Status.LEFT, leave.reason());
        return null;
    }

    /** What must end before a member can go; null when nothing is under way. */
    static @Nullable MemberRefusal underWay(Member member) {
        KeptSpend sent = member.spends.underWay();
        if (sent != null) {
            return new MemberRefusal.UnderWay("transfer", sent.id());
        }
        KeptClaim claim = member.claims.underWay();
        if (claim != null) {
            return new MemberRefusal.UnderWay("claim", claim.id());
        }
        KeptCoupon coupon = member.coupons.underWay();
        if (coupon != null) {
            return new MemberRefusal.UnderWay(coupon.state() == KeptCoupon.State.SENT ? "transfer" : "claim",
                    coupon.id().isEmpty() ? "coupon " + coupon.number() : coupon.id());
        }
        if (member.gifts.sent() != 0) {
            return new MemberRefusal.UnderWay("gift", Long.toString(member.gifts.sent()));
        }
        return member.merging.isEmpty() ? null : new MemberRefusal.UnderWay("merge", member.merging);
    }

    /** Ends standings and bonuses with the membership. */
    static void end(Decision decision, Status status, String reason) {
        Member member = decision.member;
        for (Standing standing : List.copyOf(member.standings)) {
            decision.emit(new Stood(standing.ladder(), 0, member.time, Lot.NEVER, Why.ENDED));
            if (standing.granted() != 0) {
                Advancing.endGrant(decision, standing);
            }
        }
        Seating.endAll(decision, status == Status.MERGED);
        Seated.endAll(decision, status == Status.MERGED);
        TermsOfPlan.endAll(decision,
                status == Status.MERGED ? SubscriptionChanged.Why.BROUGHT : SubscriptionChanged.Why.LEFT);
        Giving.giveUpAll(decision);
        Using.endAll(decision, status == Status.MERGED ? "merged" : "left");
        Claiming.endAll(decision, status == Status.MERGED);
        Couponing.endAll(decision, status == Status.MERGED);
        for (Member.YearlyDue due : List.copyOf(member.yearly)) {
            decision.emit(new YearlyDue(due.rule(), Lot.NEVER));
        }
        decision.emit(new StatusChanged(status, member.time, reason));
    }

    private static void forfeit(Decision decision, Wallet wallet, Lot lot) {
        decision.emit(new Posted(
                wallet.currency(),
                lot.pending() ? Account.PENDING : Account.AVAILABLE,
                Account.FORFEITED,
                lot.number(),
                lot.key(),
                lot.amount()));
    }

    static @Nullable MemberRefusal grant(Decision decision, Terms terms, MemberCommand.GrantStanding grant) {
        if (!decision.member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        Ladder ladder = terms.ladder(grant.ladder());
        if (ladder == null) {
            return new MemberRefusal.NotInTerms("ladder", terms.symbols().name(grant.ladder()));
        }
        if (ladder.tiers().stream().noneMatch(tier -> tier.number() == grant.tier())) {
            return new MemberRefusal.NotInTerms("tier", terms.symbols().name(grant.tier()));
        }
        if (grant.until() <= decision.member.time) {
            return new MemberRefusal.OutOfRange(
                    "until", new Fact.Moment(grant.until()), new Fact.Moment(decision.member.time), null);
        }
        Standings.evaluate(decision, terms);
        decision.emit(new StandingGranted(grant.ladder(), grant.tier(), grant.until(), grant.reason()));
        return null;
    }

    static @Nullable MemberRefusal score(Decision decision, Terms terms, MemberCommand.Score score) {
        if (terms.scores().stream().noneMatch(known -> known.symbol() == score.score())) {
            return new MemberRefusal.NotInTerms("score", terms.symbols().name(score.score()));
        }
        decision.emit(new Scored(score.score(), score.value()));
        return null;
    }

    private static @Nullable MemberRefusal check(Member member, Terms terms, List<MemberCommand.OpeningLot> lots) {
        for (int i = 0; i < lots.size(); i++) {
            MemberCommand.OpeningLot lot = lots.get(i);
            PointCurrency currency = terms.currency(lot.currency());
            if (currency == null) {
                return new MemberRefusal.NotInTerms("currency", terms.symbols().name(lot.currency()));
            }
            if (lot.amount() <= 0) {
                return Spending.notAboveZero(currency, lot.amount());
            }
            long room = Bounds.room(member, lot.currency(), Account.ISSUED) - sum(lots.subList(0, i), lot.currency());
            if (lot.amount() > room) {
                return Spending.tooMany(currency, lot.amount(), room);
            }
            if (lot.expiresAt() <= member.time) {
                return new MemberRefusal.OutOfRange(
                        "expiresAt", new Fact.Moment(lot.expiresAt()), new Fact.Moment(member.time), null);
            }
        }
        return null;
    }

    private static long sum(List<MemberCommand.OpeningLot> lots, int currency) {
        return lots.stream()
                .filter(lot -> lot.currency() == currency)
                .mapToLong(MemberCommand.OpeningLot::amount)
                .sum();
    }

    static @Nullable MemberRefusal open(Decision decision, Terms terms, MemberCommand.Open open) {
        Member member = decision.member;
        MemberRefusal refusal = check(member, terms, open.lots());
        if (refusal != null) {
            return refusal;
        }
        for (MemberCommand.OpeningStanding standing : open.standings()) {
            Ladder ladder = terms.ladder(standing.ladder());
            if (ladder == null || ladder.tiers().stream().noneMatch(tier -> tier.number() == standing.tier())) {
                return new MemberRefusal.NotInTerms("tier", terms.symbols().name(standing.tier()));
            }
        }
        if (open.fields().size() > 0) {
            decision.emit(new MemberEvent.Described(member.fields.with(open.fields())));
        }
        if (!member.joined()) {
            decision.emit(new Joined(open.joinedAt() == null ? decision.at : open.joinedAt()));
            Yearly.schedule(decision, terms);
        }
        Standings.evaluate(decision, terms);
        for (MemberCommand.OpeningLot lot : open.lots()) {
            PointCurrency currency = terms.currency(lot.currency());
            boolean together = lot.expiresAt() == Lot.NEVER
                    && currency != null
                    && Lives.expiresAt(currency, terms.calendar(), decision.at) == Lot.TOGETHER;
            long expiresAt = together ? Lot.TOGETHER : lot.expiresAt();
            Ledger.open(
                    decision,
                    lot.currency(),
                    Account.ISSUED,
                    new Lot(member.lastLot + 1, Lot.AVAILABLE, expiresAt, lot.earnedAt(), 0, lot.amount()));
        }
        for (MemberCommand.OpeningStanding standing : open.standings()) {
            decision.emit(new Stood(
                    standing.ladder(), standing.tier(), standing.since(), standing.until(), Why.BROUGHT));
        }
        return null;
    }
}
