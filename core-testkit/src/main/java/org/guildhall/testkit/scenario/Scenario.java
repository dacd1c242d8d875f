package org.guildhall.testkit.scenario;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.language.Place;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.stock.StockView;
import org.jspecify.annotations.Nullable;

/** One scenario, read and ready to run. */
record Scenario(Place place, String name, List<Step> given, List<Step> when, List<Check> then) {

    /**
     * Something asked of a member or a stock.
     *
     * @param who its name in the scenario
     * @param received when it arrives: never before the step above it
     */
    record Step(
            Place place, String who, EntityName entity, String id, long at, long received, Command.Body body) {}

    /** What must hold at some time. */
    sealed interface Check {
        Place place();

        List<Expectation> expectations();
    }

    /** What became of a step of {@code when}, counted from 1, and how it stood right after it that it was asked of. */
    record OfStep(Place place, int step, List<Expectation> expectations) implements Check {}

    /** How a member or a stock stands at a moment, everything due by then included and no later step. */
    record AtMoment(Place place, long at, String who, EntityName entity, List<Expectation> expectations)
            implements
                Check {}

    /**
     * One thing that is expected.
     *
     * @param what in words: {@code points}, {@code expired points}
     * @param found what there is instead, in the form in which it is expected
     */
    record Expectation(
            Place place, String what, String expected, BiPredicate<String, String> agrees,
            Function<Seen, String> found) {

        static Expectation exactly(Place place, String what, String expected, Function<Seen, String> found) {
            return new Expectation(place, what, expected, String::equals, found);
        }
    }

    /**
     * What a check looks at.
     *
     * @param view null for one who is unknown, and of a stock or an offer
     * @param stock null of anything else
     * @param budget what was taken of an offer; null of anything else
     * @param outcome of the step that is checked, with its entry where it has one of its own
     * @param outlook what the member is told of a plan; null for one that they have not
     */
    record Seen(
            @Nullable MemberView view, @Nullable StockView stock, @Nullable BudgetView budget,
            @Nullable Outcome outcome,
            @Nullable EntryView entry, Function<String, @Nullable OutlookView> outlook) {}
}
