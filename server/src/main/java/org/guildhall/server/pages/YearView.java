package org.guildhall.server.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.figures.Due;
import org.guildhall.server.figures.Report;
import org.guildhall.server.figures.Year;
import org.jspecify.annotations.Nullable;

/**
 * What twelve months came to, in tables.
 *
 * @param since the first of the months
 * @param due whether it is known what is due soon
 * @param money sums, each with a note on what it is by
 * @param kinds compares those with a plan, or members, with all others
 */
record YearView(String since, boolean due, List<PlanRow> plans, List<Sum> money, List<KindRow> kinds,
        List<Worth> worths, List<Reach> markets) {

    /** A plan; each cell is empty where there is nothing to say. */
    record PlanRow(String name, String trials, String first, String later, String terms, String fee, String renewals,
            String trialsDue, String amountDue) {}

    /** @param share of what it is a part of; empty for none */
    record Sum(String name, String amount, String share, boolean part) {}

    /** @param part whether it is what of the kind above was with a word of a field */
    record KindRow(String name, boolean part, String each, String others, String multiple, String often,
            String shareOfCount,
            String shareOfAmount) {}

    /** What a term is worth by a series. */
    record Worth(String plan, String name, String worth, String ratio, String source, String since) {}

    record Reach(String name, String people, String market, String share, String source, String since) {}

    static YearView of(Report report, @Nullable Due due, Reading reading) {
        Words words = reading.words();
        List<PlanRow> plans = report.plans().stream().map(plan -> row(plan, due, reading)).toList();
        List<Worth> worths = new ArrayList<>();
        for (Report.OfPlan plan : report.plans()) {
            for (Report.Worth worth : plan.worths()) {
                worths.add(new Worth(words.of(plan.plan().names()), words.of(worth.series().names()),
                        reading.statement().money(worth.value().amount()), times(worth.ratio(), 1, words),
                        words.of(worth.series().source()), words.day(worth.value().from())));
            }
        }
        return new YearView(words.month(report.year().from()), due != null, plans, money(report, reading),
                report.kinds()
                        .stream()
                        .filter(kind -> kind.count() != 0)
                        .flatMap(kind -> rows(kind, reading).stream())
                        .toList(),
                List.copyOf(worths), report.markets().stream().map(reach -> row(reach, words)).toList());
    }

    private static PlanRow row(Report.OfPlan plan, @Nullable Due due, Reading reading) {
        Words words = reading.words();
        Due.OfPlan soon = due == null ? null : due.plan(plan.plan().name());
        Long fee = plan.fee();
        return new PlanRow(words.of(plan.plan().names()), share(plan.trials(), words), share(plan.first(), words),
                share(plan.later(), words), words.number(plan.terms()),
                fee == null ? "" : reading.statement().money(fee),
                soon == null ? "" : words.number(soon.renewals()), soon == null ? "" : words.number(soon.trials()),
                soon == null ? "" : reading.statement().money(soon.amount()));
    }

    private static List<Sum> money(Report report, Reading reading) {
        if (report.fees() == 0 && report.worth() == 0 && report.cost() == 0) {
            return List.of();
        }
        Words words = reading.words();
        List<Sum> sums = new ArrayList<>();
        sums.add(sum("year.fees", report.fees(), "", reading));
        sums.add(sum("year.worth", report.worth(), report.used() == null ? ""
                : words.say("year.per.fee", times(report.used(), 2, words)), reading));
        sums.add(sum("year.cost", report.cost(), "", reading));
        report.payers()
                .forEach((payer, cost) -> sums.add(new Sum(payer, reading.statement().money(cost),
                        percent(Year.ratio(cost, report.cost()), words), true)));
        return List.copyOf(sums);
    }

    private static Sum sum(String key, long amount, String note, Reading reading) {
        return new Sum(reading.words().say(key), reading.statement().money(amount), note, false);
    }

    /** Of a kind, and below it of its parts. */
    private static List<KindRow> rows(Report.OfKind kind, Reading reading) {
        List<KindRow> rows = new ArrayList<>();
        rows.add(row(kind, reading.words().of(kind.kind().names()), false, reading));
        for (Report.Part part : kind.parts()) {
            if (part.figures().count() != 0) {
                rows.add(row(part.figures(), part.word(), true, reading));
            }
        }
        return rows;
    }

    private static KindRow row(Report.OfKind kind, String name, boolean part, Reading reading) {
        Words words = reading.words();
        boolean money = kind.amount() != null && kind.amount().signum() != 0;
        return new KindRow(name, part, money ? money(kind.amount(), reading) : "",
                money ? money(kind.otherAmount(), reading) : "", times(kind.multiple(), 2, words),
                kind.inThirtyDays() == null ? "" : digits(kind.inThirtyDays(), 1),
                percent(kind.shareOfCount(), words), money ? percent(kind.shareOfAmount(), words) : "");
    }

    private static Reach row(Report.Reach reach, Words words) {
        return new Reach(words.of(reach.series().names()), words.number(reach.people()),
                words.number(reach.value().amount()), percent(reach.share(), words),
                words.of(reach.series().source()), words.day(reach.value().from()));
    }

    /** A share with how many it is of. */
    private static String share(Report.Outcome outcome, Words words) {
        return outcome.share() == null
                ? ""
                : words.say("year.share.of", percent(outcome.share(), words),
                        words.number(outcome.good() + outcome.bad()));
    }

    private static String money(@Nullable BigDecimal minor, Reading reading) {
        return minor == null ? ""
                : reading.statement().money(minor.setScale(0, RoundingMode.HALF_UP));
    }

    static String percent(@Nullable BigDecimal share, Words words) {
        return share == null ? "" : words.say("percent", digits(share.movePointRight(2), 1));
    }

    static String times(@Nullable BigDecimal ratio, int digits, Words words) {
        return ratio == null ? "" : words.say("times", digits(ratio, digits));
    }

    private static String digits(BigDecimal number, int digits) {
        return number.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
