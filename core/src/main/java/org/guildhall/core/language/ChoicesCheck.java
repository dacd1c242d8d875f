package org.guildhall.core.language;

import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Plan;

/** A choice is among benefits that its plan gives, and that are had or used one by one. */
final class ChoicesCheck {
    private final Draft draft;
    private final List<Plan> plans;
    private final List<Benefit> benefits;

    ChoicesCheck(Draft draft, List<Plan> plans, List<Benefit> benefits) {
        this.draft = draft;
        this.plans = plans;
        this.benefits = benefits;
    }

    void check() {
        for (Named.Entry<Parts> entry : draft.entries(Language.PLANS)) {
            Plan plan = plans.stream().filter(one -> one.name().equals(entry.name())).findFirst().orElse(null);
            if (plan != null && entry.value() != null) {
                for (Named.Entry<Parts> choice : entry.value().or(Language.CHOICES, List.of())) {
                    check(plan, choice);
                }
            }
        }
    }

    private void check(Plan plan, Named.Entry<Parts> choice) {
        Parts parts = choice.value();
        for (int number : parts == null ? List.<Integer>of() : parts.or(Language.CHOICE_OF, List.of())) {
            benefits.stream()
                    .filter(benefit -> benefit.number() == number && !gives(plan, benefit))
                    .findFirst()
                    .ifPresent(benefit -> draft.problems.add(choice.place(), benefit.name()
                            + ", which " + plan.name() + " does not give",
                            "benefits with " + plan.name()
                                    + " under plans",
                            null));
        }
    }

    private static boolean gives(Plan plan, Benefit benefit) {
        return benefit.givenBy()
                .stream()
                .anyMatch(source -> source instanceof Benefit.Source.ByPlan by && by.plan() == plan.number());
    }
}
