package org.guildhall.server.telemetry;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.TotalUnit;

/** One total of a programme, with where it belongs. */
record Total(Family family, Labels labels, double value) {
    private enum Family {
        MEMBERS("guildhall_members", "Those who are known, by what they are"),
        TIER_MEMBERS("guildhall_tier_members", "Members by the tier they hold"),
        SUBSCRIBERS("guildhall_subscribers", "Members who have a plan, however many they have"),
        FIGURES("guildhall_figures",
                "What became of plans, benefits, coupons and activities so far; money in whole units"),
        SUBSCRIPTIONS("guildhall_subscriptions", "Subscriptions by plan and state: trial, paid, unpaid, paused"),
        BUDGETS("guildhall_budget_taken",
                "What was taken of budgets of offers that are for a lifetime: coupons, or money in whole units"),
        STOCKS("guildhall_stock",
                "Pieces of a stock: left, issued, withdrawn, spoiled; reorder is 1 when it is time to order more"),
        INCOME("guildhall_reported_income",
                "What plans brought in besides their fees, by plan, in whole units of money"),
        POINTS("guildhall_points", "Points by account, in whole units: issued, available, spent, owed, …");

        private final String metric;
        private final String help;

        Family(String metric, String help) {
            this.metric = metric;
            this.help = help;
        }
    }

    private static final Set<String> FIGURES = Set.of("plan", "benefit", "payer", "activity", "coupon");
    private static final Set<String> STATES = Set.of("trial", "paid", "unpaid", "paused");

    /** @param name as the engine names a series: {@code members}, {@code tier.ladder/tier}, {@code plan.annual.trial}, {@code plan.annual.income}, {@code points.available} */
    static Total of(Terms terms, String name, long amount) {
        int dot = name.indexOf('.');
        if (name.equals("subscribers")) {
            return new Total(Family.SUBSCRIBERS, Labels.of("programme", terms.programme()), amount);
        }
        if (dot < 0) {
            return new Total(Family.MEMBERS, Labels.of("programme", terms.programme(), "status", name), amount);
        }
        String first = name.substring(0, dot);
        String rest = name.substring(dot + 1);
        int last = rest.indexOf('.');
        if (first.equals("plan") && rest.endsWith(".income")) {
            return new Total(Family.INCOME,
                    Labels.of("programme", terms.programme(), "plan", rest.substring(0, last), "money", terms.money()),
                    whole(terms, name, amount));
        }
        if (last >= 0 && FIGURES.contains(first)
                && !(first.equals("plan") && STATES.contains(rest.substring(last + 1)))) {
            String thing = rest.substring(0, last);
            String figure = rest.substring(last + 1);
            return new Total(Family.FIGURES, Labels.of("programme", terms.programme(), "of", first, "name", thing,
                    "figure", figure), whole(terms, name, amount));
        }
        if (last >= 0 && first.equals("plan")) {
            return new Total(Family.SUBSCRIPTIONS, Labels.of("programme", terms.programme(), "plan",
                    rest.substring(0, last), "state", rest.substring(last + 1)), amount);
        }
        if (last >= 0 && first.equals("stock")) {
            return new Total(Family.STOCKS, Labels.of("programme", terms.programme(), "stock", rest.substring(0, last),
                    "figure", rest.substring(last + 1)), amount);
        }
        if (last >= 0 && first.equals("budget")) {
            String budget = rest.substring(0, last);
            return new Total(Family.BUDGETS, Labels.of("programme", terms.programme(), "offer",
                    budget.substring(0, budget.indexOf('/')), "budget", budget.substring(budget.indexOf('/') + 1)),
                    whole(terms, name, amount));
        }
        PointCurrency currency = terms.currency(first);
        if (currency == null) {
            int slash = rest.indexOf('/');
            return new Total(Family.TIER_MEMBERS, Labels.of("programme", terms.programme(),
                    "ladder", rest.substring(0, Math.max(0, slash)), "tier", rest.substring(slash + 1)), amount);
        }
        return new Total(Family.POINTS, Labels.of("programme", terms.programme(), "currency", first, "account", rest),
                whole(terms, name, amount));
    }

    private static double whole(Terms terms, String name, long amount) {
        return BigDecimal.valueOf(amount, TotalUnit.digits(terms, name).orElse(0)).doubleValue();
    }

    static MetricSnapshots metrics(List<Total> totals) {
        MetricSnapshots.Builder metrics = MetricSnapshots.builder();
        for (Family family : Family.values()) {
            List<Total> own = totals.stream().filter(one -> one.family == family).toList();
            if (!own.isEmpty()) {
                metrics.metricSnapshot(
                        new Samples<>(own, Total::labels).gauge(family.metric, family.help, Total::value));
            }
        }
        return metrics.build();
    }
}
