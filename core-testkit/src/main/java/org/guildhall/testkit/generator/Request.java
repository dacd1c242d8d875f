package org.guildhall.testkit.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the shop sends.
 *
 * @param at when it happened, epoch milliseconds
 * @param sent when it arrives: never before {@code at}; the stream is in this order
 * @param customer the reference by which the shop knows them, null for a stranger
 * @param id unique in the year; the same in a request sent again
 * @param again whether the same was sent before
 */
public record Request(long at, long sent, @Nullable String customer, String id, boolean again, What what) {

    Request againAt(long later) {
        return new Request(at, later, customer, id, true, what);
    }

    /** What is sent. */
    public sealed interface What {}

    /**
     * Someone who was there before the year began.
     *
     * @param joined epoch milliseconds
     * @param birthday epoch day, null where the shop does not know it
     */
    public record Opened(long joined, @Nullable Long birthday, List<Brought> brought) implements What {}

    /** Points from before the year; moments in epoch milliseconds. */
    public record Brought(long points, long earned, long expires) {}

    public record Joined(@Nullable Long birthday) implements What {}

    /**
     * An order; money in minor units.
     *
     * @param number as it stands on the receipt
     * @param channel as the calibration names it
     * @param paidWithPoints the part of it that was
     * @param keys null where it is handed over at once
     */
    public record Ordered(String number, String channel, List<Line> lines, long delivery, long paidWithPoints,
            String payer, @Nullable Keys keys) implements What {
        /** What its lines are worth. */
        public long amount() {
            return Line.amount(lines);
        }
    }

    /** Opaque keys of an order that is delivered. */
    public record Keys(String recipient, String device, String area) {}

    /** The customer was there, by a kind of activity besides orders. */
    public record Visited(String kind) implements What {}

    /** The customer has it; {@code of} is the id of the order, as below. */
    public record HandedOver(String of) implements What {}

    public record Returned(String of, List<Line> lines) implements What {
        /** What its lines are worth, in minor units. */
        public long amount() {
            return Line.amount(lines);
        }
    }

    public record Cancelled(String of) implements What {}

    public record Spent(long points, String of) implements What {}

    /** @param spend the id of the spend */
    public record SpendCancelled(String spend) implements What {}

    /** What the operator reports of a customer. */
    public record Scored(String score, long value) implements What {}

    public record Subscribed(String plan) implements What {}

    /** What is due for a plan is paid. @param amount in minor units */
    public record Paid(String plan, long amount) implements What {}

    /** What is due for a plan could not be paid. */
    public record Failed(String plan) implements What {}

    /** A plan ends with its term. */
    public record CancelledPlan(String plan) implements What {}

    public record Used(String benefit, long amount) implements What {}

    /** A coupon of an offer is claimed. */
    public record ClaimedCoupon(String coupon) implements What {}

    /** An order that is not paid yet holds a coupon. @param of the id of the order */
    public record HeldCoupon(String coupon, String of, Ordered what) implements What {}

    /** The order that holds a coupon is paid. */
    public record UsedCoupon(String of) implements What {}

    /** An order with a coupon is given back. @param amount of what it came to, in minor units, or {@link #ALL} */
    public record RefundedCoupon(String of, long amount) implements What {
        public static final long ALL = Long.MAX_VALUE;
    }
}
