package org.guildhall.server.shown;

import java.util.Optional;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** What of plans and payments is said in words, by the latest terms. */
record PlanWords(Terms terms, Phrases phrases) {
    /** The phrase for what came of a payment or a refund. */
    static String payment(String kind, String state, long attempts) {
        if (kind.equals("credit")) {
            return "payment.credit";
        }
        if (kind.equals("refund")) {
            return "payment.refund." + state;
        }
        if (kind.equals("gift") && state.equals("due")) {
            return "payment.gift.due";
        }
        return "payment." + state + (state.equals("due") && attempts > 1 ? ".again" : "");
    }

    /** The price of the first term that is paid; null for none. */
    @Nullable
    String afterTrial(String plan, long usual) {
        long price = find(plan).filter(one -> !one.introductory().isEmpty())
                .map(one -> one.introductory().getFirst().price())
                .orElse(usual);
        return price == 0 ? null : Statement.amount(price, terms.moneyDigits()) + " " + terms.money();
    }

    /** How often the price is paid: {@code a year}; null for a plan that there is no longer. */
    @Nullable
    String each(String plan) {
        return find(plan).map(one -> each(one.term())).orElse(null);
    }

    private String each(Period term) {
        String key = "each." + term.unit().word() + (term.amount() == 1 ? ".one" : "");
        return phrases.of(key, any -> Long.toString(term.amount()));
    }

    private Optional<Plan> find(String plan) {
        return terms.plans().stream().filter(one -> one.name().equals(plan)).findFirst();
    }
}
