package org.guildhall.core.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member is told of a plan before they renew, change or leave it: what they used, and what would come of each choice if they
 * made it at this moment. Every figure is what the engine itself would do, done on a copy. Money in minor units, moments in epoch
 * milliseconds; {@link Long#MAX_VALUE} means never.
 *
 * @param seat whether it is a seat of another's plan
 * @param offered when the offer of the seat is over, never for one that is had
 * @param renews whether it goes on after the term, as far as it is known
 * @param from when the running term began
 * @param until when it ends
 * @param fee what was paid for it and not given back
 * @param used the benefits of the plan that were used in it, by the order of the terms
 * @param worth what that was worth
 * @param renewal what follows the term, null for nothing
 * @param changes the plans that it can be changed to now
 * @param leaving what comes of leaving
 * @param offers what is offered instead, to this member and at this moment
 */
public record OutlookView(
        String plan,
        String status,
        boolean seat,
        long offered,
        boolean renews,
        long from,
        long until,
        long fee,
        List<Used> used,
        long worth,
        @Nullable Renewal renewal,
        List<Change> changes,
        Leaving leaving,
        List<Offer> offers) {

    /**
     * @param benefit or a coupon that came with the term
     * @param unit uses, money or minutes; coupons
     * @param amount in that unit
     */
    public record Used(String benefit, String unit, long amount, long worth) {}

    /**
     * The term to come, where what is awaited is paid and nothing else happens.
     *
     * @param plan what it is of
     * @param price of that term
     * @param due what is asked for: less than the price where something is let off
     * @param consent whether the plan ends instead unless the member agrees to the price
     */
    public record Renewal(long at, String plan, long price, long due, boolean consent) {}

    /**
     * A change to another plan.
     *
     * @param atOnce whether it takes effect now, or when the term ends
     * @param price of a term of that plan
     * @param due what is asked for now
     * @param back what is given back now
     */
    public record Change(String plan, boolean atOnce, long at, long price, long due, long back) {}

    /**
     * A plan is left in one step: at the term's end, or at once.
     *
     * @param asked this moment
     * @param at when it ends if it is cancelled now
     * @param back what is given back if it ends at once; nothing is for one that ends with its term
     * @param resumes the end of the pause that ends with it, never outside of one
     * @param ends what is had only by the plan
     * @param stays what is had without it too
     * @param points what stays of points
     */
    public record Leaving(
            long asked, long at, long back, long resumes, List<String> ends, List<Stays> stays, List<Points> points) {}

    /**
     * A benefit that something else gives too.
     *
     * @param by tier, grant or another plan
     * @param name of the tier or plan, empty for a grant
     * @param value of an attribute that is left, null for what is none
     * @param until until when, unless that is renewed
     */
    public record Stays(String benefit, String by, String name, @Nullable String value, long until) {}

    /** @param scale digits after the point */
    public record Points(String currency, int scale, long amount) {}

    /**
     * @param kind credit, pause or change
     * @param credit what is let off, 0 for what is none
     * @param until when the pause would end, or the plan turn into the other; never for a credit
     * @param to the other plan, null for what is none
     */
    public record Offer(String name, String kind, long credit, long until, @Nullable String to) {}
}
