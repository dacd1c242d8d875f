package org.guildhall.core.time;

/** The units that a programme states periods in; days and longer follow the programme's calendar. */
public enum PeriodUnit {
    MINUTES("minutes"),
    HOURS("hours"),
    DAYS("days"),
    WEEKS("weeks"),
    MONTHS("months"),
    YEARS("years");

    private final String word;

    PeriodUnit(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
