package org.guildhall.testkit.generator;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The figures that a shop's year comes back to. Shares are from 0 to 1, money is in minor units, lengths of time in
 * milliseconds, lists without a unit are weights.
 *
 * @param months the share of the year's orders in each month, from January; they add up to 1
 * @param weekdays from Monday
 * @param weekdayHours from midnight
 * @param pieces of one product in a line, on average
 * @param cancelled of the orders that are delivered
 * @param sentTwice of all requests
 * @param areas parts of town
 * @param sharedDevice of customers, with one other
 * @param forOthers of the orders that are delivered
 * @param resellers of members, who order for ever new recipients
 */
public record Calibration(
        String shop,
        int year,
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
        Channels channels,
        Delivery delivery,
        double pieces,
        List<Category> categories,
        HandedOver handedOver,
        Returns returns,
        double cancelled,
        double sentTwice,
        Late late,
        int areas,
        double sharedDevice,
        double forOthers,
        double resellers) {

    public Calibration {
        months = List.copyOf(months);
        weekdays = List.copyOf(weekdays);
        weekdayHours = List.copyOf(weekdayHours);
        weekendHours = List.copyOf(weekendHours);
        peaks = List.copyOf(peaks);
        categories = List.copyOf(categories);
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
            double guestsFirst, long pointsBrought, double redeem) {}

    /** Those whom the shop knows and who have not joined. */
    public record Guests(int count, double orders, long basket) {}

    /** Those whom the shop does not know; {@code orders} is their share of all orders. */
    public record Strangers(double orders, long basket) {}

    /** Days that stand out in their month: {@code orders} and {@code basket} times as many and as large. */
    public record Peak(String name, LocalDate from, LocalDate until, double orders, double basket) {}

    /** Shares of the orders of those whom the shop knows; they add up to 1. */
    public record Channels(double counter, double app, double web) {}

    /** What delivery costs, and from what basket it is free. */
    public record Delivery(long fee, long freeFrom) {}

    /**
     * A category of products.
     *
     * @param lines its share of all lines; they add up to 1
     * @param price of a piece, on average over what is bought
     * @param spread of the prices of its products: the standard deviation of their logarithm
     */
    public record Category(String name, double lines, long price, double spread, int products, List<String> brands) {
        public Category {
            brands = List.copyOf(brands);
        }
    }

    /** How long it takes on average. */
    public record HandedOver(long counter, long app, long web) {}

    /** Of known customers' orders that were not cancelled; {@code partly} is a share of the returns. */
    public record Returns(double orders, double partly, long after, long atMost) {}

    /** Of known customers' orders at the counter. */
    public record Late(double orders, long after, long atMost) {}

    public Calibration withSeed(long other) {
        return new Calibration(shop, year, other, zone, money, members, guests, strangers, months, weekdays,
                weekdayHours, weekendHours, peaks, channels, delivery, pieces, categories, handedOver, returns,
                cancelled, sentTwice, late, areas, sharedDevice, forOthers, resellers);
    }

    /** The same shop with more or fewer members, and guests in the same proportion. */
    public Calibration withMembers(int count) {
        Members fewer = new Members(count, members.orders, members.basket, members.topTenth, members.thereAtStart,
                members.guestsFirst, members.pointsBrought, members.redeem);
        int others = Math.toIntExact(Math.round((double) guests.count * count / members.count));
        return new Calibration(shop, year, seed, zone, money, fewer, new Guests(others, guests.orders, guests.basket),
                strangers, months, weekdays, weekdayHours, weekendHours, peaks, channels, delivery, pieces, categories,
                handedOver, returns, cancelled, sentTwice, late, areas, sharedDevice, forOthers, resellers);
    }
}
