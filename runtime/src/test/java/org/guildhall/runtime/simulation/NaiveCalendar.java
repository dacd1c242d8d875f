package org.guildhall.runtime.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;

/** Dates in a zone, by the Java library alone. */
record NaiveCalendar(ZoneId zone) {
    LocalDate date(long moment) {
        return Instant.ofEpochMilli(moment).atZone(zone).toLocalDate();
    }

    long day(long moment) {
        return date(moment).toEpochDay();
    }

    long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The same local time a period later; minutes and hours are as long as they are. */
    long plus(long moment, Period period) {
        return plus(moment, period, 1);
    }

    long minus(long moment, Period period) {
        return plus(moment, period, -1);
    }

    private long plus(long moment, Period period, long times) {
        ChronoUnit unit = ChronoUnit.valueOf(period.unit().name());
        if (unit.isTimeBased()) {
            return moment + unit.getDuration().toMillis() * period.amount() * times;
        }
        LocalDateTime local = Instant.ofEpochMilli(moment).atZone(zone).toLocalDateTime();
        return local.plus(period.amount() * times, unit).atZone(zone).toInstant().toEpochMilli();
    }

    static LocalDate plus(LocalDate day, Period period) {
        return day.plus(period.amount(), ChronoUnit.valueOf(period.unit().name()));
    }

    LocalDate first(long moment, CalendarUnit unit) {
        return first(date(moment), unit);
    }

    private static LocalDate first(LocalDate day, CalendarUnit unit) {
        LocalDate first = day;
        while (!begins(first, unit)) {
            first = first.minusDays(1);
        }
        return first;
    }

    private static boolean begins(LocalDate day, CalendarUnit unit) {
        boolean month = day.getDayOfMonth() == 1;
        return switch (unit) {
            case DAY -> true;
            case WEEK -> day.getDayOfWeek() == DayOfWeek.MONDAY;
            case MONTH -> month;
            case QUARTER -> month && day.getMonthValue() % 3 == 1;
            case HALF_YEAR -> month && day.getMonthValue() % 6 == 1;
            case YEAR -> day.getDayOfYear() == 1;
        };
    }

    /** The end of the unit that a moment falls in. */
    long end(long moment, CalendarUnit unit) {
        LocalDate day = date(moment).plusDays(1);
        while (!begins(day, unit)) {
            day = day.plusDays(1);
        }
        return start(day);
    }

    /** The last return of a date on or before a day; 29 February returns on the 28th. */
    static LocalDate lastReturn(LocalDate date, LocalDate day) {
        int years = 0;
        while (!date.plusYears(years + 1L).isAfter(day)) {
            years++;
        }
        while (date.plusYears(years).isAfter(day)) {
            years--;
        }
        return date.plusYears(years);
    }

    /** The first return of a date after a day. */
    static LocalDate nextReturn(LocalDate date, LocalDate day) {
        int years = -1;
        while (!date.plusYears(years).isAfter(day)) {
            years++;
        }
        return date.plusYears(years);
    }
}
