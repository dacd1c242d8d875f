package org.guildhall.testkit.generator;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.time.ZoneCalendar;

/** When orders fall: each day's share of the year's orders, how large its baskets are, and the hours of its orders. */
final class Season {
    /** How much days differ that the calendar does not tell apart: the weather. */
    private static final double WEATHER = 0.07;
    private static final int HOURS = 24;

    private final long[] starts;
    private final double[] shares;
    private final double[] baskets;
    private final boolean[] weekends;
    private final double[] weekdayHours;
    private final double[] weekendHours;

    Season(Calibration calibration) {
        LocalDate first = calibration.first();
        int days = Math.toIntExact(ChronoUnit.DAYS.between(first, calibration.last())) + 1;
        ZoneCalendar calendar = new ZoneCalendar(calibration.zone());
        starts = new long[days + 1];
        shares = new double[days];
        baskets = new double[days];
        weekends = new boolean[days];
        weekdayHours = cumulated(calibration.weekdayHours());
        weekendHours = cumulated(calibration.weekendHours());
        double[] weather = Chance.of(calibration.seed(), "weather").normals(days);
        double[] months = new double[12];
        for (int day = 0; day < days; day++) {
            LocalDate date = first.plusDays(day);
            int weekday = date.getDayOfWeek().getValue() - 1;
            starts[day] = calendar.startOf(date);
            weekends[day] = weekday >= 5;
            shares[day] = calibration.weekdays().get(weekday) * StrictMath.exp(WEATHER * weather[day]);
            baskets[day] = 1;
            for (Calibration.Peak peak : calibration.peaks()) {
                if (!date.isBefore(peak.from()) && date.isBefore(peak.until())) {
                    shares[day] *= peak.orders();
                    baskets[day] *= peak.basket();
                }
            }
            months[date.getMonthValue() - 1] += shares[day];
        }
        starts[days] = calendar.startOf(first.plusDays(days));
        double basket = 0;
        for (int day = 0; day < days; day++) {
            int month = first.plusDays(day).getMonthValue() - 1;
            shares[day] *= calibration.months().get(month) / months[month];
            basket += shares[day] * baskets[day];
        }
        for (int day = 0; day < days; day++) {
            baskets[day] /= basket;
        }
    }

    int days() {
        return shares.length;
    }

    /** The first moment of a day, counted from 0; of the day after the last, the end of the year. */
    long start(int day) {
        return starts[day];
    }

    long end() {
        return starts[shares.length];
    }

    /** The day's share of the year's orders. */
    double share(int day) {
        return shares[day];
    }

    /** How large the day's baskets are compared with the year's. */
    double basket(int day) {
        return baskets[day];
    }

    /** Moments of a day, ascending. */
    long[] moments(int day, int size, Chance chance) {
        double[] hours = weekends[day] ? weekendHours : weekdayHours;
        long length = starts[day + 1] - starts[day];
        long[] moments = new long[size];
        for (int i = 0; i < size; i++) {
            double hour = chance.place(hours) + chance.unit();
            moments[i] = starts[day] + (long) (hour / HOURS * length) / 1000 * 1000;
        }
        Arrays.sort(moments);
        return moments;
    }

    static double[] cumulated(List<Double> weights) {
        double[] cumulated = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += weights.get(i);
            cumulated[i] = sum;
        }
        return cumulated;
    }
}
