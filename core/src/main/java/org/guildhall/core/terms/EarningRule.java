package org.guildhall.core.terms;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.Quantity;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How something earns points.
 *
 * @param line the line in the file where it stands, for messages
 * @param multiplier by the tier held, null for none
 * @param when what must hold of the whole
 * @param ofLine what must hold of each line that earns, for a rule per line
 * @param from its first day, null for always
 * @param until the first day on which it no longer holds, null for never
 * @param gives benefits, besides points; of a rule that is on no activity
 */
public record EarningRule(
        int number,
        String name,
        Texts names,
        int line,
        Trigger on,
        Condition when,
        Condition ofLine,
        boolean perLine,
        List<Award> awards,
        Rounding rounding,
        @Nullable Multiplier multiplier,
        Times times,
        List<Limit> limits,
        OnReturn onReturn,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        List<ForATime> gives) {

    /** What sets the rule off. */
    public sealed interface Trigger {
        /** With which plans it comes; none for what comes with others. */
        default List<Integer> plans() {
            return List.of();
        }

        /** An effective activity of one of these kinds. */
        record On(List<Integer> kinds) implements Trigger {}

        /** The beginning of a term of one of these plans; a trial is none. */
        record EachTerm(List<Integer> plans) implements Trigger {}

        /**
         * The beginning of each stretch of the calendar or of the membership, while one of these plans runs.
         *
         * @param per of the calendar, or of the membership
         */
        record Each(Benefit.Per per, List<Integer> plans) implements Trigger {}

        /** The yearly return of a day: the member's field, or the day of joining where {@code field} is 0. */
        record Yearly(int field) implements Trigger {}
    }

    /** Points of one currency. */
    public record Award(int currency, Quantity quantity) {}

    /** A benefit, by its symbol, from when the rule gives it for so long. */
    public record ForATime(int benefit, Period period) {}

    /** Factors by the symbol of the tier held in a ladder; a tier not named has factor 1. */
    public record Multiplier(int ladder, Map<Integer, Factor> factors) {}

    /** An exact factor: {@code unscaled x 10^-scale}. */
    public record Factor(long unscaled, int scale) {}

    /** Which of a member's effective activities of these kinds earn. */
    public sealed interface Times {
        record Every() implements Times {}

        /** The n-th in the member's life; 1 is the first. */
        record Nth(int n) implements Times {}

        /** Every n-th. */
        record EveryNth(int n) implements Times {}

        /**
         * When the activity makes {@code length} units of the calendar in a row with at least one each; then they are
         * counted from the beginning.
         *
         * @param number the symbol under which a member counts completed streaks
         */
        record Streak(int number, int length, CalendarUnit unit) implements Times {}
    }

    /** How much is taken back when part of an activity is returned. */
    public enum OnReturn {
        /** The rule is worked out again for what is left; only for rules that look at nothing but the activity. */
        RECOMPUTE("recompute"),
        /** In proportion to the value that is left. */
        BY_VALUE("by-value"),
        /** What was earned stays. */
        KEEP("keep");

        private final String word;

        OnReturn(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
