package org.guildhall.server.shown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a budget of an offer is of, by its name: {@code sale-500 coupons per lifetime}, or in the journal {@code
 * sale/sale-500/coupons per lifetime}.
 *
 * @param owner the offer, or the coupon that alone it is for
 * @param ofCoupon whether that is a coupon; of one that the name does not tell apart from an offer, whether it may be
 * @param payer whose part of the money it is; null for all of it, and where coupons are counted
 * @param period {@code day}, {@code month}, {@code lifetime}
 */
record BudgetName(String owner, boolean ofCoupon, boolean money, @Nullable String payer, String period) {
    private static final String PER = "(?: of ([^ ]+))? per (?:calendar )?([a-z-]+)";
    private static final Pattern CALLED = Pattern.compile("([^ /]+) (coupons|money)" + PER);
    private static final Pattern JOURNALED =
            Pattern.compile("([^ /]+)/([^ /]+)/(coupons|money)(?:/([^ ]+))? per (?:calendar )?([a-z-]+)");
    private static final String ALL = "all";

    /** Null for a name that is no budget's. */
    static @Nullable BudgetName of(String name) {
        Matcher called = CALLED.matcher(name);
        if (called.matches()) {
            boolean money = called.group(2).equals("money");
            return new BudgetName(called.group(1), !money, money, called.group(3), called.group(4));
        }
        Matcher journaled = JOURNALED.matcher(name);
        if (!journaled.matches()) {
            return null;
        }
        boolean all = journaled.group(2).equals(ALL);
        return new BudgetName(journaled.group(all ? 1 : 2), !all, journaled.group(3).equals("money"),
                journaled.group(4), journaled.group(5));
    }

    /** As people call what it is of. */
    String owner(Names names, Offers offers) {
        boolean offer = !ofCoupon || offers.coupons()
                .stream()
                .noneMatch(coupon -> coupon.name().equals(owner));
        return offer ? names.offer(owner) : names.coupon(owner);
    }

    /** The stretch that it is for; null for a lifetime. */
    @Nullable
    String period(Phrases words) {
        return period.equals("lifetime") ? null : words.of("period." + period);
    }

    /** So much of it. */
    String measured(long amount, Terms terms, Phrases words) {
        return money
                ? Statement.amount(amount, terms.moneyDigits()) + " " + terms.money()
                : BenefitWords.counted("coupons", amount, words);
    }
}
