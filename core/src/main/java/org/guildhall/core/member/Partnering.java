package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.member.KeptClaim.State;
import org.guildhall.core.member.MemberEvent.BenefitUsed;
import org.guildhall.core.member.MemberEvent.ClaimChanged;
import org.guildhall.core.member.MemberEvent.ClaimChanged.Why;
import org.guildhall.core.member.MemberEvent.WorthLost;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Memberships with partners once they are claimed: a code is given or the partner is asked, partners tell what came of it, who fails is
 * asked again or another stock is, and at last the claim comes to nothing.
 */
final class Partnering {
    private Partnering() {}

    /** The piece is there, or none is needed. */
    static void given(
            Decision decision, Terms terms, Benefit benefit, Kind.Partner partner, KeptClaim claim, String code) {
        if (partner.account()) {
            decision.emit(new ClaimChanged(Why.REQUESTED, claim.requested(partner.within() == null
                    ? Lot.NEVER
                    : terms.calendar().plus(decision.member.time, partner.within()))));
            return;
        }
        decision.emit(new ClaimChanged(Why.ISSUED, claim.held(code, end(decision, terms, partner), 0, Lot.AVAILABLE)));
        if (!partner.onActivation()) {
            settle(decision, benefit, claim, claim.attempts() == 0);
        }
    }

    /** When what a partner gives from now on ends by itself; what lasts as long as what gives it does not. */
    private static long end(Decision decision, Terms terms, Kind.Partner partner) {
        return partner.lasts() == null ? Lot.NEVER : terms.calendar().plus(decision.member.time, partner.lasts());
    }

    /** What a partner's membership costs counts from here on, for each piece that was given, and what it is worth once. */
    private static void settle(Decision decision, Benefit benefit, KeptClaim claim, boolean first) {
        Member member = decision.member;
        long cost = benefit.costOf(1);
        KeptUse use = new KeptUse(member.grants.lastUse + 1, decision.command.id(), benefit.number(), benefit.unit(), 1,
                first ? benefit.worthOf(1) : 0, cost, 0, 0, member.time, Claiming.subscription(member, claim));
        decision.emit(new BenefitUsed(use, benefit.shares(cost)));
    }

    /** Codes that were given and came to nothing were worth nothing; what they cost is spent. */
    static void worthLost(Decision decision, Benefit benefit, KeptClaim claim) {
        boolean counted = benefit.kind() instanceof Kind.Partner partner && !partner.account()
                && !partner.onActivation() && claim.attempts() > 0;
        if (counted && benefit.worthOf(1) > 0) {
            Member member = decision.member;
            decision.emit(new WorthLost(benefit.number(), benefit.worthOf(1), Claiming.subscription(member, claim)));
        }
    }

    static @Nullable MemberRefusal activated(Decision decision, Terms terms, MemberCommand.ClaimActivated told) {
        KeptClaim claim = decision.member.claims.byId(told.claimId());
        MemberRefusal refusal = notOfPartner(decision, claim, told.claimId());
        if (refusal != null || claim == null) {
            return refusal;
        }
        if (claim.state() == State.ACTIVE || claim.state() == State.AWAITED) {
            return new MemberRefusal.ClaimSettled(claim.id(), claim.state().word());
        }
        Benefit benefit = Claiming.benefit(decision, claim);
        Kind.Partner partner = (Kind.Partner) benefit.kind();
        boolean had = claim.had();
        decision.emit(new ClaimChanged(Why.ACTIVATED,
                claim.active(had ? claim.until() : end(decision, terms, partner))));
        if (partner.onActivation() || !had) {
            settle(decision, benefit, claim, true);
        }
        return null;
    }

    static @Nullable MemberRefusal failed(Decision decision, Terms terms, MemberCommand.ClaimFailed told) {
        KeptClaim claim = decision.member.claims.byId(told.claimId());
        MemberRefusal refusal = notOfPartner(decision, claim, told.claimId());
        if (refusal != null || claim == null) {
            return refusal;
        }
        if (claim.state() != State.REQUESTED && claim.state() != State.HELD) {
            return new MemberRefusal.ClaimSettled(claim.id(), claim.state().word());
        }
        fail(decision, terms, Claiming.benefit(decision, claim), claim);
        return null;
    }

    /** Only partners tell what became of a claim. */
    private static @Nullable MemberRefusal notOfPartner(Decision decision, @Nullable KeptClaim claim, String id) {
        return claim == null || !(Claiming.benefit(decision, claim).kind() instanceof Kind.Partner)
                ? new MemberRefusal.NotFound("claim", id)
                : null;
    }

    /** The partner is asked again after a time, or another stock is, or the claim comes to nothing. */
    private static void fail(Decision decision, Terms terms, Benefit benefit, KeptClaim claim) {
        Kind.Partner partner = (Kind.Partner) benefit.kind();
        int tried = claim.attempts() - 1;
        if (claim.state() == State.REQUESTED && tried < partner.retries().size()) {
            long again = terms.calendar().plus(decision.member.time, partner.retries().get(tried));
            if (again < claim.until()) {
                decision.emit(new ClaimChanged(Why.UNANSWERED, claim.failed(again)));
                return;
            }
        }
        Claiming.giveBackPiece(decision, claim);
        substitute(decision, terms, benefit, claim);
    }

    /** The next stock is asked, or the claim comes to nothing. */
    static void substitute(Decision decision, Terms terms, Benefit benefit, KeptClaim claim) {
        List<Integer> stocks = new ArrayList<>();
        boolean account = false;
        if (claim.stock() != 0 && benefit.kind() instanceof Kind.Partner partner) {
            stocks.add(partner.stock());
            stocks.addAll(partner.substitutes());
            account = partner.account();
        }
        int next = stocks.indexOf(claim.stock()) + 1;
        if (next == 0 || next >= stocks.size()) {
            Claiming.undo(decision, terms, benefit, claim, Why.FAILED);
            return;
        }
        // Who stands in is asked as often as the first was; codes that were given stay counted.
        KeptClaim again = claim.awaited(stocks.get(next), account ? 0 : claim.attempts());
        decision.emit(new ClaimChanged(Why.SUBSTITUTED, again));
        Claiming.askStock(decision, again);
    }
}
