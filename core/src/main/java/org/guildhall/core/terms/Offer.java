package org.guildhall.core.terms;

import java.util.List;
import org.guildhall.core.expression.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One version of an offer: coupons for a while, to an audience, within budgets. Immutable, safe for many threads.
 *
 * @param number its symbol, the same in all versions
 * @param version from 1
 * @param from when coupons can be had from, epoch milliseconds
 * @param until when they can no longer be had, epoch milliseconds
 * @param audience to whom; looked at when one is claimed or granted
 * @param line where the audience stands in the file, for messages
 * @param budgets what it may give at the most; all hold
 * @param slice how many of a coupon a shard is leased at a time; 1 for none, and the owner of the budgets decides each claim
 * @param text the file's full text, as published
 */
public record Offer(
        int number,
        String programme,
        String name,
        int version,
        Texts names,
        long from,
        long until,
        Condition audience,
        int line,
        List<Coupon> coupons,
        List<Budget> budgets,
        int slice,
        String text) {
    public Offer {
        coupons = List.copyOf(coupons);
        budgets = List.copyOf(budgets);
    }

    public @Nullable Coupon coupon(int coupon) {
        for (Coupon one : coupons) {
            if (one.number() == coupon) {
                return one;
            }
        }
        return null;
    }

    /** Whether claims are decided by slices of the budgets. */
    public boolean sliced() {
        return slice > 1;
    }

    /** Whether something limits what it gives of a coupon. */
    public boolean limits(Coupon coupon) {
        for (Budget budget : budgets) {
            if (budget.concerns(coupon)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The most that an offer may give.
     *
     * @param number the symbol under which it is counted; stays while what it is of does, whatever the amount
     * @param name as people call it: {@code sale-500 coupons per lifetime}
     * @param of coupons, or the money that they may cost at the most
     * @param amount how many, or how much in minor units
     * @param coupon the one that it is for, 0 for all of the offer
     * @param payer whose share of the money it is, 0 for all of it
     */
    public record Budget(int number, String name, Of of, long amount, int coupon, int payer, Limit.Per per) {
        public boolean concerns(Coupon one) {
            return (coupon == 0 || coupon == one.number()) && (payer == 0 || one.pays(payer));
        }

        /** What some coupons take of it, each of which costs so much at the most. */
        public long takes(Coupon one, long many, long cost) {
            if (of == Of.COUPONS) {
                return many;
            }
            long each = payer == 0
                    ? cost
                    : one.shares(cost)
                            .stream()
                            .filter(share -> share.payer() == payer)
                            .mapToLong(Benefit.Share::amount)
                            .sum();
            return Math.multiplyExact(many, each);
        }
    }

    /** What a budget counts; the order is stored. */
    public enum Of {
        COUPONS,
        MONEY
    }
}
