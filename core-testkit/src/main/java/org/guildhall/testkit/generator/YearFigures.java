package org.guildhall.testkit.generator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a year came to, counted from its requests: to be held against the calibration, and against what an engine says.
 * Requests sent again count only as such. For one thread.
 */
public final class YearFigures {
    private final ZoneId zone;
    private final Map<String, Customer> customers = new HashMap<>();
    private final Map<String, Long> visits = new HashMap<>();
    private final long[] months = new long[12];
    private long requests;
    private long openings;
    private long again;
    private long strangers;
    private long strangersSpent;
    private long delivered;
    private long cancelled;
    private long returned;
    private long atCounter;
    private long late;

    private static final class Customer {
        private boolean member;
        private long orders;
        private long spent;
    }

    public YearFigures(ZoneId zone) {
        this.zone = zone;
    }

    public void add(Request request) {
        requests++;
        if (request.again()) {
            again++;
            return;
        }
        switch (request.what()) {
            case Request.Opened opened -> {
                customer(request).member = true;
                openings++;
            }
            case Request.Joined joined -> customer(request).member = true;
            case Request.Ordered ordered -> order(request, ordered);
            case Request.Visited visited -> visits.merge(visited.kind(), 1L, Long::sum);
            case Request.HandedOver handedOver -> {}
            case Request.Returned back -> returned++;
            case Request.Cancelled back -> cancelled++;
            case Request.Spent spent -> {}
            case Request.SpendCancelled back -> {}
            case Request.Subscribed subscribed -> customer(request).member = true;
            case Request.Scored scored -> {}
            case Request.Paid paid -> {}
            case Request.Failed failed -> {}
            case Request.CancelledPlan ended -> {}
            case Request.Used used -> {}
            case Request.ClaimedCoupon claimed -> {}
            case Request.HeldCoupon held -> {}
            case Request.UsedCoupon used -> {}
            case Request.RefundedCoupon back -> {}
        }
    }

    private Customer customer(Request request) {
        return customers.computeIfAbsent(String.valueOf(request.customer()), reference -> new Customer());
    }

    private void order(Request request, Request.Ordered ordered) {
        months[Instant.ofEpochMilli(request.at()).atZone(zone).getMonthValue() - 1]++;
        if (request.customer() == null) {
            strangers++;
            strangersSpent += ordered.amount();
            return;
        }
        Customer customer = customer(request);
        customer.orders++;
        customer.spent += ordered.amount();
        if (ordered.keys() != null) {
            delivered++;
        } else {
            atCounter++;
            late += request.sent() > request.at() ? 1 : 0;
        }
    }

    public long members() {
        return count(customer -> customer.member);
    }

    public long guests() {
        return count(customer -> !customer.member);
    }

    /** All orders, strangers' too. */
    public long orders() {
        return known() + strangers;
    }

    public long requests() {
        return requests;
    }

    public double ordersPerMember() {
        return orders(true) / members();
    }

    public double ordersPerGuest() {
        return orders(false) / guests();
    }

    /** In minor units, delivery aside. */
    public double basketOfMembers() {
        return spent(true) / orders(true);
    }

    public double basketOfGuests() {
        return spent(false) / orders(false);
    }

    public double basketOfStrangers() {
        return (double) strangersSpent / strangers;
    }

    public double shareOfStrangers() {
        return (double) strangers / orders();
    }

    /** The share of members' spend by the tenth of them that spends most. */
    public double topTenth() {
        double[] spent = customers.values()
                .stream()
                .filter(customer -> customer.member)
                .mapToDouble(customer -> customer.spent)
                .toArray();
        return Heaviness.tenth(spent) / spent(true);
    }

    /** Each month's share of the orders, from January. */
    public List<Double> months() {
        return java.util.Arrays.stream(months).mapToObj(month -> (double) month / orders()).toList();
    }

    public double shareReturned() {
        return (double) returned / (known() - cancelled);
    }

    public double shareCancelled() {
        return (double) cancelled / delivered;
    }

    /** Of requests in the year, its opening left out. */
    public double shareSentTwice() {
        return (double) again / (requests - openings - again);
    }

    public double shareLate() {
        return (double) late / atCounter;
    }

    /** Of a kind, for each order of a known customer. */
    public double visitsPerOrder(String kind) {
        return (double) visits.getOrDefault(kind, 0L) / known();
    }

    private long known() {
        return delivered + atCounter;
    }

    private long count(Predicate<Customer> of) {
        return customers.values().stream().filter(of).count();
    }

    private double orders(boolean members) {
        return customers.values()
                .stream()
                .filter(customer -> customer.member == members)
                .mapToLong(customer -> customer.orders)
                .sum();
    }

    private double spent(boolean members) {
        return customers.values()
                .stream()
                .filter(customer -> customer.member == members)
                .mapToLong(customer -> customer.spent)
                .sum();
    }
}
