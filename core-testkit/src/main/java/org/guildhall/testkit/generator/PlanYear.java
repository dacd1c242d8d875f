package org.guildhall.testkit.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.guildhall.testkit.generator.Request.Ordered;
import org.guildhall.testkit.generator.Request.Used;
import org.guildhall.testkit.generator.Request.Visited;

/**
 * The year of those who take plans, and of the others whom the shop knows: what they do with their plans, of which they bought
 * some before the year, and day by day what those order, visit and use who have one, and what all others order. It holds what
 * is done with plans, which grows with how many take one.
 */
final class PlanYear implements Iterator<Request> {
    private static final long SECOND = 1000;
    /** Others ordered once in this time before the year. */
    private static final long KNOWN_FOR = 180L * 24 * 3600 * SECOND;

    private final Calibration calibration;
    private final Calibration.Plans plans;
    private final Season season;
    private final Assortment.Baskets[] baskets = new Assortment.Baskets[2];
    private final double[] lines = new double[2];
    private final People people;
    private final int base;
    private final Quota again;
    private final Chance chance;

    private final List<Group> groups = new ArrayList<>();
    private final List<Takers.Deed> deeds = new ArrayList<>();
    private final Rate otherOrders;
    private final PriorityQueue<Request> ahead =
            new PriorityQueue<>(Comparator.comparingLong(Request::sent).thenComparing(Request::id));
    private int deed;
    private int day = -1;
    private long orders;

    /** Those who take one plan. @param first the number of the first of them among customers */
    private record Group(Calibration.OfPlan plan, Takers takers, int first, Rate orders, List<Rate> uses,
            List<Rate> visits) {}

    /** So much in the year, a day at a time; what is cut off one day comes on another. */
    private static final class Rate {
        private final double scale;
        private double carried;

        /**
         * @param total of the year
         * @param weights the sum over its days of their share times those who are there
         */
        Rate(double total, double weights) {
            scale = weights <= 0 ? 0 : total / weights;
        }

        int on(double weight) {
            carried += scale * weight;
            int whole = (int) Math.floor(carried + 1e-6);
            carried -= whole;
            return whole;
        }
    }

    /** @param first the number of the first customer that no other part of the shop has */
    PlanYear(Calibration calibration, Season season, Assortment assortment, int first) {
        this.calibration = calibration;
        this.plans = calibration.plans();
        this.season = season;
        this.people = new People(calibration);
        this.base = first;
        long seed = calibration.seed();
        chance = Chance.of(seed, "plans");
        again = new Quota(calibration.sentTwice(), Chance.of(seed, "plans sent twice"));
        for (int i = 0; i < baskets.length; i++) {
            baskets[i] = assortment.new Baskets(Chance.of(seed, "baskets of plans " + i));
        }
        lines[0] = plans.basket() / assortment.meanLine();
        lines[1] = plans.others().basket() / assortment.meanLine();
        int next = first + plans.others().count();
        for (Calibration.OfPlan plan : plans.plans()) {
            Takers its = new Takers(calibration, plan, season.start(0), season.end());
            groups.add(group(plan, its, next));
            for (Takers.Deed one : its.deeds()) {
                deeds.add(new Takers.Deed(one.at(), next + one.taker(), plan.plan() + "/" + one.id(), one.what()));
            }
            next += its.count();
        }
        for (int i = 0; i < plans.others().count(); i++) {
            long at = season.start(0) - SECOND - (long) (chance.unit() * KNOWN_FOR);
            deeds.add(new Takers.Deed(at, base + i, "order/" + number(), ordered(base + i, 1, 1)));
        }
        deeds.sort(Comparator.comparingLong(Takers.Deed::at));
        double others = plans.others().count() + groups.stream().mapToDouble(one -> one.takers.hadGivenUp()).sum();
        otherOrders = new Rate(others * plans.others().orders(), weights(this::otherCount));
    }

    private Group group(Calibration.OfPlan plan, Takers its, int next) {
        double had = its.had();
        double days = season.days();
        double weights = weights(day -> holders(its, day).length);
        double flat = flatWeights(its);
        return new Group(plan, its, next, new Rate(had * plan.orders(), weights),
                plan.uses().stream().map(one -> new Rate(had * one.inThirtyDays() * days / 30, flat)).toList(),
                plan.visits().stream().map(one -> new Rate(had * one.inThirtyDays() * days / 30, flat)).toList());
    }

    private interface Count {
        int on(int day);
    }

    private double weights(Count count) {
        double sum = 0;
        for (int i = 0; i < season.days(); i++) {
            sum += season.share(i) * count.on(i);
        }
        return sum;
    }

    private double flatWeights(Takers its) {
        double sum = 0;
        for (int i = 0; i < season.days(); i++) {
            sum += holders(its, i).length;
        }
        return sum;
    }

    /** Those who have their plan all day. */
    private int[] holders(Takers its, int on) {
        int[] found = new int[its.count()];
        int size = 0;
        for (int i = 0; i < found.length; i++) {
            if (its.has(i, season.start(on)) && its.has(i, season.start(on + 1))) {
                found[size++] = i;
            }
        }
        return Arrays.copyOf(found, size);
    }

    private int otherCount(int on) {
        return plans.others().count() + gaveUp(on).size();
    }

    /** Customers who had a plan before a day. */
    private List<Integer> gaveUp(int on) {
        List<Integer> found = new ArrayList<>();
        for (Group group : groups) {
            for (int i = 0; i < group.takers.count(); i++) {
                if (group.takers.gaveUp(i, season.start(on))) {
                    found.add(group.first + i);
                }
            }
        }
        return found;
    }

    @Override
    public boolean hasNext() {
        fill();
        return !ahead.isEmpty();
    }

    @Override
    public Request next() {
        fill();
        return ahead.remove();
    }

    /** Until the first of what is ahead can't be overtaken any more. */
    private void fill() {
        while (true) {
            long known = day < 0 ? Long.MIN_VALUE : season.start(day + 1);
            Request first = ahead.peek();
            if (day < 0 && deed < deeds.size() && deeds.get(deed).at() < season.start(0)) {
                Takers.Deed one = deeds.get(deed);
                if (first != null && first.sent() < one.at()) {
                    return;
                }
                deed++;
                send(one.at(), one.taker(), one.id(), one.what());
            } else if (first != null && first.sent() < known || day + 1 >= season.days()) {
                dropLate();
                return;
            } else {
                begin(day + 1);
            }
        }
    }

    /** What would be sent again after the year. */
    private void dropLate() {
        while (!ahead.isEmpty() && ahead.element().sent() >= season.end()) {
            ahead.remove();
        }
    }

    private void begin(int next) {
        day = next;
        while (deed < deeds.size() && deeds.get(deed).at() < season.start(day + 1)) {
            Takers.Deed one = deeds.get(deed++);
            send(one.at(), one.taker(), one.id(), one.what());
        }
        for (Group group : groups) {
            int[] holders = holders(group.takers, day);
            if (holders.length == 0) {
                continue;
            }
            double weight = season.share(day) * holders.length;
            for (long at : season.moments(day, group.orders.on(weight), chance)) {
                order(group.first + holders[chance.below(holders.length)], at, 0);
            }
            each(group, holders, group.uses, (number, at, customer) -> {
                Calibration.Often one = group.plan.uses().get(number);
                send(at, customer, "use/" + orders++, new Used(one.what(), 1));
            });
            each(group, holders, group.visits, (number, at, customer) -> {
                Calibration.Often one = group.plan.visits().get(number);
                send(at, customer, one.what() + "/" + orders++, new Visited(one.what()));
            });
        }
        List<Integer> left = gaveUp(day);
        int size = plans.others().count() + left.size();
        for (long at : season.moments(day, otherOrders.on(season.share(day) * size), chance)) {
            int which = chance.below(size);
            order(which < left.size() ? left.get(which) : base + which - left.size(), at, 1);
        }
    }

    private interface Happening {
        void is(int number, long at, int customer);
    }

    private void each(Group group, int[] holders, List<Rate> rates, Happening happening) {
        for (int i = 0; i < rates.size(); i++) {
            for (long at : season.moments(day, rates.get(i).on(holders.length), chance)) {
                happening.is(i, at, group.first + holders[chance.below(holders.length)]);
            }
        }
    }

    private void order(int customer, long at, int sort) {
        send(at, customer, "order/" + number(), ordered(customer, sort, season.basket(day)));
    }

    private String number() {
        orders++;
        return lastNumber();
    }

    private String lastNumber() {
        return Long.toString(calibration.first().getYear() % 100 * 100_000_000L + orders);
    }

    private Ordered ordered(int customer, int sort, double large) {
        List<Line> basket = List.of(baskets[sort].next(1 + (lines[sort] - 1) * large));
        return new Ordered(lastNumber(), calibration.channels().getFirst().name(), basket, 0, 0,
                people.payer(customer), null);
    }

    private void send(long at, int customer, String id, Request.What what) {
        Request request = new Request(at, at, people.reference(customer), id, false, what);
        ahead.add(request);
        if (again.take()) {
            ahead.add(request.againAt(at + SECOND + (long) (20 * SECOND * chance.exponential())));
        }
    }
}
