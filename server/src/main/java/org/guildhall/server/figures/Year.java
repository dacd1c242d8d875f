package org.guildhall.server.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last twelve months, the present one as far as it has come, from its second day on; fewer where there are no more.
 *
 * @param before the month before them, null where there is none
 * @param months the oldest first, at least one
 */
public record Year(Figures.@Nullable Month before, List<Figures.Month> months) {
    private static final int MONTHS = 12;
    private static final long DAY = 86_400_000;
    /** Digits of ratios. */
    public static final int DIGITS = 4;

    /** @param all at least one */
    public static Year of(List<Figures.Month> all) {
        int end = hasOnlyBegun(all) ? all.size() - 1 : all.size();
        int first = Math.max(0, end - MONTHS);
        return new Year(first == 0 ? null : all.get(first - 1), List.copyOf(all.subList(first, end)));
    }

    /** Whether the present month is in its first day: with it for one of twelve, a year would have eleven. */
    private static boolean hasOnlyBegun(List<Figures.Month> all) {
        return all.size() > 1 && all.getLast().moment() - all.get(all.size() - 2).moment() <= DAY;
    }

    public YearMonth from() {
        return months.getFirst().month();
    }

    public long until() {
        return months.getLast().moment();
    }

    /** What came to a series that only adds up. */
    public long came(String series) {
        return months.getLast().total(series) - (before == null ? 0 : before.total(series));
    }

    /** The sum of a series over the ends of the months; a mean is this by their number. */
    private long ends(String series) {
        return months.stream().mapToLong(month -> month.total(series)).sum();
    }

    /** So much a head, of those who were in a group at the ends of months; null where nobody ever was. */
    public @Nullable BigDecimal aHead(long amount, List<String> group, List<String> less) {
        long heads = group.stream().mapToLong(this::ends).sum() - less.stream().mapToLong(this::ends).sum();
        return ratio(BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(months.size())), heads);
    }

    /** How many days it has so far. */
    public long days(ZoneId zone) {
        long start = from().atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        return Math.max(1, Math.round((until() - start) / (double) DAY));
    }

    /** Half up; null where there is nothing to divide by. */
    public static @Nullable BigDecimal ratio(long part, long whole) {
        return ratio(BigDecimal.valueOf(part), whole);
    }

    private static @Nullable BigDecimal ratio(BigDecimal part, long whole) {
        return whole <= 0 ? null : part.divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
    }
}
