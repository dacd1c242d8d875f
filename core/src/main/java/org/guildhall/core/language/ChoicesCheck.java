package org.guildhall.core.language;

import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Plan;
import org.jspecify.annotations.Nullable;

/** A choice is among benefits that its plan gives, and so is what its seats give. */
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
                    check(plan, choice.place(), choice.value(), Language.CHOICE_OF);
                }
                Parts seats = entry.value().get(Language.SEATS);
                check(plan, seats == null ? entry.place() : seats.block().place(), seats, Language.SEATS_GIVE);
            }
        }
    }

    private void check(Plan plan, Place place, @Nullable Parts parts, Key<List<Integer>> key) {
        for (int number : parts == null ? List.<Integer>of() : parts.or(key, List.of())) {
            benefits.stream()
                    .filter(benefit -> benefit.number() == number && !gives(plan, benefit))
                    .findFirst()
                    .ifPresent(benefit -> draft.problems.add(place, benefit.name()
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
