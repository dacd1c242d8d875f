package org.guildhall.server.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.FiguresBy;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.ReportedSeries;
import org.guildhall.core.terms.ReportedSeries.Measures;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a programme's last twelve months come to. Money is in minor units; a ratio is null where there is nothing to divide
 * by.
 *
 * @param year that it is of
 * @param fees what was paid for plans
 * @param worth of the benefits that were used
 * @param cost of them
 * @param payers what each bore of it, and of what only terms of before had, by name
 * @param people who is compared with everybody else known: {@code subscribers} where there are plans, else {@code members}
 */
public record Report(
        Year year,
        List<OfPlan> plans,
        long fees,
        long worth,
        long cost,
        Map<String, Long> payers,
        String people,
        List<OfKind> kinds,
        List<Reach> markets) {

    /** A share of two outcomes. */
    public record Outcome(long good, long bad) {
        public @Nullable BigDecimal share() {
            return Year.ratio(good, good + bad);
        }
    }

    /**
     * What became of a plan.
     *
     * @param trials that turned into a plan that was paid, or ended
     * @param first terms that were followed by another that was paid, or were not
     * @param later terms after the first that were
     * @param terms that were paid
     */
    public record OfPlan(Plan plan, Outcome trials, Outcome first, Outcome later, long terms, long fees,
            List<Worth> worths) {
        public Outcome renewals() {
            return new Outcome(first.good + later.good, first.bad + later.bad);
        }

        /** What a term cost on average. */
        public @Nullable Long fee() {
            return terms == 0 ? null : (Long) ((fees + terms / 2) / terms);
        }
    }

    /** What a term of a plan is worth by a series. @param ratio to what it cost on average */
    public record Worth(ReportedSeries series, ReportedSeries.Value value, @Nullable BigDecimal ratio) {}

    /**
     * A kind of activity of those compared and of everybody else, a head at the ends of months.
     *
     * @param amount a head of those compared
     * @param otherAmount a head of the others
     * @param inThirtyDays how often it happened, a head of those compared
     * @param shareOfCount theirs of all
     * @param parts what of it was with each word of a field that tells it apart; none of a part
     */
    public record OfKind(ActivityKind kind, long count, @Nullable BigDecimal amount, @Nullable BigDecimal otherAmount,
            @Nullable BigDecimal multiple, @Nullable BigDecimal inThirtyDays, @Nullable BigDecimal shareOfCount,
            @Nullable BigDecimal shareOfAmount, List<Part> parts) {}

    /** Of a kind what was with a word of a field. */
    public record Part(String field, String word, OfKind figures) {}

    /** How much of a market takes part. */
    public record Reach(ReportedSeries series, ReportedSeries.Value value, long people, @Nullable BigDecimal share) {}

    public Report {
        plans = List.copyOf(plans);
        kinds = List.copyOf(kinds);
        markets = List.copyOf(markets);
    }

    /** What was used by what was paid. */
    public @Nullable BigDecimal used() {
        return Year.ratio(worth, fees);
    }

    public static Report of(Year year, Terms terms) {
        List<OfPlan> plans = terms.plans().stream().map(plan -> plan(plan, year, terms)).toList();
        long worth = 0;
        long cost = 0;
        Map<String, Long> payers = new LinkedHashMap<>();
        for (Benefit benefit : terms.benefits()) {
            worth += year.came("benefit." + benefit.name() + ".worth");
            cost += year.came("benefit." + benefit.name() + ".cost");
            benefit.payers().forEach(payer -> payers.put(payer.name(), 0L));
        }
        payers.putAll(payers(year));
        String people = plans.isEmpty() ? "members" : "subscribers";
        List<OfKind> kinds = terms.kinds()
                .stream()
                .filter(kind -> kind.role() instanceof ActivityKind.Role.Plain)
                .map(kind -> kind(kind, kind.name(), parts(kind, people, year, terms), people, year, terms))
                .toList();
        return new Report(year, plans, plans.stream().mapToLong(OfPlan::fees).sum(), worth, cost, payers, people,
                kinds, markets(people, year, terms));
    }

    /** Whoever bore something by whichever terms. */
    private static Map<String, Long> payers(Year year) {
        Map<String, Long> payers = new LinkedHashMap<>();
        for (String payer : Figures.payers(year.months().getLast().totals())) {
            payers.put(payer, year.came("payer." + payer + ".cost"));
        }
        return payers;
    }

    private static OfPlan plan(Plan plan, Year year, Terms terms) {
        String of = "plan." + plan.name() + ".";
        long paid = year.came(of + "terms");
        long fees = year.came(of + "fees");
        List<Worth> worths = new ArrayList<>();
        for (ReportedSeries series : terms.series()) {
            ReportedSeries.Value value = value(series, year, terms);
            if (series.plan() == plan.number() && value != null) {
                worths.add(new Worth(series, value, fees <= 0 ? null
                        : BigDecimal.valueOf(value.amount())
                                .multiply(BigDecimal.valueOf(paid))
                                .divide(
                                        BigDecimal.valueOf(fees), Year.DIGITS, RoundingMode.HALF_UP)));
            }
        }
        return new OfPlan(plan, outcome(year, of + "trials-converted", of + "trials-ended"),
                outcome(year, of + "first-renewed", of + "first-ended"),
                outcome(year, of + "later-renewed", of + "later-ended"), paid, fees, List.copyOf(worths));
    }

    private static Outcome outcome(Year year, String good, String bad) {
        return new Outcome(year.came(good), year.came(bad));
    }

    private static ReportedSeries.@Nullable Value value(ReportedSeries series, Year year, Terms terms) {
        return series.at(terms.calendar().date(year.until()));
    }

    private static List<Part> parts(ActivityKind kind, String people, Year year, Terms terms) {
        List<Part> parts = new ArrayList<>();
        for (FiguresBy by : kind.figuresBy()) {
            for (int part : by.parts().values()) {
                String name = terms.symbols().name(part);
                parts.add(new Part(by.field().name(), FiguresBy.word(name),
                        kind(kind, name, List.of(), people, year, terms)));
            }
        }
        return List.copyOf(parts);
    }

    /** @param name of the kind, or of a part of it, in the totals */
    private static OfKind kind(
            ActivityKind kind, String name, List<Part> parts, String people, Year year, Terms terms) {
        String of = "activity." + name + ".";
        long count = year.came(of + "count");
        long amount = year.came(of + "amount");
        long theirs = year.came(of + people + "-count");
        long theirAmount = year.came(of + people + "-amount");
        BigDecimal aHead = year.aHead(theirAmount, List.of(people), List.of());
        BigDecimal other = year.aHead(amount - theirAmount, List.of("members", "guests"), List.of(people));
        BigDecimal often = year.aHead(theirs, List.of(people), List.of());
        return new OfKind(kind, count, aHead, other, multiple(aHead, other),
                often == null ? null
                        : often.multiply(BigDecimal.valueOf(30))
                                .divide(
                                        BigDecimal.valueOf(year.days(terms.calendar().zone())), Year.DIGITS,
                                        RoundingMode.HALF_UP),
                Year.ratio(theirs, count), Year.ratio(theirAmount, amount), parts);
    }

    private static @Nullable BigDecimal multiple(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null || other.signum() <= 0
                ? null
                : one.divide(other, Year.DIGITS, RoundingMode.HALF_UP);
    }

    private static List<Reach> markets(String people, Year year, Terms terms) {
        List<Reach> markets = new ArrayList<>();
        long part = year.months().getLast().total(people);
        for (ReportedSeries series : terms.series()) {
            ReportedSeries.Value value = value(series, year, terms);
            if (series.measures() == Measures.MARKET && value != null) {
                markets.add(new Reach(series, value, part, Year.ratio(part, value.amount())));
            }
        }
        return List.copyOf(markets);
    }
}
