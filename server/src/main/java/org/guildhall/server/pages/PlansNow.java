package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Plan;

/** How many have each plan, and in which state. */
record PlansNow(List<Line> lines, List<Share> bar) {
    static final List<String> STATES = List.of("trial", "paid", "unpaid", "paused");

    /** One plan. @param about how long its terms are, and how long it is free at first */
    record Line(String name, String about, List<String> counts) {}

    static PlansNow of(Reading reading, Totals totals) {
        Words words = reading.words();
        List<Line> lines = new ArrayList<>();
        for (Plan plan : reading.terms().plans()) {
            String term = words.say("plan.each", words.period(plan.term()));
            lines.add(new Line(words.of(plan.names()),
                    plan.trial() == null ? term
                            : term + words.say("comma")
                                    + words.say("plan.free.at.first", words.period(plan.trial())),
                    STATES.stream().map(state -> words.number(totals.plan(plan.name(), state))).toList()));
        }
        return new PlansNow(List.copyOf(lines), Share.of(STATES.stream()
                .map(state -> new Share.Of("plan-" + state, words.say("plans." + state), totals.plans(reading.terms(),
                        state)))
                .toList()));
    }
}
