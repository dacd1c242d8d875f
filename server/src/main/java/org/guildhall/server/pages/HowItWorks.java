package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** The terms as a member wants to know them. @param text as they were written */
record HowItWorks(
        String from, List<String> rules, List<String> lives, List<Steps> ladders, List<Gives> plans, String text) {
    /** A ladder from its first tier on. */
    record Steps(String name, List<Step> steps) {}

    /** One tier and what it takes. */
    record Step(int step, String tier, String threshold) {}

    /** A plan and the names of its benefits. */
    record Gives(String plan, String benefits) {}

    /** Whether there is nothing to say but the terms as they were written. */
    boolean bare() {
        return rules.isEmpty() && lives.isEmpty() && ladders.isEmpty() && plans.isEmpty();
    }

    static HowItWorks of(Reading reading) {
        Terms terms = reading.terms();
        Words words = reading.words();
        return new HowItWorks(words.say("terms.from", words.day(terms.date())),
                terms.rules().stream().map(rule -> words.of(rule.names())).toList(),
                ProgrammePages.spendable(terms).map(currency -> life(currency, words)).toList(),
                terms.ladders().stream().map(ladder -> steps(ladder, reading)).toList(),
                terms.plans().stream().map(plan -> gives(plan, terms, words)).toList(), terms.text());
    }

    private static Gives gives(Plan plan, Terms terms, Words words) {
        return new Gives(words.of(plan.names()), terms.benefits()
                .stream()
                .filter(benefit -> benefit.givenBy()
                        .stream()
                        .anyMatch(source -> source instanceof Benefit.Source.ByPlan by && by.plan() == plan.number()))
                .map(benefit -> words.of(benefit.names()))
                .collect(Collectors.joining(words.say("comma"))));
    }

    private static Steps steps(Ladder ladder, Reading reading) {
        List<Step> steps = new ArrayList<>();
        for (Ladder.Tier tier : ladder.tiers()) {
            steps.add(new Step(steps.size(), reading.words().of(tier.names()),
                    reading.measure(ladder.name(), tier.from())));
        }
        return new Steps(reading.words().of(ladder.names()), List.copyOf(steps));
    }

    private static String life(PointCurrency currency, Words words) {
        String name = words.of(currency.names());
        return switch (currency.expires()) {
            case PointCurrency.Expiry.Never _ -> words.say("life.never", name);
            case PointCurrency.Expiry.After after -> words.say("life.after", name, words.period(after.period()));
            case PointCurrency.Expiry.OnDates _ -> words.say("life.dates", name);
            case PointCurrency.Expiry.WithTermOf _ -> words.say("life.term", name);
            case PointCurrency.Expiry.Inactivity idle -> words.say("life.idle", name, words.period(idle.period()));
        };
    }
}
