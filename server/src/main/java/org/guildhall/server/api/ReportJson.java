package org.guildhall.server.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.FiguresBy;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.ReportedSeries;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;
import org.guildhall.server.figures.Due;
import org.guildhall.server.figures.Figures;
import org.guildhall.server.figures.Report;
import org.guildhall.server.shown.MemberJson;
import org.jspecify.annotations.Nullable;

/** What twelve months come to, and what is due, as JSON; ratios have four digits after the point. */
record ReportJson(Terms terms) {
    Map<String, @Nullable Object> of(Report report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", report.year().from().toString());
        json.put("at", MemberJson.moment(report.year().until()));
        Map<String, Object> plans = new LinkedHashMap<>();
        report.plans().forEach(plan -> plans.put(plan.plan().name(), plan(plan)));
        json.put("plans", plans);
        json.put("fees", money(report.fees()));
        json.put("worth", money(report.worth()));
        json.put("worth-per-fee", ratio(report.used()));
        json.put("cost", money(report.cost()));
        Map<String, String> payers = new LinkedHashMap<>();
        report.payers().forEach((payer, cost) -> payers.put(payer, money(cost)));
        json.put("payers", payers);
        json.put("compared", report.people());
        Map<String, Object> kinds = new LinkedHashMap<>();
        report.kinds().forEach(kind -> kinds.put(kind.kind().name(), kind(kind)));
        json.put("activities", kinds);
        json.put("markets", report.markets().stream().map(this::market).toList());
        return json;
    }

    private Map<String, @Nullable Object> plan(Report.OfPlan plan) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("trials-converted", plan.trials().good());
        json.put("trials-ended", plan.trials().bad());
        json.put("trial-conversion", ratio(plan.trials().share()));
        json.put("first-renewal", ratio(plan.first().share()));
        json.put("later-renewal", ratio(plan.later().share()));
        json.put("renewal", ratio(plan.renewals().share()));
        json.put("terms", plan.terms());
        json.put("fees", money(plan.fees()));
        Long fee = plan.fee();
        json.put("fee", fee == null ? null : money(fee));
        json.put("worths", plan.worths().stream().map(worth -> {
            Map<String, @Nullable Object> one = series(worth.series(), worth.value());
            one.put("worth", money(worth.value().amount()));
            one.put("per-fee", ratio(worth.ratio()));
            return one;
        }).toList());
        return json;
    }

    private static Map<String, @Nullable Object> series(ReportedSeries series, ReportedSeries.Value value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("series", series.name());
        json.put("names", texts(series.names()));
        json.put("measures", series.measures().word());
        json.put("source", texts(series.source()));
        json.put("since", value.from().toString());
        return json;
    }

    private static Map<String, String> texts(Texts texts) {
        return Map.of("zh", texts.zh(), "en", texts.en());
    }

    private Map<String, @Nullable Object> kind(Report.OfKind kind) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("count", kind.count());
        json.put("spent-each", each(kind.amount()));
        json.put("others-spent-each", each(kind.otherAmount()));
        json.put("multiple", ratio(kind.multiple()));
        json.put("in-30-days", ratio(kind.inThirtyDays()));
        json.put("share-of-count", ratio(kind.shareOfCount()));
        json.put("share-of-amount", ratio(kind.shareOfAmount()));
        if (!kind.parts().isEmpty()) {
            Map<String, Map<String, Object>> by = new LinkedHashMap<>();
            kind.parts()
                    .forEach(part -> by.computeIfAbsent(part.field(), field -> new LinkedHashMap<>())
                            .put(part.word(), kind(part.figures())));
            json.put("by", by);
        }
        return json;
    }

    private Map<String, @Nullable Object> market(Report.Reach reach) {
        Map<String, @Nullable Object> json = series(reach.series(), reach.value());
        json.put("people", reach.value().amount());
        json.put("taking-part", reach.people());
        json.put("share", ratio(reach.share()));
        return json;
    }

    Map<String, @Nullable Object> of(Due due) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", MemberJson.moment(due.at()));
        json.put("days", Due.DAYS);
        Map<String, Object> plans = new LinkedHashMap<>();
        for (Plan plan : terms.plans()) {
            Due.OfPlan of = due.plan(plan.name());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("renewals", of.renewals());
            one.put("trials", of.trials());
            one.put("amount", money(of.amount()));
            plans.put(plan.name(), one);
        }
        json.put("plans", plans);
        return json;
    }

    String money(long minor) {
        return MemberJson.decimal(minor, terms.moneyDigits());
    }

    private @Nullable String each(@Nullable BigDecimal minor) {
        return minor == null ? null
                : minor.setScale(0, RoundingMode.HALF_UP).movePointLeft(terms.moneyDigits()).toPlainString();
    }

    private static @Nullable String ratio(@Nullable BigDecimal ratio) {
        return ratio == null ? null : ratio.toPlainString();
    }

    /** The totals of a month's end that are of plans, benefits and activities. */
    void totals(Map<String, Long> totals, Map<String, Object> json) {
        json.put("subscribers", totals.getOrDefault("subscribers", 0L));
        Map<String, Object> plans = new LinkedHashMap<>();
        terms.plans()
                .forEach(plan -> plans.put(plan.name(), named(totals, "plan." + plan.name() + ".",
                        List.of("trial", "paid", "unpaid", "paused", "trials-converted", "trials-ended",
                                "first-renewed",
                                "first-ended", "later-renewed", "later-ended", "terms", "gifts", "seats"),
                        List.of("fees"))));
        json.put("plans", plans);
        Map<String, Object> benefits = new LinkedHashMap<>();
        terms.benefits()
                .forEach(benefit -> benefits.put(benefit.name(), named(totals,
                        "benefit." + benefit.name() + ".", List.of("used"), List.of("worth", "cost"))));
        json.put("benefits", benefits);
        Map<String, Object> payers = new LinkedHashMap<>();
        terms.benefits()
                .forEach(benefit -> benefit.payers().forEach(payer -> payers.put(payer.name(), money(0))));
        Figures.payers(totals)
                .forEach(payer -> payers.put(payer, money(totals.getOrDefault("payer." + payer + ".cost", 0L))));
        json.put("payers", payers);
        Map<String, Object> activities = new LinkedHashMap<>();
        terms.kinds().forEach(kind -> {
            Map<String, Object> figures = activity(totals, kind.name());
            if (!kind.figuresBy().isEmpty()) {
                figures.put("by", by(totals, kind));
            }
            activities.put(kind.name(), figures);
        });
        json.put("activities", activities);
    }

    private Map<String, Object> by(Map<String, Long> totals, ActivityKind kind) {
        Map<String, Object> by = new LinkedHashMap<>();
        for (FiguresBy one : kind.figuresBy()) {
            Map<String, Object> words = new LinkedHashMap<>();
            for (int part : one.parts().values()) {
                String name = terms.symbols().name(part);
                words.put(FiguresBy.word(name), activity(totals, name));
            }
            by.put(one.field().name(), words);
        }
        return by;
    }

    private Map<String, Object> activity(Map<String, Long> totals, String name) {
        return named(totals, "activity." + name + ".", List.of("count", "members-count", "subscribers-count"),
                List.of("amount", "members-amount", "subscribers-amount"));
    }

    private Map<String, Object> named(Map<String, Long> totals, String prefix, List<String> counts,
            List<String> amounts) {
        Map<String, Object> named = new LinkedHashMap<>();
        counts.forEach(one -> named.put(one, totals.getOrDefault(prefix + one, 0L)));
        amounts.forEach(one -> named.put(one, money(totals.getOrDefault(prefix + one, 0L))));
        return named;
    }
}
