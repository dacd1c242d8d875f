package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/** What can be asked of a member. Amounts of points are in the currency's scale, money in minor units. */
public sealed interface MemberCommand extends Command.Body {

    /** A guest becomes a member. */
    record Join(Fields fields) implements MemberCommand {}

    /** Sets declared fields of the member. */
    record Describe(Fields fields) implements MemberCommand {}

    /** Something happened; its id is the command's. A return or a fulfilment is an activity too. */
    record Record(Activity activity) implements MemberCommand {}

    /**
     * Takes back an activity, in whole or in part.
     *
     * @param activityId the id it was recorded with
     */
    record Reverse(String activityId, Part part) implements MemberCommand {}

    /** How much of an activity is taken back; never beyond what is left of it. */
    sealed interface Part {
        record Whole() implements Part {}

        /** Pieces of one line each, lines counted from 0. */
        record Lines(List<LinePart> lines) implements Part {}

        /** A part of the amount, in minor units. */
        record Value(long amount) implements Part {}
    }

    record LinePart(int line, long quantity) {}

    /** An operator gives (above 0) or takes (below 0) points, with a reason. */
    record Adjust(int currency, long amount, String reason) implements MemberCommand {}

    /** Points are spent; the id names the spend. */
    record Spend(int currency, long amount, String purpose) implements MemberCommand {}

    /** The points of a spend go back into their lots. */
    record CancelSpend(String spendId) implements MemberCommand {}

    /** Points go to another member; ends wholly done or wholly undone. */
    record Transfer(EntityName to, int currency, long amount) implements MemberCommand {}

    /** This member takes in another, whose key becomes an alias of it; ends whole or is undone whole. */
    record Merge(EntityName from) implements MemberCommand {}

    /** A message: points that another member sent; {@code transfer} is the sender's number of it. */
    record Receive(EntityName from, long transfer, List<OpeningLot> lots) implements MemberCommand {}

    /** A message: what became of points that this member sent; the reason is empty where they arrived. */
    record Received(long transfer, String refusal) implements MemberCommand {}

    /** A message: this member is to be taken in by another. */
    record Yield(EntityName to) implements MemberCommand {}

    /** A message: everything that a member who yielded had; its points and standings stand apart. */
    record Absorb(EntityName from, byte[] contents, byte[] points) implements MemberCommand {}

    /** A message: the other member does not yield. */
    record NotYielded(EntityName from, String refusal) implements MemberCommand {}

    /** A tier for a term, whatever was earned; {@code until} in epoch milliseconds. */
    record GrantStanding(int ladder, int tier, long until, String reason) implements MemberCommand {}

    /** A reported score. */
    record Score(int score, long value) implements MemberCommand {}

    /** Nothing but what is due happens until it is lifted. */
    record Freeze(String reason) implements MemberCommand {}

    record Unfreeze(String reason) implements MemberCommand {}

    /** The member leaves: points are forfeited, standing ends. */
    record Leave(String reason) implements MemberCommand {}

    /** What a member brings from another system: dated lots, standings, and when they joined. */
    record Open(@Nullable Long joinedAt, Fields fields, List<OpeningLot> lots, List<OpeningStanding> standings)
            implements
                MemberCommand {}

    /** A lot as the former system had it; {@code expiresAt} is {@link Long#MAX_VALUE} for never. */
    record OpeningLot(int currency, long amount, long earnedAt, long expiresAt) {}

    record OpeningStanding(int ladder, int tier, long since, long until) {}

    /**
     * A plan is bought; the member agrees to its price as it is now.
     *
     * @param renews whether they agree that it renews by itself; unsaid is no where the country asks for consent
     */
    record Subscribe(int plan, Renews renews) implements MemberCommand {
        public Subscribe(int plan) {
            this(plan, Renews.UNSAID);
        }
    }

    /** Whether a member agrees that terms follow each other by themselves. */
    enum Renews {
        UNSAID,
        YES,
        NO
    }

    /** A plan ends with its term, or at once. */
    record CancelPlan(int plan, boolean atOnce) implements MemberCommand {}

    /** A plan that was cancelled, and has not ended, goes on. */
    record KeepPlan(int plan) implements MemberCommand {}

    /** @param until when it goes on by itself; {@link Long#MAX_VALUE} for as late as the plan allows */
    record PausePlan(int plan, long until) implements MemberCommand {}

    record ResumePlan(int plan) implements MemberCommand {}

    record ChangePlan(int plan, int to) implements MemberCommand {}

    /** The member agrees to a price, in minor units, for the terms to come. */
    record AgreeToPrice(int plan, long price) implements MemberCommand {}

    /** A payment or a refund arrived; payment 0 is the one that is awaited for the plan. */
    record PaymentSettled(int plan, long payment, long amount) implements MemberCommand {}

    /** A payment was tried in vain. */
    record PaymentFailed(int plan, long payment, String reason) implements MemberCommand {}

    /** The payer's bank took back a payment that was settled. */
    record PaymentReversed(long payment, String reason) implements MemberCommand {}

    /**
     * A benefit is used; the id names the use.
     *
     * @param amount in minor units, uses or minutes
     * @param order what it is used for
     */
    record Use(int benefit, long amount, Order order) implements MemberCommand {
        public Use(int benefit, long amount) {
            this(benefit, amount, Order.NONE);
        }
    }

    /**
     * What a benefit is used for.
     *
     * @param of the id of the order that a claim is about, empty for none
     * @param product which of its products, empty for none in particular
     * @param amount what the order comes to, in minor units; {@link #NO_AMOUNT} where that was not said
     */
    record Order(String of, String product, long amount) {
        public static final long NO_AMOUNT = -1;
        public static final Order NONE = new Order("", "", NO_AMOUNT);
    }

    /** Of a choice of a plan this benefit is had in the term that runs. */
    record Choose(int plan, int benefit) implements MemberCommand {}

    /** What was used of a benefit is given back to its period. */
    record CancelUse(String useId) implements MemberCommand {}

    /**
     * A benefit for a term, whatever the member's plans and tiers are.
     *
     * @param value of an attribute, 0 for what is none
     * @param until epoch milliseconds
     */
    record GrantBenefit(int benefit, int value, long until, String reason) implements MemberCommand {}

    /** What was granted of a benefit by hand ends. */
    record RevokeBenefit(int benefit, String reason) implements MemberCommand {}

    /**
     * A benefit is asked for that is had only then; the id names the claim.
     *
     * @param account that the member has with a partner, empty for none
     */
    record Claim(int benefit, String account) implements MemberCommand {}

    /** A claim is given back of which nothing was used. */
    record CancelClaim(String claimId) implements MemberCommand {}

    /** The partner told that a claim is active. */
    record ClaimActivated(String claimId) implements MemberCommand {}

    /** The partner could not give what was claimed. */
    record ClaimFailed(String claimId, String reason) implements MemberCommand {}

    /**
     * A message: what a stock gave for a claim.
     *
     * @param claim the member's number of it
     * @param code empty for a piece that is only counted
     * @param refusal why it gave nothing, empty for a piece
     */
    record Issued(long claim, String code, String refusal) implements MemberCommand {
        /** Codes are worth money to whoever reads them. */
        @Override
        public String toString() {
            return "Issued[" + claim + ", " + refusal + "]";
        }
    }

    /**
     * The member stays with a plan for what it offers to who thinks of leaving.
     *
     * @param offer its symbol
     */
    record TakeOffer(int plan, int offer) implements MemberCommand {}

    /**
     * A plan brought in so much in a month besides its fee, such as from advertising; in place of what was reported of it before.
     *
     * @param month counted from January of year 0
     * @param amount in minor units
     */
    record ReportIncome(int plan, int month, long amount) implements MemberCommand {}

    /** The term that follows the running one is bought now, at the price and by the terms of now. */
    record ProlongPlan(int plan) implements MemberCommand {}

    /** A term of a plan for somebody else, who may be a guest: the price is what it costs the giver. */
    record Give(int plan, EntityName to) implements MemberCommand {}

    /** A gift is taken back before it is paid; named by the number of its payment. */
    record CancelGift(long payment) implements MemberCommand {}

    /**
     * A message: a gift, which is paid.
     *
     * @param payment the giver's number of it
     * @param pinned since when the terms hold that it is under
     * @param price what it cost, in minor units
     */
    record Gifted(EntityName from, long payment, int plan, long pinned, long price) implements MemberCommand {}

    /** A message: what became of a gift of this member; the refusal is empty where the receiver has it. */
    record GiftAnswered(long payment, String refusal) implements MemberCommand {}

    /** A message: the payment of a gift was taken back; {@code giver} and {@code payment} name it as it was sent. */
    record GiftTakenBack(long giver, long payment) implements MemberCommand {}

    /** A seat of a plan is offered to another member. */
    record OfferSeat(int plan, EntityName to) implements MemberCommand {}

    /** The owner takes a seat back, or the offer of one, by its number. */
    record RemoveSeat(long seat) implements MemberCommand {}

    /** The seat of a plan that was offered is taken. */
    record AcceptSeat(int plan) implements MemberCommand {}

    /** The seat of a plan is given up, or the offer of one declined. */
    record GiveUpSeat(int plan) implements MemberCommand {}

    /** A message: a seat is offered to this member; {@code until} is when the offer is over. */
    record SeatOffered(SeatName seat, EntityName owner, long until, Leading of) implements MemberCommand {}

    /** A message: the seat that this member offered can't be had by the other. */
    record SeatRefused(SeatName seat, String reason) implements MemberCommand {}

    /** A message: who has a seat of this member's; {@code taken} where it was accepted. */
    record SeatHeld(SeatName seat, EntityName holder, boolean taken) implements MemberCommand {}

    /** A message: a seat of this member's is free again. */
    record SeatGivenUp(SeatName seat) implements MemberCommand {}

    /**
     * A message: how the subscription is that leads this member's seat.
     *
     * @param owner whose it is now
     * @param taken whether the owner counts the seat as taken, or only as offered
     * @param until when the offer is over
     */
    record SeatFollows(SeatName seat, EntityName owner, boolean taken, long until, Leading of)
            implements
                MemberCommand {}

    /** A message: this member's seat ended, or the offer of one. */
    record SeatEnded(SeatName seat) implements MemberCommand {}

    /**
     * Terms were published, or withdrawn: what the member was told of a renewal before is told again where it is otherwise now.
     *
     * @param from the moment they hold from, or would have held from, epoch milliseconds
     */
    record TellAgain(long from, boolean withdrawn) implements MemberCommand {}

    /**
     * A coupon of an offer is asked for.
     *
     * @param coupon the symbol of its template
     */
    record ClaimCoupon(int coupon) implements MemberCommand {}

    /**
     * A coupon is asked for by the code that is the same for all.
     *
     * @param code one that some offer has or had, as {@link org.guildhall.core.terms.CodeText#plain} has it
     */
    record ClaimByCode(String code) implements MemberCommand {}

    /**
     * A coupon is asked for by a genuine code of its own.
     *
     * @param serial of the code
     */
    record ClaimByUniqueCode(int coupon, long serial) implements MemberCommand {}

    /** A coupon is asked for by a text that is no code. It is not kept: it may be almost one. */
    record ClaimByWrongCode(boolean mistyped) implements MemberCommand {}

    /** Coupons are given to the member, whoever the offer is for. */
    record GrantCoupon(int coupon, long times, String reason) implements MemberCommand {}

    /** A message: what a claim of coupons came to; the refusal is empty where they are given. */
    record CouponsAnswered(long claim, String refusal) implements MemberCommand {}

    /**
     * An order that is not paid yet holds coupons.
     *
     * @param order its id
     * @param what is ordered, which is not recorded by this
     * @param coupons by their numbers, or below 0 the symbol of a template, of which the one that ends first is meant; each takes
     *     off what the ones before left
     * @param holdMillis for how long
     */
    record ReserveCoupons(String order, Activity what, List<Long> coupons, long holdMillis) implements MemberCommand {
        public ReserveCoupons {
            coupons = List.copyOf(coupons);
        }
    }

    /** The order is paid. */
    record RedeemCoupons(String order) implements MemberCommand {}

    /** The order is given up before it is paid. */
    record ReleaseCoupons(String order) implements MemberCommand {}

    /**
     * The order is given back.
     *
     * @param amount how much of what it came to, in minor units before anything was taken off; {@link #WHOLE} for all of it
     */
    record RefundCoupons(String order, long amount) implements MemberCommand {
        public static final long WHOLE = Long.MAX_VALUE;
    }

    /** A coupon that is not used ends, by its number. */
    record RevokeCoupon(long coupon, String reason) implements MemberCommand {}

    /** A coupon can be used for longer; {@code until} in epoch milliseconds. */
    record ExtendCoupon(long coupon, long until, String reason) implements MemberCommand {}

    /** A coupon that is not used goes to another member, by its number. */
    record HandOnCoupon(long coupon, EntityName to) implements MemberCommand {}

    /**
     * A message: a coupon that another member hands on.
     *
     * @param number the sender's of it
     * @param takenAt when it was taken of its offer's budgets
     * @param handed how often it was handed on, this time included
     * @param taken what it was counted for in money budgets, in minor units
     */
    record ReceiveCoupon(
            EntityName sender, long number, int coupon, int version, long takenAt, long from, long until, int handed,
            long taken)
            implements
                MemberCommand {}

    /** A message: what became of a coupon that this member hands on; the refusal is empty where the other has it. */
    record CouponReceived(long coupon, String refusal) implements MemberCommand {}

    /** Brings what is due up to the command's {@code at}; a timer. */
    record Advance() implements MemberCommand {}
}
