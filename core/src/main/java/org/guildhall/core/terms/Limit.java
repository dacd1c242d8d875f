package org.guildhall.core.terms;

import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.ZoneCalendar;

/**
 * A cap.
 *
 * @param number the symbol under which a member counts it
 * @param amount the most, in the currency's scale, or a number of times
 */
public record Limit(int number, Of of, long amount, Per per) {
    /** What is capped. */
    public enum Of {
        AMOUNT,
        TIMES
    }

    /** The stretch that the cap is for; the activity's {@code at} decides which it falls in. */
    public sealed interface Per {
        /** Where the stretch begins that a moment lies in: its first epoch day, or 0 for an order or a lifetime. */
        default long period(ZoneCalendar calendar, long moment) {
            return this instanceof Calendar(var unit) ? calendar.dayOf(calendar.floor(moment, unit)) : 0;
        }

        record Order() implements Per {}

        record Calendar(CalendarUnit unit) implements Per {}

        record Lifetime() implements Per {}
    }
}
