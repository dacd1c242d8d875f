package org.guildhall.core.stock;

import java.util.List;

/**
 * What was taken of the budgets of an offer.
 *
 * @param time of the last entry, epoch milliseconds
 */
public record BudgetView(long version, long time, List<Taken> taken, List<Codes> codes) {
    public BudgetView {
        taken = List.copyOf(taken);
        codes = List.copyOf(codes);
    }

    /** In place of a stretch, under the symbol of a coupon: how many of it slices hold, or gave without having told yet. */
    static final long LEASED = Long.MAX_VALUE;

    /** Budgets that nothing was taken of. */
    public static final BudgetView NEW = new BudgetView(0, 0, List.of(), List.of());

    /**
     * What was taken of a budget in one stretch, and not given back.
     *
     * @param budget its symbol
     * @param period the epoch day on which the stretch begins, 0 for a lifetime
     * @param amount coupons, or minor units
     */
    public record Taken(int budget, long period, long amount) {}

    /** How many of a coupon slices hold, or gave without having told yet. */
    public long leased(int coupon) {
        return taken(coupon, LEASED);
    }

    /** How many codes of a coupon were made, and are used. */
    public record Codes(int coupon, long made, long used) {}

    /**
     * Codes that were made together.
     *
     * @param first their first serial; the others follow it
     */
    public record Batch(int coupon, long first, long count) {}

    /** The codes of a coupon, of which none may have been made. */
    public Codes codes(int coupon) {
        return codes.stream()
                .filter(one -> one.coupon() == coupon)
                .findFirst()
                .orElse(new Codes(coupon, 0, 0));
    }

    public long taken(int budget, long period) {
        return taken.stream()
                .filter(one -> one.budget() == budget && one.period() == period)
                .mapToLong(Taken::amount)
                .sum();
    }
}
