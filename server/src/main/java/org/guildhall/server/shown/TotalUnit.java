package org.guildhall.server.shown;

import java.util.OptionalInt;
import java.util.Set;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** In what the engine counts a total of a programme: money and points in their smallest unit, everything else one by one. */
public final class TotalUnit {
    private static final Set<String> MONEY = Set.of("fees", "worth", "cost", "income");

    private TotalUnit() {}

    /**
     * How many of a total's digits stand after the point; empty for what is counted one by one.
     *
     * @param name as the engine names a series: {@code members}, {@code plan.annual.fees}, {@code points.available}
     */
    public static OptionalInt digits(Terms terms, String name) {
        int dot = name.indexOf('.');
        String first = name.substring(0, Math.max(0, dot));
        return switch (first) {
            case "plan", "benefit", "payer", "activity", "coupon" ->
                    isMoney(terms, name.substring(dot + 1)) ? OptionalInt.of(terms.moneyDigits()) : OptionalInt.empty();
            case "budget" -> {
                BudgetName budget = BudgetName.of(name.substring(dot + 1).replaceFirst("[.]taken$", ""));
                yield budget != null && budget.money() ? OptionalInt.of(terms.moneyDigits()) : OptionalInt.empty();
            }
            default -> {
                PointCurrency currency = terms.currency(first);
                yield currency == null ? OptionalInt.empty() : OptionalInt.of(currency.scale());
            }
        };
    }

    /** @param of a thing and its figure: {@code annual.fees} */
    private static boolean isMoney(Terms terms, String of) {
        int dot = of.indexOf('.');
        String thing = of.substring(0, Math.max(0, dot));
        String figure = of.substring(dot + 1);
        return dot >= 0 && (MONEY.contains(figure) || figure.startsWith("cost.") || figure.endsWith("amount")
                || figure.equals("used") && terms.benefits()
                        .stream()
                        .anyMatch(one -> one.name().equals(thing) && one.unit() == Benefit.Unit.MONEY));
    }
}
