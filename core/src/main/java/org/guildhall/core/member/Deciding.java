package org.guildhall.core.member;

import org.guildhall.core.entity.Origin;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Decides one command, once the member stands at the command's time. Which refusal wins: the member's status, then the
 * terms, then what the command itself looks at, in the order of {@link MemberRefusal}.
 */
final class Deciding {
    private Deciding() {}

    /** Emits what follows, or returns why not and emits nothing. */
    static @Nullable MemberRefusal decide(Decision decision, MemberCommand body) {
        if (body instanceof MemberCommand.Advance) {
            return null;
        }
        MemberRefusal status = status(decision.member, body);
        if (decision.command.origin() != Origin.MESSAGE && status != null) {
            return status;
        }
        Terms terms = decision.terms(decision.at);
        if (terms == null) {
            return new MemberRefusal.NoTerms(decision.at);
        }
        MemberRefusal refusal;
        try {
            refusal = decide(decision, terms, body);
        } catch (Subscribing.PlanFailed failed) {
            return failed.refusal();
        }
        if (refusal == null && takesPart(decision.member.status)) {
            Standings.evaluate(decision, decision.terms(decision.member.time));
        }
        return refusal;
    }

    /** Whether standings and bonuses go on. */
    static boolean takesPart(MemberEvent.Status status) {
        return status == MemberEvent.Status.ACTIVE || status == MemberEvent.Status.FROZEN;
    }

    private static @Nullable MemberRefusal decide(Decision decision, Terms terms, MemberCommand body) {
        if (decision.member.status == MemberEvent.Status.MERGED && isOfSeats(body)) {
            return told(() -> Seated.passOn(decision, body));
        }
        return switch (body) {
            case MemberCommand.Join join -> Joining.decide(decision, terms, join);
            case MemberCommand.Describe describe -> Joining.describe(decision, terms, describe);
            case MemberCommand.Record record -> Recording.decide(decision, terms, record.activity());
            case MemberCommand.Reverse reverse -> Reversing.decide(decision, reverse);
            case MemberCommand.Adjust adjust -> Spending.adjust(decision, terms, adjust);
            case MemberCommand.Spend spend -> Spending.spend(decision, terms, spend);
            case MemberCommand.CancelSpend cancel -> Spending.cancel(decision, terms, cancel);
            case MemberCommand.GrantStanding grant -> Lifecycle.grant(decision, terms, grant);
            case MemberCommand.Score score -> Lifecycle.score(decision, terms, score);
            case MemberCommand.Freeze freeze -> Lifecycle.freeze(decision, freeze);
            case MemberCommand.Unfreeze unfreeze -> Lifecycle.unfreeze(decision, unfreeze);
            case MemberCommand.Leave leave -> Lifecycle.leave(decision, leave);
            case MemberCommand.Open open -> Lifecycle.open(decision, terms, open);
            case MemberCommand.Transfer transfer -> Transferring.decide(decision, terms, transfer);
            case MemberCommand.Merge merge -> Merging.decide(decision, merge);
            case MemberCommand.Receive receive -> Transferring.receive(decision, terms, receive);
            case MemberCommand.Received received -> Transferring.received(decision, terms, received);
            case MemberCommand.Yield yield -> Merging.yieldTo(decision, yield);
            case MemberCommand.Absorb absorb -> Merging.absorb(decision, terms, absorb);
            case MemberCommand.NotYielded refused -> Merging.notYielded(decision, refused);
            case MemberCommand.Subscribe asked -> Subscribing.subscribe(decision, terms, asked);
            case MemberCommand.CancelPlan asked -> Subscribing.cancel(decision, terms, asked);
            case MemberCommand.KeepPlan asked -> Subscribing.keep(decision, terms, asked);
            case MemberCommand.PausePlan asked -> Subscribing.pause(decision, terms, asked);
            case MemberCommand.ResumePlan asked -> Subscribing.resume(decision, terms, asked);
            case MemberCommand.ChangePlan asked -> Subscribing.change(decision, terms, asked);
            case MemberCommand.AgreeToPrice asked -> Subscribing.agree(decision, terms, asked);
            case MemberCommand.PaymentSettled told -> Paying.settled(decision, terms, told);
            case MemberCommand.PaymentFailed told -> Paying.failed(decision, terms, told);
            case MemberCommand.PaymentReversed told -> Paying.reversed(decision, told);
            case MemberCommand.ProlongPlan asked -> Prolonging.prolong(decision, terms, asked);
            case MemberCommand.Give asked -> Giving.give(decision, terms, asked);
            case MemberCommand.CancelGift asked -> Giving.cancel(decision, asked);
            case MemberCommand.Gifted gift -> Giving.receive(decision, terms, gift);
            case MemberCommand.GiftAnswered answer -> Giving.answered(decision, answer);
            case MemberCommand.GiftTakenBack told -> Giving.takenBack(decision, told);
            case MemberCommand.Use use -> Using.use(decision, terms, use);
            case MemberCommand.Choose asked -> Choosing.choose(decision, terms, asked);
            case MemberCommand.CancelUse cancel -> Using.cancel(decision, cancel);
            case MemberCommand.GrantBenefit grant -> Using.grant(decision, terms, grant);
            case MemberCommand.RevokeBenefit revoke -> Using.revoke(decision, terms, revoke);
            case MemberCommand.Claim claim -> Claiming.claim(decision, terms, claim);
            case MemberCommand.CancelClaim cancel -> Claiming.cancel(decision, terms, cancel);
            case MemberCommand.ClaimActivated told -> Partnering.activated(decision, terms, told);
            case MemberCommand.ClaimFailed told -> Partnering.failed(decision, terms, told);
            case MemberCommand.Issued issued -> Claiming.issued(decision, terms, issued);
            case MemberCommand.ClaimCoupon asked -> Couponing.claim(decision, terms, asked);
            case MemberCommand.ClaimByCode asked -> Couponing.claim(decision, terms, asked);
            case MemberCommand.ClaimByUniqueCode asked -> Couponing.claim(decision, terms, asked);
            case MemberCommand.ClaimByWrongCode asked -> Couponing.claim(decision, asked);
            case MemberCommand.GrantCoupon asked -> Couponing.grant(decision, terms, asked);
            case MemberCommand.CouponsAnswered answer -> Couponing.answered(decision, terms, answer);
            case MemberCommand.ReserveCoupons asked -> Redeeming.reserve(decision, terms, asked);
            case MemberCommand.RedeemCoupons asked -> Redeeming.redeem(decision, terms, asked);
            case MemberCommand.ReleaseCoupons asked -> Redeeming.release(decision, asked);
            case MemberCommand.RefundCoupons asked -> Redeeming.refund(decision, asked);
            case MemberCommand.HandOnCoupon asked -> Couponing.handOn(decision, asked);
            case MemberCommand.ReceiveCoupon coming -> Couponing.receive(decision, terms, coming);
            case MemberCommand.CouponReceived answer -> Couponing.received(decision, answer);
            case MemberCommand.RevokeCoupon asked -> Couponing.revoke(decision, asked);
            case MemberCommand.ExtendCoupon asked -> Couponing.extend(decision, asked);
            case MemberCommand.TakeOffer asked -> Staying.take(decision, terms, asked);
            case MemberCommand.ReportIncome told -> Reporting.income(decision, terms, told);
            case MemberCommand.OfferSeat asked -> Seating.offer(decision, terms, asked);
            case MemberCommand.RemoveSeat asked -> Seating.remove(decision, asked);
            case MemberCommand.AcceptSeat asked -> Seated.accept(decision, terms, asked);
            case MemberCommand.GiveUpSeat asked -> Seated.giveUp(decision, terms, asked);
            case MemberCommand.SeatOffered offer -> Seated.offered(decision, terms, offer);
            case MemberCommand.SeatRefused told -> told(() -> Seating.refused(decision, told));
            case MemberCommand.SeatHeld told -> told(() -> Seating.held(decision, told));
            case MemberCommand.SeatGivenUp told -> told(() -> Seating.givenUp(decision, told));
            case MemberCommand.SeatFollows told -> told(() -> Seated.follows(decision, terms, told));
            case MemberCommand.SeatEnded told -> told(() -> Seated.ended(decision, told));
            case MemberCommand.TellAgain told -> tellAgain(decision, told);
            case MemberCommand.Advance advance -> null;
        };
    }

    /** What is told is taken, whatever comes of it. */
    private static @Nullable MemberRefusal told(Runnable taken) {
        taken.run();
        return null;
    }

    private static boolean isOfSeats(MemberCommand body) {
        return body instanceof MemberCommand.SeatOffered
                || body instanceof MemberCommand.SeatRefused
                || body instanceof MemberCommand.SeatHeld
                || body instanceof MemberCommand.SeatGivenUp
                || body instanceof MemberCommand.SeatFollows
                || body instanceof MemberCommand.SeatEnded;
    }

    private static @Nullable MemberRefusal tellAgain(Decision decision, MemberCommand.TellAgain asked) {
        if (!decision.catalogue.knows(asked.from(), asked.withdrawn())) {
            return new MemberRefusal.NoTerms(asked.from());
        }
        TermsOfPlan.tellAgain(decision, asked);
        return null;
    }

    /** What the member's status refuses; messages ask for it themselves, since they must be answered. */
    static @Nullable MemberRefusal status(Member member, MemberCommand body) {
        return switch (member.status) {
            case ACTIVE -> null;
            case MERGED -> new MemberRefusal.Merged(member.statusReason);
            case LEFT -> isTold(body) ? null : new MemberRefusal.HasLeft(member.statusSince);
            case FROZEN ->
                    isTold(body) || body instanceof MemberCommand.Unfreeze || body instanceof MemberCommand.Leave
                            || body instanceof MemberCommand.CancelPlan
                            || body instanceof MemberCommand.GiveUpSeat
                                    ? null
                                    : new MemberRefusal.Frozen(member.statusSince, member.statusReason);
        };
    }

    /** What came of something elsewhere is taken in any case: money did move, a partner did give. */
    private static boolean isTold(MemberCommand body) {
        return body instanceof MemberCommand.PaymentSettled
                || body instanceof MemberCommand.PaymentFailed
                || body instanceof MemberCommand.PaymentReversed
                || body instanceof MemberCommand.ClaimActivated
                || body instanceof MemberCommand.ClaimFailed
                || body instanceof MemberCommand.ReportIncome
                || body instanceof MemberCommand.TellAgain;
    }
}
