package org.guildhall.testkit.generator;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.guildhall.testkit.generator.Calibration.Channel;
import org.guildhall.testkit.generator.Request.Cancelled;
import org.guildhall.testkit.generator.Request.HandedOver;
import org.guildhall.testkit.generator.Request.Joined;
import org.guildhall.testkit.generator.Request.Ordered;
import org.guildhall.testkit.generator.Request.Returned;
import org.guildhall.testkit.generator.Request.SpendCancelled;
import org.guildhall.testkit.generator.Request.Spent;
import org.guildhall.testkit.generator.Request.Visited;
import org.jspecify.annotations.Nullable;

/**
 * Lives through a year, a day at a time. It holds its customers, the orders of one day, and what is still to come of the
 * orders before: nothing that grows with the length of the year.
 */
final class Year implements Iterator<Request> {
    private static final double GUEST_SPREAD = 0.8;
    private static final int STRANGER = -1;
    private static final long NEVER = Long.MAX_VALUE;

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long JOINS_AFTER = 40 * DAY;
    private static final long LONGEST_DELIVERY = 10 * DAY;
    /** When points of an order can be relied on. */
    private static final long SAVED_AFTER = 7 * DAY + HOUR;
    private static final long LONGEST_VISIT = 2 * HOUR;

    private final Calibration calibration;
    private final Season season;
    private final Assortment.Baskets[] baskets = new Assortment.Baskets[3];
    private final People people;
    private final Crowd members;
    private final Crowd guests;
    private final double strangers;
    private final double[] lines = new double[3];

    private final Chance chance;
    private final Quota guestFirst;
    private final Quota late;
    private final Quota returned;
    private final Quota partly;
    private final Quota cancelled;
    private final Quota again;
    private final double[] channels;
    private final double[] carried = new double[3];
    private final List<Quota> visited;
    private final Chance lengths;

    /** When each member joined or will join; {@link #NEVER} for one who has not come yet. */
    private final long[] joins;
    private final Savings savings;

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long sequence;
    private long orders;
    private int opened;
    private int day = -1;
    private int[] customers = new int[0];
    private long[] moments = new long[0];
    private int cursor;
    private @Nullable Request ahead;

    /** Something still to be sent, or points that become reliable then. */
    private record Due(long moment, long sequence, @Nullable Request request, int member, int points)
            implements
                Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byMoment = Long.compare(moment, other.moment);
            return byMoment != 0 ? byMoment : Long.compare(sequence, other.sequence);
        }
    }

    Year(Calibration calibration, Season season, Assortment assortment, double spread) {
        this.calibration = calibration;
        this.season = season;
        this.people = new People(calibration);
        long seed = calibration.seed();
        Calibration.Members m = calibration.members();
        Calibration.Guests g = calibration.guests();
        members = new Crowd(m.count(), m.orders(), m.thereAtStart(), season, Chance.of(seed, "members")).spread(spread);
        guests = new Crowd(g.count(), g.orders(), 0, season, Chance.of(seed, "guests")).spread(GUEST_SPREAD);
        double known = m.count() * m.orders() + g.count() * g.orders();
        double stranger = calibration.strangers().orders();
        strangers = known * stranger / (1 - stranger);
        lines[0] = m.basket() / assortment.meanLine();
        lines[1] = g.basket() / assortment.meanLine();
        lines[2] = calibration.strangers().basket() / assortment.meanLine();
        for (int i = 0; i < baskets.length; i++) {
            baskets[i] = assortment.new Baskets(Chance.of(seed, "baskets " + i));
        }
        chance = Chance.of(seed, "year");
        guestFirst = quota(m.guestsFirst(), "guest first");
        late = quota(calibration.late().orders(), "late");
        returned = quota(calibration.returns().orders() / inTheYear(), "returned");
        partly = quota(calibration.returns().partly(), "partly");
        cancelled = quota(calibration.cancelled(), "cancelled");
        again = quota(calibration.sentTwice(), "sent twice");
        savings = new Savings(calibration, quota(m.redeem(), "redeems"), chance);
        channels = Season.cumulated(calibration.channels().stream().map(Channel::share).toList());
        visited = calibration.visits()
                .stream()
                .map(visit -> quota(visit.orders(), "visits " + visit.kind()))
                .toList();
        lengths = Chance.of(seed, "lengths of visits");
        joins = new long[m.count()];
        Arrays.fill(joins, NEVER);
        Arrays.fill(joins, 0, members.atStart(), season.start(0));
    }

    private Quota quota(double share, String part) {
        return new Quota(share, Chance.of(calibration.seed(), part));
    }

    /** Of the returns, those that come before the year is over. */
    private double inTheYear() {
        double delay = calibration.returns().after();
        for (Channel channel : calibration.channels()) {
            delay += channel.share() * channel.handedOver();
        }
        return 1 - delay / (season.end() - season.start(0));
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            ahead = find();
        }
        return ahead != null;
    }

    @Override
    public Request next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException("the year is over");
        }
        Request next = ahead;
        ahead = null;
        return next;
    }

    private @Nullable Request find() {
        if (opened < members.atStart()) {
            return people.opened(opened++, season.start(0));
        }
        while (true) {
            while (cursor < moments.length && (due.isEmpty() || moments[cursor] <= due.element().moment)) {
                order(customers[cursor], moments[cursor]);
                cursor++;
            }
            if (cursor == moments.length
                    && day + 1 < season.days()
                    && (due.isEmpty() || due.element().moment >= season.start(day + 1))) {
                begin(day + 1);
                continue;
            }
            Due first = due.poll();
            if (first == null || first.moment >= season.end()) {
                due.clear();
                return null;
            }
            if (first.request != null) {
                return first.request;
            }
            savings.add(first.member, first.points);
        }
    }

    /** Draws who orders on a day, and when. */
    private void begin(int next) {
        day = next;
        int comingMembers = members.come(day) - members.come(day - 1);
        int comingGuests = guests.come(day) - guests.come(day - 1);
        int ofMembers = whole(0, members.further());
        int ofGuests = guests.size() == 0 ? 0 : whole(1, guests.further());
        int ofStrangers = whole(2, strangers);
        customers = new int[comingMembers + comingGuests + ofMembers + ofGuests + ofStrangers];
        int size = 0;
        for (int i = members.come(day - 1); i < members.come(day); i++) {
            customers[size++] = i;
        }
        for (int i = guests.come(day - 1); i < guests.come(day); i++) {
            customers[size++] = members.size() + i;
        }
        // Before anyone has come there is nobody to order.
        for (int i = 0; i < ofMembers; i++) {
            customers[size++] = members.come(day) == 0 ? STRANGER : members.pick(day, chance);
        }
        for (int i = 0; i < ofGuests; i++) {
            customers[size++] = guests.come(day) == 0 ? STRANGER : members.size() + guests.pick(day, chance);
        }
        Arrays.fill(customers, size, customers.length, STRANGER);
        chance.shuffle(customers, customers.length);
        moments = season.moments(day, customers.length, chance);
        cursor = 0;
    }

    /** The day's part of a year's total, as a whole number; what is cut off one day comes on another. */
    private int whole(int which, double total) {
        carried[which] += total * season.share(day);
        int whole = (int) Math.floor(carried[which] + 1e-6);
        carried[which] -= whole;
        return whole;
    }

    private void order(int customer, long at) {
        if (customer < 0) {
            send(new Request(at, at, null, "order/" + number(), false,
                    new Ordered(lastNumber(), counter(), basket(2, 1), 0, 0, people.payer(orders), null)));
            return;
        }
        boolean member = customer < members.size();
        String reference = people.reference(customer);
        if (member && joins[customer] == NEVER) {
            join(customer, reference, at);
        }
        String number = number();
        String id = "order/" + number;
        Channel channel = calibration.channels().get(chance.place(channels));
        boolean counter = channel.atOnce();
        List<Line> basket =
                member ? basket(0, members.taste(customer)) : basket(1, guests.taste(customer - members.size()));
        long amount = Line.amount(basket);
        long sent = counter && late.take() ? Math.min(season.end() - 1, at + lateness()) : at;
        if (member) {
            savings.ordered(customer, at);
        }
        long points = member && sent == at && joins[customer] <= at ? savings.redeemed(customer, amount) : 0;
        if (points > 0) {
            send(new Request(at, at, reference, "spend/" + number, false, new Spent(points, id)));
        }
        long fee = counter || amount >= calibration.delivery().freeFrom() ? 0 : calibration.delivery().fee();
        long paid = savings.worth(points);
        send(new Request(at, sent, reference, id, false, new Ordered(number, channel.name(), basket, fee, paid,
                people.payer(customer), counter ? null : people.keys(customer, orders, chance))));
        visits(reference, number, at);
        long handedOver = handedOver(at, channel);
        if (!counter && cancelled.take()) {
            long moment = at + MINUTE + (long) (chance.unit() * (handedOver - at));
            send(new Request(moment, moment, reference, "cancel/" + number, false, new Cancelled(id)));
            if (points > 0) {
                send(new Request(moment, moment, reference, "cancel-spend/" + number, false,
                        new SpendCancelled("spend/" + number)));
            }
            return;
        }
        send(new Request(handedOver, Math.max(handedOver, sent), reference, "handed-over/" + number, false,
                new HandedOver(id)));
        long kept = amount - (returned.take() ? giveBack(reference, number, basket, Math.max(handedOver, sent)) : 0);
        if (member && joins[customer] <= at && kept > paid) {
            due.add(new Due(Math.max(at, sent) + SAVED_AFTER, sequence++, null, customer,
                    savings.earnedBy(kept - paid)));
        }
    }

    private String counter() {
        return calibration.channels()
                .stream()
                .filter(Channel::atOnce)
                .findFirst()
                .orElse(calibration.channels().getFirst())
                .name();
    }

    /** What comes with an order, each at its end: a while after the order. */
    private void visits(String reference, String number, long at) {
        for (int i = 0; i < visited.size(); i++) {
            if (visited.get(i).take()) {
                String kind = calibration.visits().get(i).kind();
                long end = at + MINUTE + (long) (lengths.unit() * LONGEST_VISIT);
                send(new Request(end, end, reference, kind + "/" + number, false, new Visited(kind)));
            }
        }
    }

    /** Some join as soon as they come, some buy as guests for a while; all do so within the year. */
    private void join(int member, String reference, long at) {
        long moment = at;
        if (guestFirst.take()) {
            moment += (long) chance.exponential(JOINS_AFTER, season.end() - 1 - at);
        }
        joins[member] = moment;
        send(new Request(moment, moment, reference, "join", false, new Joined(people.birthday(member))));
    }

    private List<Line> basket(int group, double taste) {
        double mean = lines[group] * season.basket(day);
        return List.of(baskets[group].next(1 + (mean - 1) * taste));
    }

    private long lateness() {
        return MINUTE + (long) chance.exponential(calibration.late().after(), calibration.late().atMost());
    }

    private long handedOver(long at, Channel channel) {
        return channel.atOnce()
                ? at
                : at + Math.min(LONGEST_DELIVERY, (long) (channel.handedOver() * (0.4 + 0.6 * chance.exponential())));
    }

    /** Sends a return of some or all pieces; gives what they are worth. */
    private long giveBack(String reference, String number, List<Line> basket, long from) {
        long moment = from + HOUR
                + (long) chance.exponential(calibration.returns().after(), calibration.returns().atMost());
        List<Line> lines = basket;
        boolean several = basket.size() > 1 || basket.getFirst().quantity() > 1;
        if (several && partly.take()) {
            Line line = basket.get(chance.below(basket.size()));
            int quantity = basket.size() == 1 ? line.quantity() - 1 : line.quantity();
            lines = List.of(new Line(line.product(), 1 + chance.below(quantity)));
        }
        send(new Request(moment, moment, reference, "return/" + number, false, new Returned("order/" + number, lines)));
        return Line.amount(lines);
    }

    private void send(Request request) {
        due.add(new Due(request.sent(), sequence++, request, 0, 0));
        if (again.take()) {
            Request once = request.againAt(request.sent() + impatience());
            due.add(new Due(once.sent(), sequence++, once, 0, 0));
        }
    }

    /** After how long a request is sent again: mostly seconds, at times minutes, seldom a day. */
    private long impatience() {
        double kind = chance.unit();
        long unit = kind < 0.7 ? 10 * SECOND : kind < 0.95 ? 20 * MINUTE : 20 * HOUR;
        return SECOND + (long) (unit * Math.min(3, chance.exponential()));
    }

    private String number() {
        orders++;
        return lastNumber();
    }

    private String lastNumber() {
        return Long.toString(calibration.first().getYear() % 100 * 100_000_000L + orders);
    }
}
