package org.guildhall.server.shown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/**
 * A limit that members count, by the name that the terms gave it: {@code currency points/amount per calendar month}.
 *
 * @param owner what has it: currency, rule, benefit or coupon
 * @param name of that
 * @param of what is limited: amount, times, a streak, or what is used or claimed
 * @param period {@code month}, {@code order}, {@code membership-year}, {@code lifetime}
 */
record UsedLimit(String owner, String name, String of, String period) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(currency|rule|benefit|coupon) (.+)/(amount|times|streak|used|claimed) (?:per|of) (?:calendar )?([a-z -]+)");

    static UsedLimit of(String limit) {
        Matcher form = FORM.matcher(limit);
        return form.matches()
                ? new UsedLimit(form.group(1), form.group(2), form.group(3).equals("claimed") ? "used" : form.group(3),
                        form.group(4).replace(' ', '-'))
                : new UsedLimit("currency", limit, "other", "lifetime");
    }

    /** The phrase for so much of it that was used or, below 0, is free again. */
    static String key(String limit, long amount) {
        return (amount < 0 ? "limit-freed." : "limit-used.") + of(limit).of();
    }

    String owner(Names names) {
        return switch (owner) {
            case "rule" -> names.rule(name);
            case "benefit" -> names.benefit(name);
            case "coupon" -> names.coupon(name);
            default -> names.currency(name);
        };
    }

    /** So much of it: a number of times, an amount with the digits of its currency, or in the unit of its benefit. */
    String words(long amount, Terms terms, Phrases phrases) {
        return owner.equals("benefit") ? BenefitWords.limited(name, amount, terms, phrases)
                : Statement.amount(amount, of.equals("amount") ? scale(terms) : 0);
    }

    private int scale(Terms terms) {
        String currency = owner.equals("rule")
                ? terms.rules()
                        .stream()
                        .filter(rule -> rule.name().equals(name))
                        .map(EarningRule::awards)
                        .map(awards -> terms.symbols().name(awards.getFirst().currency()))
                        .findFirst()
                        .orElse("")
                : name;
        PointCurrency found = terms.currency(currency);
        return found == null ? 0 : found.scale();
    }
}
