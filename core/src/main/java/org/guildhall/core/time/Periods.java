package org.guildhall.core.time;

/** How long periods can be, to compare those of different units. */
public final class Periods {
    private Periods() {}

    /** No calendar makes the period longer than this many days. */
    public static int mostDays(Period period) {
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
    public static int leastDays(Period period) {
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

    public static int mostDays(CalendarUnit unit) {
        return mostDays(1, unit);
    }

    /** No calendar makes so many units in a row longer than this many days. */
    public static int mostDays(int units, CalendarUnit unit) {
        return switch (unit) {
            case DAY -> units;
            case WEEK -> 7 * units;
            case MONTH -> mostDays(new Period(units, PeriodUnit.MONTHS));
            case QUARTER -> mostDays(new Period(3 * units, PeriodUnit.MONTHS));
            case HALF_YEAR -> mostDays(new Period(6 * units, PeriodUnit.MONTHS));
            case YEAR -> 366 * units;
        };
    }
}
