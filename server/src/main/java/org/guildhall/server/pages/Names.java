package org.guildhall.server.pages;

import java.util.List;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.Statement;

/** What the terms call things, in the reader's language; what they don't know any more goes by its own name. */
record Names(Terms terms, Words words) {
    String programme() {
        return words.of(terms.names());
    }

    String currency(String name) {
        PointCurrency currency = terms.currency(name);
        return currency == null ? name : words.of(currency.names());
    }

    String kind(String name) {
        ActivityKind kind = terms.kind(name);
        return kind == null ? name : words.of(kind.names());
    }

    String rule(String name) {
        return terms.rules()
                .stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .map(EarningRule::names)
                .map(words::of)
                .orElse(name);
    }

    /** A tier by its name alone or with its ladder's: {@code membership/friend}. */
    String tier(String name) {
        String alone = name.substring(name.lastIndexOf('/') + 1);
        return terms.ladders()
                .stream()
                .map(Ladder::tiers)
                .flatMap(List::stream)
                .filter(tier -> tier.name().equals(alone))
                .findFirst()
                .map(Ladder.Tier::names)
                .map(words::of)
                .orElse(alone);
    }

    String points(long amount, String currency) {
        return Statement.amount(amount, scale(currency)) + " " + currency(currency);
    }

    String amount(long amount, String currency) {
        return Statement.amount(amount, scale(currency));
    }

    private int scale(String currency) {
        PointCurrency known = terms.currency(currency);
        return known == null ? 0 : known.scale();
    }

    /** So much of what a ladder measures. */
    String measure(String ladder, long amount) {
        return new Statement(terms, words.language()).measure(ladder, amount);
    }
}
