package org.guildhall.core.time;

/** The units of the calendar that a day, a cap or a rounding-up refers to; weeks begin on Monday. */
public enum CalendarUnit {
    DAY("day"),
    WEEK("week"),
    MONTH("month"),
    QUARTER("quarter"),
    HALF_YEAR("half-year"),
    YEAR("year");

    private final String word;

    CalendarUnit(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
