package org.guildhall.server.pages;

import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.Called;
import org.guildhall.server.shown.Names;
import org.guildhall.server.shown.Statement;

/** Terms in the reader's language. */
record Reading(Terms terms, Words words, Names names, Statement statement) {
    /** Without offers: they and their coupons keep their short names. */
    Reading(Terms terms, Words words) {
        this(terms, Offers.NONE, words, Called.BY_KEY);
    }

    /** @param offers whose coupons are told of by their names @param called what other members are called */
    Reading(Terms terms, Offers offers, Words words, Called called) {
        this(terms, words, new Names(terms, offers, words.language()),
                new Statement(terms, offers, words.language(), called));
    }

    String programme() {
        return words.of(terms.names());
    }

    String account(Account account) {
        return statement.account(account);
    }

    /** With what it counts: {@code 1,200 Points}. */
    String points(long amount, String currency) {
        return statement.points(amount, currency);
    }

    String amount(long amount, String currency) {
        return Statement.amount(amount, statement.scale(currency));
    }

    /** So much of what a ladder measures. */
    String measure(String ladder, long amount) {
        return statement.measure(ladder, amount);
    }
}
