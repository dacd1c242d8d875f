package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.figures.Due;
import org.guildhall.server.figures.Figures;
import org.guildhall.server.figures.Report;
import org.guildhall.server.figures.Year;
import org.jspecify.annotations.Nullable;

/** A programme over time. @param made whether there is anything yet; if not, the page asks again */
record Months(Words words, String path, boolean made, List<Chart> charts, @Nullable YearView year) {
    private static final List<Account> FLOWS = List.of(Account.ISSUED, Account.SPENT, Account.EXPIRED);

    static Months of(List<Figures.Month> months, @Nullable Due due, Terms terms, Offers offers, Words words) {
        List<Chart> charts = new ArrayList<>();
        YearView year = null;
        if (!months.isEmpty()) {
            Reading reading = new Reading(terms, words);
            List<Totals> totals = months.stream().map(month -> new Totals(month.totals())).toList();
            List<String> labels = months.stream().map(month -> words.month(month.month())).toList();
            charts.addAll(PlanCharts.of(reading, labels, totals));
            terms.ladders().forEach(ladder -> charts.add(tiers(ladder, reading, labels, totals)));
            ProgrammePages.spendable(terms).forEach(currency -> charts.add(flows(currency, reading, labels, totals)));
            charts.addAll(CouponCharts.of(offers, reading, labels, totals));
            year = YearView.of(Report.of(Year.of(months), terms), due, reading);
        }
        return new Months(words, ProgrammePages.path(terms) + "/months", !months.isEmpty(), List.copyOf(charts),
                year);
    }

    /** Who stood where at the end of each month. */
    private static Chart tiers(Ladder ladder, Reading reading, List<String> labels, List<Totals> totals) {
        List<Chart.Series> series = ladder.tiers()
                .stream()
                .map(tier -> Chart.Series.of("tier", reading.words().of(tier.names()), 0,
                        totals.stream().map(total -> total.tier(ladder.name(), tier.name())).toList()))
                .toList();
        return new Chart(Chart.Kind.AREA, reading.words().say("tiers.over.time", reading.words().of(ladder.names())),
                labels, series);
    }

    /** What happened within each month. */
    private static Chart flows(PointCurrency currency, Reading reading, List<String> labels, List<Totals> totals) {
        List<Chart.Series> series = FLOWS.stream()
                .map(account -> Chart.Series.of(account.word(), reading.account(account),
                        currency.scale(), steps(totals, total -> total.of(currency.name(), account))))
                .toList();
        return new Chart(Chart.Kind.BARS,
                reading.words().say("flows.over.time", reading.names().currency(currency.name())),
                labels, series);
    }

    /** What was added in each month to a total that only grows. */
    static List<Long> steps(List<Totals> totals, ToLongFunction<Totals> figure) {
        List<Long> steps = new ArrayList<>();
        long before = 0;
        for (Totals total : totals) {
            long now = figure.applyAsLong(total);
            steps.add(now - before);
            before = now;
        }
        return steps;
    }
}
