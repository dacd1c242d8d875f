package org.guildhall.server.shown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/**
 * A limit that members count, by the name that the terms gave it: {@code currency points/amount per calendar month}.
 *
 * @param ofRule whether a rule has it; otherwise a currency
 * @param name of the rule or the currency
 * @param of what is limited: amount, times or a streak
 * @param period {@code month}, {@code order}, {@code lifetime}
 */
record UsedLimit(boolean ofRule, String name, String of, String period) {
    private static final Pattern FORM =
            Pattern.compile("(currency|rule) (.+)/(amount|times|streak) (?:per|of) (?:calendar )?([a-z-]+)");

    static UsedLimit of(String limit) {
        Matcher form = FORM.matcher(limit);
        return form.matches()
                ? new UsedLimit(form.group(1).equals("rule"), form.group(2), form.group(3), form.group(4))
                : new UsedLimit(false, limit, "other", "lifetime");
    }

    /** The phrase for so much of it that was used or, below 0, is free again. */
    static String key(String limit, long amount) {
        return (amount < 0 ? "limit-freed." : "limit-used.") + of(limit).of();
    }

    String owner(Names names) {
        return ofRule ? names.rule(name) : names.currency(name);
    }

    /** So much of it: a number of times, or an amount with the digits of its currency. */
    String words(long amount, Terms terms) {
        return Statement.amount(amount, of.equals("amount") ? scale(terms) : 0);
    }

    private int scale(Terms terms) {
        String currency = ofRule
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
