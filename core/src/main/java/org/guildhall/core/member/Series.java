package org.guildhall.core.member;

import java.util.Locale;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Symbols;

/**
 * The numbers of the programme's totals: the symbol of what is counted, times 16, and what of it. Whole programmes have
 * numbers below 16, since no symbol is 0. Both orders below are stored.
 */
final class Series {
    static final int MEMBERS = 1;
    static final int GUESTS = 2;
    static final int LEFT = 3;
    static final int MERGED = 4;
    /** Members who have a plan, however many they have. */
    static final int SUBSCRIBERS = 5;

    /** Beside the accounts of a currency, whose ordinals lie below. */
    private static final int TIER = 15;

    private Series() {}

    /** What is counted of a plan: how many have it in which state now, and what came of it so far. */
    enum OfPlan {
        TRIAL,
        PAID,
        /** Its renewal is not paid yet. */
        UNPAID,
        PAUSED,
        /** Trials that turned into a plan that was paid. */
        TRIALS_CONVERTED,
        TRIALS_ENDED,
        /** First terms that were followed by another that was paid. */
        FIRST_RENEWED,
        FIRST_ENDED,
        /** Later terms that were. */
        LATER_RENEWED,
        LATER_ENDED,
        /** What was paid for it and not given back, in minor units. */
        FEES,
        /** Terms that were paid, by whomever. */
        TERMS,
        /** What it brought in besides its fee, in minor units. */
        INCOME,
        /** Of these the ones that began as a gift, which is no sale, conversion or renewal. */
        GIFTS,
        /** Those who have a seat of it, which another member's leads. */
        SEATS;

        private static final OfPlan[] ALL = values();
    }

    /** What is counted of a benefit: how much of it was used, and what that was worth and cost, in minor units. */
    enum OfBenefit {
        USED,
        WORTH,
        COST;

        private static final OfBenefit[] ALL = values();
    }

    /** What is counted of a template of coupons: how many stand how, and what those that were used cost, in minor units. */
    enum OfCoupon {
        LIVE,
        RESERVED,
        GRANTED,
        /** Less those that came back with a refund. */
        REDEEMED,
        EXPIRED,
        REVOKED,
        COST,
        /** Of those that were granted, what members claimed, by name or by a code. */
        CLAIMED;

        private static final OfCoupon[] ALL = values();
    }

    /** Beside the figures of a coupon: what each of its payers bore, by their place among them. */
    private static final int FIRST_PAYER = 9;

    /** What is counted of a kind of activity: how often it happened and what it came to, in minor units. */
    enum OfKind {
        COUNT,
        AMOUNT,
        /** By members, as they were then. */
        MEMBERS_COUNT,
        MEMBERS_AMOUNT,
        /** By those who had a plan then. */
        SUBSCRIBERS_COUNT,
        SUBSCRIBERS_AMOUNT;

        private static final OfKind[] ALL = values();
    }

    static int of(int plan, OfPlan what) {
        return plan << 4 | what.ordinal();
    }

    static int of(int benefit, OfBenefit what) {
        return benefit << 4 | what.ordinal();
    }

    static int of(int kind, OfKind what) {
        return kind << 4 | what.ordinal();
    }

    static int of(int coupon, OfCoupon what) {
        return coupon << 4 | what.ordinal();
    }

    /** What of a coupon's cost a payer bore. @param payer their place among the coupon's payers, from 0 */
    static int ofCouponsPayer(int coupon, int payer) {
        if (payer >= Coupon.MOST_PAYERS) {
            throw new ImpossibleEventException(
                    "expected at most " + Coupon.MOST_PAYERS + " payers of coupon " + coupon + ", but found more");
        }
        return coupon << 4 | FIRST_PAYER + payer;
    }

    static int of(int currency, Account account) {
        return currency << 4 | account.ordinal();
    }

    static int ofTier(int tier) {
        return tier << 4 | TIER;
    }

    /** The cost that a payer bore. */
    static int ofPayer(int payer) {
        return payer << 4;
    }

    static String name(int number, Symbols symbols, Offers offers) {
        return switch (number) {
            case MEMBERS -> "members";
            case GUESTS -> "guests";
            case LEFT -> "left";
            case MERGED -> "merged";
            case SUBSCRIBERS -> "subscribers";
            default -> name(number >>> 4, number & 15, symbols, offers);
        };
    }

    private static String name(int symbol, int what, Symbols symbols, Offers offers) {
        String name = symbols.name(symbol);
        if (what == TIER) {
            return "tier." + name;
        }
        return switch (symbols.space(symbol)) {
            case "plan" -> "plan." + name + "." + word(OfPlan.ALL[what]);
            case "benefit" -> "benefit." + name + "." + word(OfBenefit.ALL[what]);
            case "stock" -> StockMachine.seriesName(symbol << 4 | what, symbols);
            case "coupon" -> "coupon." + name + "."
                    + (what < FIRST_PAYER ? word(OfCoupon.ALL[what]) : "cost." + payer(symbol, what, offers));
            case "budget" -> BudgetMachine.seriesName(symbol << 4 | what, symbols);
            case "payer" -> "payer." + name + ".cost";
            case "kind", "part" -> "activity." + name + "." + word(OfKind.ALL[what]);
            case null, default -> name + "." + Account.of(what).word();
        };
    }

    private static String payer(int coupon, int what, Offers offers) {
        Offers.Published offer = offers.ofCoupon(coupon);
        Coupon template = offer == null ? null : offer.latest().coupon(coupon);
        int payer = what - FIRST_PAYER;
        return template == null || payer >= template.payers().size()
                ? "#" + payer
                : template.payers().get(payer).name();
    }

    private static String word(Enum<?> what) {
        return what.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
