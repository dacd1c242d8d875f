package org.guildhall.core.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Calendar arithmetic in one programme's zone, over epoch milliseconds and epoch days. A day ends at the next day's
 * start; a day whose midnight a clock change skips begins at its first moment. Safe for many threads.
 */
public final class ZoneCalendar {
    private static final long DAY_MILLIS = 86_400_000L;

    private final ZoneId zone;
    private final ZoneOffsets offsets;

    public ZoneCalendar(ZoneId zone) {
        this.zone = zone;
        this.offsets = new ZoneOffsets(zone.getRules());
    }

    public ZoneId zone() {
        return zone;
    }

    /** The epoch day that the moment falls on. */
    public long dayOf(long moment) {
        return Math.floorDiv(moment + offsets.at(moment), DAY_MILLIS);
    }

    /** The first moment of an epoch day. */
    public long startOf(long day) {
        return offsets.firstMoment(Math.multiplyExact(day, DAY_MILLIS));
    }

    public long startOf(LocalDate day) {
        return startOf(day.toEpochDay());
    }

    public LocalDate date(long moment) {
        return LocalDate.ofEpochDay(dayOf(moment));
    }

    /** The moment a period after another, at the same local time; a day that a month lacks becomes the month's last. */
    public long plus(long moment, Period period) {
        return switch (period.unit()) {
            case MINUTES -> moment + period.amount() * 60_000L;
            case HOURS -> moment + period.amount() * 3_600_000L;
            case DAYS, WEEKS, MONTHS, YEARS -> shifted(moment, period.unit(), period.amount());
        };
    }

    /** The moment a period before another, at the same local time. */
    public long minus(long moment, Period period) {
        return switch (period.unit()) {
            case MINUTES -> moment - period.amount() * 60_000L;
            case HOURS -> moment - period.amount() * 3_600_000L;
            case DAYS, WEEKS, MONTHS, YEARS -> shifted(moment, period.unit(), -period.amount());
        };
    }

    /** A moment later by as much as clocks went on between two others, at the same local time for whole days. */
    public long plus(long moment, long from, long until) {
        long passed = until + offsets.at(until) - from - offsets.at(from);
        return offsets.moment(moment + offsets.at(moment) + passed);
    }

    /** The first moment of the unit that {@code moment} falls in. */
    public long floor(long moment, CalendarUnit unit) {
        return startOf(first(date(moment), unit));
    }

    /** The end of the unit that {@code moment} falls in: the first moment of the next one. */
    public long endOf(long moment, CalendarUnit unit) {
        return startOf(next(first(date(moment), unit), unit));
    }

    /** {@code moment} itself where it begins a unit, else the end of the unit that it falls in. */
    public long ceiling(long moment, CalendarUnit unit) {
        return floor(moment, unit) == moment ? moment : endOf(moment, unit);
    }

    private static LocalDate first(LocalDate day, CalendarUnit unit) {
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case HALF_YEAR -> LocalDate.of(day.getYear(), day.getMonthValue() <= 6 ? 1 : 7, 1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
        };
    }

    private static LocalDate next(LocalDate first, CalendarUnit unit) {
        return switch (unit) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case HALF_YEAR -> first.plusMonths(6);
            case YEAR -> first.plusYears(1);
        };
    }

    private long shifted(long moment, PeriodUnit unit, long amount) {
        long local = moment + offsets.at(moment);
        return switch (unit) {
            case MINUTES, HOURS -> throw new IllegalArgumentException("expected days or longer, but found " + unit);
            case DAYS -> offsets.moment(local + amount * DAY_MILLIS);
            case WEEKS -> offsets.moment(local + amount * 7 * DAY_MILLIS);
            case MONTHS -> offsets.moment(monthsLater(local, amount));
            case YEARS -> offsets.moment(monthsLater(local, amount * 12));
        };
    }

    private static long monthsLater(long local, long months) {
        long day = Math.floorDiv(local, DAY_MILLIS);
        return LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay() * DAY_MILLIS
                + Math.floorMod(local, DAY_MILLIS);
    }
}
