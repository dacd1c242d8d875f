package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.figures.Figures;

/** Charts of a programme's plans over time; none for one without. */
final class PlanCharts {
    private final Reading reading;
    private final List<String> labels;
    private final List<Totals> totals;

    private PlanCharts(Reading reading, List<String> labels, List<Totals> totals) {
        this.reading = reading;
        this.labels = labels;
        this.totals = totals;
    }

    static List<Chart> of(Reading reading, List<String> labels, List<Totals> totals) {
        Terms terms = reading.terms();
        if (terms.plans().isEmpty()) {
            return List.of();
        }
        PlanCharts charts = new PlanCharts(reading, labels, totals);
        List<Chart> made = new ArrayList<>();
        made.add(charts.states(terms));
        if (terms.plans().size() > 1) {
            made.add(charts.plans(terms));
        }
        made.add(charts.money(terms));
        if (terms.plans().stream().anyMatch(plan -> plan.trial() != null)) {
            made.add(charts.outcomes("plans.trials.over.time", terms, List.of("trials-converted"),
                    List.of("trials-ended"), "plans.converted"));
        }
        made.add(charts.outcomes("plans.renewals.over.time", terms, List.of("first-renewed", "later-renewed"),
                List.of("first-ended", "later-ended"), "plans.renewed"));
        Set<String> payers = new LinkedHashSet<>();
        terms.benefits().forEach(benefit -> benefit.payers().forEach(payer -> payers.add(payer.name())));
        payers.addAll(Figures.payers(totals.getLast().bySeries()));
        if (!payers.isEmpty()) {
            made.add(charts.payers(payers));
        }
        return made;
    }

    /** Who had a plan at the end of each month, by state. */
    private Chart states(Terms terms) {
        return new Chart(Chart.Kind.AREA, say("plans.over.time"), labels, PlansNow.STATES.stream()
                .map(state -> Chart.Series.of("plan-" + state, say("plans." + state), 0,
                        totals.stream().map(total -> total.plans(terms, state)).toList()))
                .toList());
    }

    /** Who had which plan at the end of each month. */
    private Chart plans(Terms terms) {
        return new Chart(Chart.Kind.AREA, say("plans.each.over.time"), labels, terms.plans()
                .stream()
                .map(plan -> Chart.Series.of("tier", reading.words().of(plan.names()), 0,
                        totals.stream().map(total -> had(total, plan)).toList()))
                .toList());
    }

    private static long had(Totals total, Plan plan) {
        return PlansNow.STATES.stream().mapToLong(state -> total.plan(plan.name(), state)).sum();
    }

    /** What was paid in each month, what was used, and what that cost. */
    private Chart money(Terms terms) {
        return new Chart(Chart.Kind.BARS, reading.words().say("plans.money.over.time", terms.money()), labels, List.of(
                amounts("plan-paid", say("year.fees"), total -> total.plans(terms, "fees")),
                amounts("plan-trial", say("year.worth"), total -> total.benefits(terms, "worth")),
                amounts("spent", say("year.cost"), total -> total.benefits(terms, "cost"))));
    }

    private Chart payers(Set<String> payers) {
        List<Chart.Series> series = payers.stream()
                .map(payer -> amounts("tier", payer, total -> total.of("payer." + payer + ".cost")))
                .toList();
        return new Chart(Chart.Kind.BARS,
                reading.words().say("plans.payers.over.time", reading.terms().money()), labels, series);
    }

    private Chart.Series amounts(String colour, String name, ToLongFunction<Totals> figure) {
        return Chart.Series.of(colour, name, reading.terms().moneyDigits(), Months.steps(totals, figure));
    }

    private Chart outcomes(String title, Terms terms, List<String> good, List<String> bad, String goodName) {
        return new Chart(Chart.Kind.BARS, say(title), labels, List.of(
                Chart.Series.of("plan-paid", say(goodName), 0, Months.steps(totals, total -> all(total, terms, good))),
                Chart.Series.of("expired", say("plans.ended"), 0,
                        Months.steps(totals, total -> all(total, terms, bad)))));
    }

    private static long all(Totals total, Terms terms, List<String> figures) {
        return figures.stream().mapToLong(figure -> total.plans(terms, figure)).sum();
    }

    private String say(String key) {
        return reading.words().say(key);
    }
}
