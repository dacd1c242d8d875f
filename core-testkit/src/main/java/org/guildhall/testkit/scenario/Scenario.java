package org.guildhall.testkit.scenario;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.language.Place;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.jspecify.annotations.Nullable;

/** One scenario, read and ready to run. */
record Scenario(Place place, String name, List<Step> given, List<Step> when, List<Check> then) {

    /**
     * Something asked of one member.
     *
     * @param received when it arrives: never before the step above it
     */
    record Step(Place place, String member, String id, long at, long received, MemberCommand body) {}

    /** What must hold at some time. */
    sealed interface Check {
        Place place();

        List<Expectation> expectations();
    }

    /** What became of a step of {@code when}, counted from 1, and how its member stood right after it. */
    record OfStep(Place place, int step, List<Expectation> expectations) implements Check {}

    /** How a member stands at a moment, everything due by then included and no later step. */
    record AtMoment(Place place, long at, String member, List<Expectation> expectations) implements Check {}

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
     * @param view null for one who is unknown
     * @param outcome of the step that is checked, with its entry where it has one of its own
     */
    record Seen(@Nullable MemberView view, @Nullable Outcome outcome, @Nullable EntryView entry) {}
}
