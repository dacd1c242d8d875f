package org.guildhall.core.terms;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures that somebody else found out: what a survey says a plan is worth, how large a market is. No rule sees them.
 *
 * @param plan the symbol of the plan that a worth is of; 0 for a market
 * @param source who found it out
 * @param values from the first day on; never none
 */
public record ReportedSeries(String name, Texts names, Measures measures, int plan, Texts source,
        List<Value> values) {

    /** What its values say. */
    public enum Measures {
        /** What a term of a plan would cost by the list prices of all that is in it, in minor units. */
        LIST_VALUE,
        /** What members say a term of a plan is worth to them, in minor units. */
        PERCEIVED_VALUE,
        /** How many people could be members. */
        MARKET;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** So much from a day on. */
    public record Value(LocalDate from, long amount) {}

    public ReportedSeries {
        values = List.copyOf(values);
    }

    /** What it says of a day; null before its first. */
    public @Nullable Value at(LocalDate day) {
        Value found = null;
        for (Value value : values) {
            if (!value.from().isAfter(day)) {
                found = value;
            }
        }
        return found;
    }
}
