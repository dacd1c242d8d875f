package org.guildhall.testkit.generator;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a merchant's year comes back to. Shares are from 0 to 1, money is in minor units, lengths of time in
 * milliseconds, lists without a unit are weights.
 *
 * @param first day of the year that is made, usually 1 January
 * @param last day of it, in the same year or the next
 * @param months the share of the year's orders in each month, from January; they add up to 1
 * @param weekdays from Monday
 * @param weekdayHours from midnight
 * @param pieces of one product in a line, on average
 * @param oneCategory whether a basket has lines of one category alone
 * @param cancelled of the orders that are handed over later
 * @param sentTwice of all requests
 * @param areas parts of town
 * @param sharedDevice of customers, with one other
 * @param forOthers of the orders that are handed over later
 * @param resellers of members, who order for ever new recipients
 * @param plans those who take plans, and the others whom they are compared with
 */
public record Calibration(
        String shop,
        LocalDate first,
        LocalDate last,
        long seed,
        ZoneId zone,
        String money,
        Members members,
        Guests guests,
        Strangers strangers,
        List<Double> months,
        List<Double> weekdays,
        List<Double> weekdayHours,
        List<Double> weekendHours,
        List<Peak> peaks,
        List<Channel> channels,
        Delivery delivery,
        double pieces,
        boolean oneCategory,
        List<Category> categories,
        List<Visit> visits,
        Points points,
        Returns returns,
        double cancelled,
        double sentTwice,
        Late late,
        int areas,
        double sharedDevice,
        double forOthers,
        double resellers,
        Plans plans) {

    public Calibration {
        months = List.copyOf(months);
        weekdays = List.copyOf(weekdays);
        weekdayHours = List.copyOf(weekdayHours);
        weekendHours = List.copyOf(weekendHours);
        peaks = List.copyOf(peaks);
        channels = List.copyOf(channels);
        categories = List.copyOf(categories);
        visits = List.copyOf(visits);
    }

    /**
     * Those who have joined by the end of the year.
     *
     * @param orders of each in the year, those before joining included
     * @param basket the mean order, delivery aside
     * @param topTenth share of members' spend by the tenth of them that spends most, as ordered
     * @param guestsFirst of those who come in the course of the year: order before they join
     * @param pointsBrought by each who is there at start
     * @param redeem of the orders of those who have saved enough
     */
    public record Members(int count, double orders, long basket, double topTenth, double thereAtStart,
            double guestsFirst, long pointsBrought, double redeem) {
        static final Members NONE = new Members(0, 0, 1, 0.1, 0, 0, 0, 0);

        Members withCount(int other) {
            return new Members(other, orders, basket, topTenth, thereAtStart, guestsFirst, pointsBrought, redeem);
        }
    }

    /**
     * Those who take plans.
     *
     * @param standsFor how many people one of them, or of the others, stands for
     * @param basket the mean order of who has a plan
     */
    public record Plans(long standsFor, long basket, Others others, List<OfPlan> plans) {
        static final Plans NONE = new Plans(1, 1, new Others(0, 0, 1), List.of());

        public Plans {
            plans = List.copyOf(plans);
        }

        int have() {
            return plans.stream().mapToInt(OfPlan::have).sum();
        }

        Plans times(double factor) {
            return new Plans(standsFor, basket, others.times(factor),
                    plans.stream().map(plan -> plan.times(factor)).toList());
        }
    }

    /** Those without a plan, known from the beginning; who gave up a plan orders as they do. {@code orders} of each in the year. */
    public record Others(int count, double orders, long basket) {
        Others times(double factor) {
            return new Others((int) Math.round(count * factor), orders, basket);
        }
    }

    /**
     * Those who take a plan.
     *
     * @param have how many have it at the ends of the year's months, on average
     * @param price of a term
     * @param trial null for none
     * @param grace after which an unpaid term ends
     * @param before how long before the year the first of them took it
     * @param converts of the trials
     * @param renewsFirst of the first terms
     * @param renewsLater of the later ones
     * @param fails of the payments that come, at first
     * @param retry after which those come
     * @param lapses of those who do not go on: their payment fails; the others cancel
     * @param orders of each who has it, in a year
     * @param uses of benefits
     * @param visits of other kinds of activity
     * @param scores that are reported of each before
     */
    public record OfPlan(String plan, int have, long price, Period term, @Nullable Period trial, Period grace,
            Period before, double converts, double renewsFirst, double renewsLater, double fails, long retry,
            double lapses, double orders, List<Often> uses, List<Often> visits, Map<String, Long> scores) {
        public OfPlan {
            uses = List.copyOf(uses);
            visits = List.copyOf(visits);
            scores = Map.copyOf(scores);
        }

        OfPlan times(double factor) {
            return new OfPlan(plan, Math.max(1, (int) Math.round(have * factor)), price, term, trial, grace, before,
                    converts, renewsFirst, renewsLater, fails, retry, lapses, orders, uses, visits, scores);
        }
    }

    /** How often somebody does something in 30 days. */
    public record Often(String what, double inThirtyDays) {}

    /** Those whom the shop knows and who have not joined. */
    public record Guests(int count, double orders, long basket) {
        static final Guests NONE = new Guests(0, 1, 1);
    }

    /** Those whom the shop does not know; {@code orders} is their share of all orders. */
    public record Strangers(double orders, long basket) {
        static final Strangers NONE = new Strangers(0, 1);
    }

    /** Days that stand out in their month: {@code orders} and {@code basket} times as many and as large. */
    public record Peak(String name, LocalDate from, LocalDate until, double orders, double basket) {
        Peak afterYears(int years) {
            return new Peak(name, from.plusYears(years), until.plusYears(years), orders, basket);
        }
    }

    /**
     * Where the shop's known customers order.
     *
     * @param share of their orders; they add up to 1
     * @param handedOver after how long on average; at once, 0, is a counter
     */
    public record Channel(String name, double share, long handedOver) {
        static final Channel USUAL = new Channel("web", 1, 0);

        boolean atOnce() {
            return handedOver == 0;
        }
    }

    /** What delivery costs, and from what basket it is free. */
    public record Delivery(long fee, long freeFrom) {
        static final Delivery NONE = new Delivery(0, 0);
    }

    /**
     * A category of products.
     *
     * @param kind of activity by which the programme hears of it, null for the first that it declares
     * @param lines its share of all lines; they add up to 1
     * @param price of a piece, on average over what is bought
     * @param spread of the prices of its products: the standard deviation of their logarithm
     * @param details further fields of its activities
     */
    public record Category(String name, @Nullable String kind, double lines, long price, double spread, int products,
            List<String> brands, List<Detail> details) {
        public Category {
            brands = List.copyOf(brands);
            details = List.copyOf(details);
        }
    }

    /**
     * Something besides orders: with a share of the orders of known customers comes one.
     *
     * @param kind of activity
     */
    public record Visit(String kind, double orders, List<Detail> details) {
        public Visit {
            details = List.copyOf(details);
        }
    }

    /** A field that the terms declare, and how its values are distributed. */
    public sealed interface Detail {
        String field();

        /** Numbers of at least 1 with this mean; {@code spread} is the standard deviation of their logarithm. */
        record Amounts(String field, double mean, double spread) implements Detail {}

        /** Words with their shares, which add up to 1. */
        record Words(String field, List<String> words, List<Double> shares) implements Detail {
            public Words {
                words = List.copyOf(words);
                shares = List.copyOf(shares);
            }
        }
    }

    /**
     * What customers can rely on when they spend points; the programme may be more generous.
     *
     * @param every so much spent earns one
     * @param pays what one pays
     * @param idle how long after an order they are still there
     */
    public record Points(long every, long pays, long idle) {
        /** A point for each whole unit of money, which pays a hundredth of it and stays. */
        static final Points USUAL = new Points(100, 1, Long.MAX_VALUE);
    }

    /** Of known customers' orders that were not cancelled; {@code partly} is a share of the returns. */
    public record Returns(double orders, double partly, long after, long atMost) {
        static final Returns NONE = new Returns(0, 0, 0, 0);
    }

    /** Of known customers' orders at the counter. */
    public record Late(double orders, long after, long atMost) {
        static final Late NONE = new Late(0, 0, 0);
    }

    public Calibration withSeed(long other) {
        return with(first, last, other, members, guests, peaks, plans);
    }

    /** The same shop with more or fewer members, those with plans included, and guests in the same proportion. */
    public Calibration withMembers(int count) {
        double factor = (double) count / (members.count + plans.have());
        int others = Math.toIntExact(Math.round(guests.count * factor));
        return with(first, last, seed, members.withCount((int) Math.round(members.count * factor)),
                new Guests(others, guests.orders, guests.basket), peaks, plans.times(factor));
    }

    /** The same shop's year up to and including a day; what stands out does so on the same days of the calendar. */
    public Calibration until(LocalDate day) {
        LocalDate begin = day.minusYears(1).plusDays(1);
        List<Peak> moved = peaks.stream()
                .flatMap(peak -> IntStream.rangeClosed(begin.getYear(), day.getYear())
                        .mapToObj(year -> peak.afterYears(year - first.getYear())))
                .toList();
        return with(begin, day, seed, members, guests, moved, plans);
    }

    private Calibration with(LocalDate begin, LocalDate end, long otherSeed, Members others, Guests otherGuests,
            List<Peak> otherPeaks, Plans otherPlans) {
        return new Calibration(shop, begin, end, otherSeed, zone, money, others, otherGuests, strangers, months,
                weekdays, weekdayHours, weekendHours, otherPeaks, channels, delivery, pieces, oneCategory, categories,
                visits, points, returns, cancelled, sentTwice, late, areas, sharedDevice, forOthers, resellers,
                otherPlans);
    }
}
