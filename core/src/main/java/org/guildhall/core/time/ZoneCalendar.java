package org.guildhall.core.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Calendar arithmetic in one programme's zone, over epoch milliseconds and epoch days. A day ends at the next day's
 * start; a day whose midnight a clock change skips begins at its first moment. Safe for many threads.
 */
public final class ZoneCalendar {
    private final ZoneId zone;
    private final ZoneRules rules;
    private volatile Span span = new Span(0, 0, 0);

    /** The last looked-up stretch of time with one offset; replaced whole, so that readers see a consistent one. */
    private record Span(long from, long until, long offsetMillis) {}

    public ZoneCalendar(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    public ZoneId zone() {
        return zone;
    }

    /** The epoch day that the moment falls on. */
    public long dayOf(long moment) {
        return Math.floorDiv(moment + offset(moment), 86_400_000L);
    }

    /** The first moment of an epoch day. */
    public long startOf(long day) {
        return startOf(LocalDate.ofEpochDay(day));
    }

    public long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    public LocalDate date(long moment) {
        return LocalDate.ofEpochDay(dayOf(moment));
    }

    /** The moment a period after another, at the same local time; a day that a month lacks becomes the month's last. */
    public long plus(long moment, Period period) {
        return switch (period.unit()) {
            case MINUTES -> moment + period.amount() * 60_000L;
            case HOURS -> moment + period.amount() * 3_600_000L;
            case DAYS -> shifted(moment, period.amount(), ChronoUnit.DAYS);
            case WEEKS -> shifted(moment, period.amount(), ChronoUnit.WEEKS);
            case MONTHS -> shifted(moment, period.amount(), ChronoUnit.MONTHS);
            case YEARS -> shifted(moment, period.amount(), ChronoUnit.YEARS);
        };
    }

    /** The moment a period before another, at the same local time. */
    public long minus(long moment, Period period) {
        return switch (period.unit()) {
            case MINUTES -> moment - period.amount() * 60_000L;
            case HOURS -> moment - period.amount() * 3_600_000L;
            case DAYS -> shifted(moment, -period.amount(), ChronoUnit.DAYS);
            case WEEKS -> shifted(moment, -period.amount(), ChronoUnit.WEEKS);
            case MONTHS -> shifted(moment, -period.amount(), ChronoUnit.MONTHS);
            case YEARS -> shifted(moment, -period.amount(), ChronoUnit.YEARS);
        };
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

    private long shifted(long moment, long amount, ChronoUnit unit) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(moment, 1000L),
                (int) Math.floorMod(moment, 1000L) * 1_000_000,
                rules.getOffset(Instant.ofEpochMilli(moment)));
        return local.plus(amount, unit).atZone(zone).toInstant().toEpochMilli();
    }

    private long offset(long moment) {
        Span known = span;
        if (moment >= known.from && moment < known.until) {
            return known.offsetMillis;
        }
        Instant instant = Instant.ofEpochMilli(moment);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        Span found = new Span(
                before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli(),
                after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli(),
                rules.getOffset(instant).getTotalSeconds() * 1000L);
        span = found;
        return found.offsetMillis;
    }
}
