package org.guildhall.core.member;

import java.time.LocalDate;
import java.util.List;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Ladder.Measure;
import org.guildhall.core.terms.Ladder.Over;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.ZoneCalendar;

/** What a ladder measures of a member: over which days, from which series of daily totals. */
final class Measures {
    private Measures() {}

    /** The series of the daily totals of a field summed over a kind's activities; a kind's own series is its symbol. */
    static long series(int kind, int field) {
        return (long) kind << 32 | field;
    }

    static long[] series(Measure by) {
        return switch (by) {
            case Measure.Earned m -> new long[]{m.currency()};
            case Measure.Money m -> longs(m.kinds());
            case Measure.Count m -> longs(m.kinds());
            case Measure.Sum m -> m.kinds().stream().mapToLong(kind -> series(kind, m.field())).toArray();
            case Measure.Balance m -> new long[0];
            case Measure.Score m -> new long[0];
        };
    }

    private static long[] longs(List<Integer> kinds) {
        long[] all = new long[kinds.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = kinds.get(i);
        }
        return all;
    }

    /** Whether the measure comes from daily totals, and so changes with them and with the days. */
    static boolean overDays(Ladder ladder) {
        return !(ladder.by() instanceof Measure.Balance) && !(ladder.by() instanceof Measure.Score);
    }

    static long part(Measure by, DailyTotals.Total total) {
        return by instanceof Measure.Count ? total.count() : total.amount();
    }

    /** The measure at a moment, worked out afresh; an activity that came minutes before its day is counted already. */
    static long measure(Member member, Ladder ladder, Terms terms, long moment) {
        return measure(member, ladder, terms, moment, Long.MAX_VALUE);
    }

    private static long measure(Member member, Ladder ladder, Terms terms, long moment, long untilDay) {
        return switch (ladder.by()) {
            case Measure.Balance m -> member.available(m.currency());
            case Measure.Score m -> member.scores.number(m.score(), 0);
            case Measure.Earned m -> overDays(member, ladder, terms, moment, untilDay);
            case Measure.Money m -> overDays(member, ladder, terms, moment, untilDay);
            case Measure.Count m -> overDays(member, ladder, terms, moment, untilDay);
            case Measure.Sum m -> overDays(member, ladder, terms, moment, untilDay);
        };
    }

    /**
     * The measure that decides whether a hold that ends at a moment is renewed: of a calendar unit or membership year, the
     * one that ends then; of a rolling window, the one at that moment, so that what qualified once does not do so twice.
     */
    static long measureAtEnd(Member member, Ladder ladder, Terms terms, long end) {
        return ladder.over() instanceof Over.Rolling
                ? measure(member, ladder, terms, end)
                : measure(member, ladder, terms, end - 1, terms.calendar().dayOf(end - 1) + 1);
    }

    private static long overDays(Member member, Ladder ladder, Terms terms, long moment, long untilDay) {
        return sum(member, ladder, from(member, ladder, terms, moment), untilDay);
    }

    /** The sum over days from one (inclusive) to another (exclusive). */
    static long sum(Member member, Ladder ladder, long from, long until) {
        long sum = 0;
        for (long series : series(ladder.by())) {
            DailyTotals.Total total =
                    from == DailyTotals.LIFETIME ? member.totals.lifetime(series)
                            : member.totals.sum(series, from, until);
            sum = Math.addExact(sum, part(ladder.by(), total));
        }
        return sum;
    }

    /** The first day of the window that a moment stands in. */
    static long from(Member member, Ladder ladder, Terms terms, long moment) {
        ZoneCalendar calendar = terms.calendar();
        return switch (ladder.over()) {
            case Over.Rolling over -> rollingFrom(calendar.dayOf(moment), over.period());
            case Over.Calendar over -> calendar.dayOf(calendar.floor(moment, over.unit()));
            case Over.MembershipYear over -> membershipYear(member, calendar, moment).toEpochDay();
            case Over.Lifetime over -> DailyTotals.LIFETIME;
            case Over.Present over -> 0;
        };
    }

    /**
     * The first day of a rolling window that ends with {@code day}: the first that is not yet a whole period ago, where 29
     * February is a year ago on the 28th.
     */
    static long rollingFrom(long day, Period period) {
        LocalDate last = LocalDate.ofEpochDay(day);
        LocalDate from = back(last, period).plusDays(1);
        while (from.getDayOfMonth() > 28 && !forward(from, period).isAfter(last)) {
            from = from.plusDays(1);
        }
        return from.toEpochDay();
    }

    private static LocalDate back(LocalDate day, Period period) {
        return switch (period.unit()) {
            case MINUTES, HOURS -> day.minusDays(1);
            case DAYS -> day.minusDays(period.amount());
            case WEEKS -> day.minusWeeks(period.amount());
            case MONTHS -> day.minusMonths(period.amount());
            case YEARS -> day.minusYears(period.amount());
        };
    }

    private static LocalDate forward(LocalDate day, Period period) {
        return switch (period.unit()) {
            case MINUTES, HOURS -> day.plusDays(1);
            case DAYS -> day.plusDays(period.amount());
            case WEEKS -> day.plusWeeks(period.amount());
            case MONTHS -> day.plusMonths(period.amount());
            case YEARS -> day.plusYears(period.amount());
        };
    }

    /** The first day on which {@code day} lies outside the rolling window. */
    static long leaves(long day, Period period) {
        return forward(LocalDate.ofEpochDay(day), period).toEpochDay();
    }

    /** The day of joining, or its last return on or before the moment's day; 29 February returns on the 28th. */
    static LocalDate membershipYear(Member member, ZoneCalendar calendar, long moment) {
        LocalDate joined = calendar.date(member.joinedAt);
        LocalDate today = calendar.date(moment);
        int years = today.getYear() - joined.getYear();
        LocalDate anniversary = joined.plusYears(years);
        return anniversary.isAfter(today) ? joined.plusYears(years - 1) : anniversary;
    }

    /** The end of the membership year that the moment stands in. */
    static long membershipYearEnd(Member member, ZoneCalendar calendar, long moment, int more) {
        LocalDate joined = calendar.date(member.joinedAt);
        LocalDate begun = membershipYear(member, calendar, moment);
        return calendar.startOf(joined.plusYears(begun.getYear() - joined.getYear() + 1 + more));
    }

    /** When the measure next falls by the passing of days alone, or {@link Lot#NEVER}. */
    static long nextFall(Member member, Ladder ladder, Terms terms, long measuredFrom) {
        ZoneCalendar calendar = terms.calendar();
        return switch (ladder.over()) {
            case Over.Rolling over -> {
                long first = Lot.NEVER;
                for (long series : series(ladder.by())) {
                    first = Math.min(first, member.totals.firstDay(series, measuredFrom));
                }
                yield first == Lot.NEVER ? Lot.NEVER : calendar.startOf(leaves(first, over.period()));
            }
            case Over.Calendar over -> calendar.endOf(calendar.startOf(measuredFrom), over.unit());
            case Over.MembershipYear over ->
                    membershipYearEnd(member, calendar, calendar.startOf(measuredFrom), 0);
            case Over.Lifetime over -> Lot.NEVER;
            case Over.Present over -> Lot.NEVER;
        };
    }
}
