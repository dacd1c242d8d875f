package org.guildhall.testkit.generator;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.testkit.generator.Calibration.OfPlan;
import org.guildhall.testkit.generator.Calibration.Often;
import org.guildhall.testkit.generator.Calibration.Others;
import org.guildhall.testkit.generator.Calibration.Plans;

/** Reads {@code plans} of a calibration. */
final class PlansSection {
    private static final int MOST = 50_000_000;

    private final Section section;
    private final int digits;
    private final double line;

    /** @param line what a line is worth on average, in minor units: a basket has at least one */
    PlansSection(Section section, int digits, double line) {
        this.section = section;
        this.digits = digits;
        this.line = line;
    }

    Plans read() {
        Section others = section.section("others");
        Plans plans = new Plans(section.has("stands-for") ? section.whole("stands-for", 1, 100_000_000) : 1,
                basket(section),
                new Others(others.whole("count", 0, MOST), others.factor("orders", 0), basket(others)),
                section.named("taken", named -> plan(named.name(), named.section())));
        others.end();
        section.end();
        return plans;
    }

    private long basket(Section of) {
        long basket = of.money("basket", digits);
        if (basket < line) {
            of.wrong("basket", "a basket of " + minor(basket),
                    "at least " + minor(Math.round(Math.ceil(line)))
                            + ", the mean line by pieces and prices of the categories");
        }
        return basket;
    }

    private OfPlan plan(String name, Section plan) {
        Section renews = plan.section("renews");
        boolean trial = plan.has("trial");
        OfPlan made = new OfPlan(name, plan.whole("have", 1, MOST), plan.money("price", digits), plan.period("term"),
                trial ? plan.period("trial") : null, plan.period("grace"), plan.period("before"),
                trial ? plan.share("converts") : 1, renews.share("first"), renews.share("later"), plan.share("fails"),
                plan.length("retry"), plan.share("lapses"), plan.factor("orders", 0), often(plan, "uses"),
                often(plan, "visits"), scores(plan));
        renews.end();
        return made;
    }

    private static List<Often> often(Section plan, String key) {
        if (!plan.has(key)) {
            return List.of();
        }
        Section section = plan.section(key);
        return section.keys().stream().map(name -> new Often(name, section.factor(name, 0))).toList();
    }

    private static Map<String, Long> scores(Section plan) {
        Map<String, Long> scores = new HashMap<>();
        if (plan.has("scores")) {
            Section section = plan.section("scores");
            section.keys().forEach(name -> scores.put(name, (long) section.whole(name, 0, 999_999_999)));
        }
        return scores;
    }

    private String minor(long amount) {
        return BigDecimal.valueOf(amount, digits).toPlainString();
    }
}
