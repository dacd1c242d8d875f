package org.guildhall.core.terms;

import java.util.List;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A ladder of tiers.
 *
 * @param number its symbol, under which a member keeps its standing
 * @param tiers in ascending order; the first is from 0 and is where everyone begins
 * @param grace how long a tier is kept after its hold ended without re-qualifying, null for not at all
 */
public record Ladder(
        int number,
        String name,
        Texts names,
        Measure by,
        Over over,
        Hold hold,
        Fall fall,
        @Nullable Period grace,
        List<Tier> tiers) {

    /** One tier; {@code from} in the measure's unit: the currency's scale, minor units, or a count. */
    public record Tier(int number, String name, Texts names, long from) {}

    /** What is measured. */
    public sealed interface Measure {
        /** What was earned of a currency, less what returns took; spending does not lower it. */
        record Earned(int currency) implements Measure {}

        /** What is available of a currency now. */
        record Balance(int currency) implements Measure {}

        /** The amounts of effective activities of these kinds, less returns, in minor units. */
        record Money(List<Integer> kinds) implements Measure {}

        /** How many effective activities of these kinds. */
        record Count(List<Integer> kinds) implements Measure {}

        /** The sum of a whole-number field, such as nights, over effective activities of these kinds. */
        record Sum(List<Integer> kinds, int field) implements Measure {}

        /** A score that the operator reports; the latest counts. */
        record Score(int score) implements Measure {}
    }

    /** The stretch of time that is measured. */
    public sealed interface Over {
        record Rolling(Period period) implements Over {}

        record Calendar(CalendarUnit unit) implements Over {}

        /** From the day of joining, or its anniversary, to the next. */
        record MembershipYear() implements Over {}

        record Lifetime() implements Over {}

        /** For a balance or a score: what it is now. */
        record Present() implements Over {}
    }

    /** How long a tier is held from the moment it was reached or renewed. */
    public sealed interface Hold {
        /** Only as long as it is qualified for. */
        record WhileQualified() implements Hold {}

        record For(Period period) implements Hold {}

        /** To the end of the calendar unit, and this many more of them. */
        record UntilEndOf(CalendarUnit unit, int more) implements Hold {}

        /** To the end of the membership year, and this many more of them. */
        record UntilMembershipYear(int more) implements Hold {}

        record Lifetime() implements Hold {}
    }

    /** What happens at the end of a hold without re-qualifying. */
    public enum Fall {
        NONE("none"),
        ONE_DOWN("one-down"),
        TO_QUALIFIED("to-qualified");

        private final String word;

        Fall(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
