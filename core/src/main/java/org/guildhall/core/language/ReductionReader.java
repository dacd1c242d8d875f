package org.guildhall.core.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Coupon.Reduction;
import org.guildhall.core.terms.Coupon.Step;
import org.guildhall.core.terms.OfferRules;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Reads what a coupon is good for, and holds it against the most that the terms allow. */
final class ReductionReader {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Draft draft;
    private final @Nullable OfferRules rules;

    ReductionReader(Draft draft, Terms terms) {
        this.draft = draft;
        this.rules = terms.offers();
    }

    Reduction read(Parts coupon) {
        if (coupon.said(OfferLanguage.PERCENT)) {
            return percent(coupon.get(OfferLanguage.PERCENT));
        }
        if (coupon.said(OfferLanguage.LADDER)) {
            return new Reduction.Ladder(steps(coupon.or(OfferLanguage.LADDER, List.of())));
        }
        if (coupon.said(OfferLanguage.EACH)) {
            Parts each = coupon.get(OfferLanguage.EACH);
            return each == null
                    ? new Reduction.Each(1, 1, 1)
                    : each(each);
        }
        if (coupon.said(OfferLanguage.DELIVERY)) {
            Parts delivery = coupon.get(OfferLanguage.DELIVERY);
            return new Reduction.Delivery(delivery == null ? 1 : most(delivery));
        }
        if (coupon.said(OfferLanguage.PRICE)) {
            Words.Amount price = coupon.get(OfferLanguage.PRICE);
            return new Reduction.Price(price == null ? 0 : scaled(price));
        }
        if (coupon.said(OfferLanguage.GIFT)) {
            return new Reduction.Gift(coupon.or(OfferLanguage.GIFT, Draft.NO_TEXTS));
        }
        if (coupon.said(OfferLanguage.SERVICE)) {
            return new Reduction.Service(coupon.or(OfferLanguage.SERVICE, Draft.NO_TEXTS));
        }
        Words.Amount off = coupon.get(OfferLanguage.OFF);
        Words.Amount from = coupon.or(OfferLanguage.FROM_AMOUNT, Optional.empty()).orElse(null);
        if (off != null && from != null && from.value().signum() > 0) {
            enough(from, off, ", or none");
        }
        return new Reduction.Off(off == null ? 1 : allowed(off, above0(off)));
    }

    private Reduction each(Parts parts) {
        Words.Amount full = parts.get(OfferLanguage.FULL);
        Words.Amount off = parts.get(OfferLanguage.EACH_OFF);
        if (full != null && off != null && full.value().signum() > 0) {
            enough(full, off, "");
        }
        return new Reduction.Each(full == null ? 1 : above0(full), off == null ? 1 : above0(off), most(parts));
    }

    private boolean isAllowed(Words.Amount off) {
        return rules == null || off.value()
                .compareTo(
                        BigDecimal.valueOf(rules.mostOff(), draft.reading.moneyDigits())) <= 0;
    }

    /** More than there is can't come off. */
    private void enough(Words.Amount from, Words.Amount off, String or) {
        if (!draft.reading.isPublished() && isAllowed(off) && from.value().compareTo(off.value()) < 0) {
            draft.problems.wrong(from.text(), "at least the " + off.text().text() + " that come off" + or, null);
        }
    }

    private Reduction percent(@Nullable Parts parts) {
        if (parts == null) {
            return new Reduction.Percent(1, 1);
        }
        Words.Amount is = parts.get(OfferLanguage.PERCENT_IS);
        int hundredths = 0;
        if (is != null && (is.value().signum() == 0 || is.value().compareTo(HUNDRED) > 0)) {
            draft.problems.wrong(is.text(), "a percentage above 0, up to 100", null);
        } else if (is != null) {
            hundredths = Math.toIntExact(draft.scaled(is, 2, "a percentage"));
        }
        return new Reduction.Percent(hundredths, most(parts));
    }

    private List<Step> steps(List<Parts> all) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Parts parts = all.get(i);
            Words.Amount from = parts.get(OfferLanguage.STEP_FROM);
            Words.Amount off = parts.get(OfferLanguage.STEP_OFF);
            if (from == null || off == null) {
                continue;
            }
            Step step = new Step(above0(from), above0(off));
            if (step.from() > 0) {
                enough(from, off, "");
            }
            if (!steps.isEmpty() && step.from() <= steps.getLast().from()) {
                draft.problems.wrong(from.text(), "more than the step before it", null);
            }
            if (!steps.isEmpty() && step.off() <= steps.getLast().off()) {
                draft.problems.wrong(off.text(), "more than the step before it takes off", null);
            }
            if (i == all.size() - 1) {
                allowed(off, step.off());
            }
            steps.add(step);
        }
        return steps;
    }

    private long most(Parts parts) {
        Words.Amount most = parts.or(OfferLanguage.MOST, Optional.empty()).orElse(null);
        return most == null ? Benefit.UNLIMITED : allowed(most, above0(most));
    }

    long cost(Parts coupon) {
        Words.Amount cost = coupon.get(OfferLanguage.COST);
        return cost == null ? 0 : allowed(cost, scaled(cost));
    }

    /** The most that one can take off or cost: where nothing else says so, what the terms allow. */
    long most(Reduction gives, long cost) {
        long most = switch (gives) {
            case Reduction.Off(long amount) -> amount;
            case Reduction.Percent(int hundredths, long atMost) -> atMost;
            case Reduction.Ladder(List<Step> steps) -> steps.isEmpty() ? 0 : steps.getLast().off();
            case Reduction.Each(long full, long off, long atMost) -> atMost;
            case Reduction.Delivery(long atMost) -> atMost;
            case Reduction.Price price -> Benefit.UNLIMITED;
            case Reduction.Gift gift -> cost;
            case Reduction.Service service -> cost;
        };
        return most == Benefit.UNLIMITED
                ? rules == null ? Draft.most(draft.reading.moneyDigits()) : rules.mostOff()
                : most;
    }

    /** What is allowed is said by the terms of the day of publishing. */
    private long allowed(Words.Amount amount, long minor) {
        if (rules != null && !draft.reading.isPublished() && minor > rules.mostOff()) {
            String plain = draft.plain(rules.mostOff());
            draft.problems.wrong(amount.text(), "at most " + plain + ", the most-off of the terms", plain);
        }
        return minor;
    }

    private long above0(Words.Amount amount) {
        if (amount.value().signum() == 0) {
            draft.problems.wrong(amount.text(), "an amount above 0", null);
        }
        return scaled(amount);
    }

    private long scaled(Words.Amount amount) {
        return draft.scaled(amount, draft.reading.moneyDigits(), "money");
    }
}
