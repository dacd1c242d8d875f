package org.guildhall.core.terms;

import org.guildhall.core.time.CalendarUnit;

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
        record Order() implements Per {}

        record Calendar(CalendarUnit unit) implements Per {}

        record Lifetime() implements Per {}
    }
}
