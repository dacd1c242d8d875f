package org.guildhall.core.language;

import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;

/** How long periods can be, to compare those of different units. */
final class Periods {
    private Periods() {}

    /** No calendar makes the period longer than this many days. */
    static int mostDays(Period period) {
        int n = period.amount();
        return switch (period.unit()) {
            case MINUTES -> n / 1440 + 1;
            case HOURS -> n / 24 + 1;
            case DAYS -> n;
            case WEEKS -> 7 * n;
            case MONTHS -> n / 12 * 366 + n % 12 * 31;
            case YEARS -> 366 * n;
        };
    }

    /** No calendar makes the period shorter than this many days. */
    static int leastDays(Period period) {
        int n = period.amount();
        return switch (period.unit()) {
            case MINUTES -> n / 1440;
            case HOURS -> n / 24;
            case DAYS -> n;
            case WEEKS -> 7 * n;
            case MONTHS -> n / 12 * 365 + n % 12 * 28;
            case YEARS -> 365 * n;
        };
    }

    static int mostDays(CalendarUnit unit) {
        return switch (unit) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 31;
            case QUARTER -> 92;
            case HALF_YEAR -> 184;
            case YEAR -> 366;
        };
    }
}
