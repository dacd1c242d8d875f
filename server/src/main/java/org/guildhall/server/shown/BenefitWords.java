package org.guildhall.server.shown;

import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What of benefits is said in words, by the latest terms. */
record BenefitWords(Terms terms, Phrases phrases) {
    /** So much of a benefit: {@code 2 uses}, {@code 20.00 CNY}. */
    String measured(String unit, long amount) {
        return unit.equals(Benefit.Unit.MONEY.word()) ? money(amount) : counted(unit, amount, phrases);
    }

    /** So many uses or minutes. */
    static String counted(String unit, long amount, Phrases phrases) {
        return phrases.of(unit + (amount == 1 ? ".one" : ""), any -> Statement.amount(amount, 0));
    }

    /** What a use was worth; null where that is nothing, and for money, which is worth itself. */
    @Nullable
    String worth(String unit, long worth) {
        return worth == 0 || unit.equals(Benefit.Unit.MONEY.word()) ? null : money(worth);
    }

    /** So much of the limit of a benefit, in its unit; of one that there is no longer, the bare number. */
    static String limited(String benefit, long amount, Terms terms, Phrases phrases) {
        return terms.benefits()
                .stream()
                .filter(one -> one.name().equals(benefit))
                .findFirst()
                .map(one -> new BenefitWords(terms, phrases).measured(one.unit().word(), amount))
                .orElseGet(() -> Statement.amount(amount, 0));
    }

    private String money(long minor) {
        return Statement.amount(minor, terms.moneyDigits()) + " " + terms.money();
    }
}
