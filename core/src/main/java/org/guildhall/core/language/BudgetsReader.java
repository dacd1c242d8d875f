package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offer.Budget;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Reads {@code budgets}, and who bears what. */
final class BudgetsReader {
    private final Draft draft;
    private final Terms terms;
    private final String offer;

    BudgetsReader(Draft draft, Terms terms, String offer) {
        this.draft = draft;
        this.terms = terms;
        this.offer = offer;
    }

    List<Budget> read() {
        List<Budget> budgets = new ArrayList<>();
        for (Parts parts : draft.file.or(OfferLanguage.BUDGETS, List.of())) {
            Budget budget = budget(parts);
            if (budget != null) {
                if (budgets.stream().anyMatch(other -> other.number() == budget.number())) {
                    draft.problems.add(parts.block().place(), "a second budget of " + budget.name(),
                            "one budget of " + budget.name(), null);
                }
                budgets.add(budget);
            }
        }
        return budgets;
    }

    private @Nullable Budget budget(Parts parts) {
        Limit.Per per = parts.get(OfferLanguage.BUDGET_PER);
        Integer coupons = parts.get(OfferLanguage.BUDGET_COUPONS);
        Words.Amount money = parts.get(OfferLanguage.BUDGET_MONEY);
        Node.Text payer = parts.get(OfferLanguage.BUDGET_PAYER);
        if (payer != null) {
            known(payer);
        }
        if (per == null) {
            return null;
        }
        String stretch = " per " + Draft.word(per);
        if (coupons != null) {
            return new Budget(number("all", "coupons" + stretch), offer + " coupons" + stretch, Offer.Of.COUPONS,
                    coupons, 0, 0, per);
        }
        if (money == null) {
            return null;
        }
        return payer == null
                ? new Budget(number("all", "money" + stretch), offer + " money" + stretch, Offer.Of.MONEY,
                        above0(money), 0, 0, per)
                : new Budget(number("all", "money/" + payer.text() + stretch),
                        offer + " money of " + payer.text() + stretch, Offer.Of.MONEY, above0(money), 0,
                        draft.reading.number("payer", payer.text()), per);
    }

    /** The number under which an offer counts it; it stays while what it is of does, whatever the amount. */
    private int number(String coupon, String of) {
        return draft.reading.number("budget", offer + "/" + coupon + "/" + of);
    }

    /** The stock of a coupon is a budget too. */
    Budget stock(String coupon, int amount) {
        return new Budget(number(coupon, "coupons per lifetime"), coupon + " coupons per lifetime", Offer.Of.COUPONS,
                amount, draft.reading.number("coupon", coupon), 0, new Limit.Per.Lifetime());
    }

    List<Benefit.Payer> payers(Parts coupon) {
        List<Benefit.Payer> payers = new ArrayList<>();
        int sum = 0;
        boolean sound = true;
        for (Named.Entry<Integer> entry : coupon.or(OfferLanguage.FUNDED_BY, List.of())) {
            known(entry.key());
            Integer percent = entry.value();
            sound &= percent != null;
            sum += percent == null ? 0 : percent;
            payers.add(new Benefit.Payer(draft.reading.number("payer", entry.name()), entry.name(),
                    percent == null ? 0 : percent));
        }
        if (!payers.isEmpty() && sound && sum != 100) {
            coupon.wrong(OfferLanguage.FUNDED_BY, "percents that add up to 100, not " + sum, null);
        }
        return payers;
    }

    /** Who may bear costs is said by the terms of the day of publishing. */
    private void known(Node.Text payer) {
        if (terms.offers() != null && !draft.reading.isPublished() && !terms.offers().payers().contains(payer.text())) {
            Words.unknown(payer, "payer", "offers", draft.reading);
        }
    }

    private long above0(Words.Amount amount) {
        if (amount.value().signum() == 0) {
            draft.problems.wrong(amount.text(), "an amount above 0", null);
        }
        return draft.scaled(amount, draft.reading.moneyDigits(), "money");
    }
}
