package org.guildhall.server.figures;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** The totals of one programme at the ends of some months, added up member by member. One thread. */
final class Sums {
    private final ZoneCalendar calendar;
    private final @Nullable YearMonth from;
    private final YearMonth until;
    private final TreeMap<YearMonth, Map<Integer, Long>> byMonth = new TreeMap<>();
    private @Nullable YearMonth unknown;

    /**
     * @param from null for as far back as there is anything
     * @param until the last
     */
    Sums(ZoneCalendar calendar, @Nullable YearMonth from, YearMonth until) {
        this.calendar = calendar;
        this.from = from;
        this.until = until;
    }

    YearMonth until() {
        return until;
    }

    boolean wants(YearMonth month) {
        return from == null || !month.isBefore(from);
    }

    /** The months that are wanted of a member who first did anything at {@code first}, up to {@code last}. */
    List<YearMonth> months(long first, YearMonth last) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.from(calendar.date(first)); !month.isAfter(last); month =
                month.plusMonths(1)) {
            if (wants(month)) {
                months.add(month);
            }
        }
        return months;
    }

    /** The last millisecond of a month. */
    long end(YearMonth month) {
        return calendar.startOf(month.plusMonths(1).atDay(1)) - 1;
    }

    void add(YearMonth month, TallyDelta tally) {
        Map<Integer, Long> sums = byMonth.computeIfAbsent(month, any -> new HashMap<>());
        for (int i = 0; i < tally.series().length; i++) {
            sums.merge(tally.series()[i], tally.amounts()[i], Math::addExact);
        }
    }

    /** Somebody's state at a month's end can't be told any more, nor can the sums up to it. */
    void unknown(YearMonth month) {
        if (unknown == null || month.isAfter(unknown)) {
            unknown = month;
        }
    }

    /** The months that are known wholly, one after the other. */
    List<Figures.Month> result(IntFunction<String> names) {
        List<Figures.Month> months = new ArrayList<>();
        YearMonth first = unknown != null ? unknown.plusMonths(1)
                : from != null ? from
                        : byMonth.isEmpty() ? until.plusMonths(1) : byMonth.firstKey();
        for (YearMonth month = first; !month.isAfter(until); month = month.plusMonths(1)) {
            Map<String, Long> totals = new TreeMap<>();
            Objects.requireNonNullElse(byMonth.get(month), Map.<Integer, Long>of())
                    .forEach((series, amount) -> {
                        if (amount != 0) {
                            totals.put(names.apply(series), amount);
                        }
                    });
            months.add(new Figures.Month(month, end(month), totals));
        }
        return months;
    }
}
