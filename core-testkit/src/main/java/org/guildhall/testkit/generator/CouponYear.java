package org.guildhall.testkit.generator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * A shop's year with offers of coupons: members claim them in the moment in which they can be had, use them on later orders and give some of
 * those back. All of it follows from the year's requests, the offers and the seed, so the year itself is the same with and without, and nobody is refused:
 * no more is claimed than budgets have. For one thread.
 */
final class CouponYear implements Iterator<Request> {
    private static final double CLAIM = 0.15;
    private static final double USE = 0.7;

    private final Iterator<Request> year;
    private final Symbols symbols;
    private final ZoneCalendar calendar;
    private final long seed;
    /** When coupons can be claimed that are not claimed yet, the first one first. */
    private final Deque<Round> rounds = new ArrayDeque<>();
    /** In the order in which they joined. */
    private final Map<String, List<Held>> members = new LinkedHashMap<>();
    /** By the id of its order, what of it was not given back, in minor units. */
    private final Map<String, Long> used = new HashMap<>();
    private final Map<Stretch, Long> taken = new HashMap<>();
    private final Deque<Request> ready = new ArrayDeque<>();

    /** One moment in which members claim a coupon. */
    private record Round(long moment, Offer offer, Coupon coupon) {}

    /** A coupon that somebody claimed and did not use. */
    private record Held(Coupon coupon, long from, long until) {}

    /** Of a budget. */
    private record Stretch(int budget, long period) {}

    CouponYear(Iterator<Request> year, Collection<Offer> offers, Symbols symbols, ZoneCalendar calendar, long seed) {
        this.year = year;
        this.symbols = symbols;
        this.calendar = calendar;
        this.seed = seed;
        List<Round> all = new ArrayList<>();
        for (Offer offer : offers) {
            for (Coupon coupon : offer.coupons()) {
                if (coupon.claims()) {
                    all.addAll(rounds(offer, coupon));
                }
            }
        }
        all.sort(Comparator.comparingLong(Round::moment));
        rounds.addAll(all);
    }

    /** Where an offer begins and, where members get another in each stretch of the calendar, at the beginning of each. */
    private List<Round> rounds(Offer offer, Coupon coupon) {
        List<Round> all = new ArrayList<>();
        all.add(new Round(offer.from(), offer, coupon));
        if (!coupon.limits().isEmpty() && coupon.limits().getFirst().per() instanceof Limit.Per.Calendar(var unit)) {
            for (long moment = calendar.endOf(offer.from(), unit); moment < offer.until(); moment =
                    calendar.endOf(moment, unit)) {
                all.add(new Round(moment, offer, coupon));
            }
        }
        return all;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || year.hasNext();
    }

    @Override
    public Request next() {
        if (ready.isEmpty()) {
            Request request = year.next();
            while (!rounds.isEmpty() && rounds.getFirst().moment() < request.sent()) {
                claim(rounds.removeFirst());
            }
            add(request);
        }
        return ready.removeFirst();
    }

    private void claim(Round round) {
        Coupon coupon = round.coupon();
        Window usable = usable(coupon, round.moment());
        members.forEach((customer, held) -> {
            if (drawn("claim/" + coupon.name() + "/" + round.moment(), customer) < CLAIM && takes(round)) {
                held.add(new Held(coupon, usable.from(), usable.until()));
                ready.add(new Request(round.moment(), round.moment(), customer,
                        "claim/" + coupon.name() + "/" + round.moment(), false,
                        new Request.ClaimedCoupon(coupon.name())));
            }
        });
    }

    /** Takes one of the budgets, unless one of them has too little. */
    private boolean takes(Round round) {
        List<Offer.Budget> budgets = round.offer()
                .budgets()
                .stream()
                .filter(budget -> budget.concerns(round.coupon()))
                .toList();
        Coupon coupon = round.coupon();
        boolean enough = budgets.stream()
                .allMatch(budget -> taken.getOrDefault(stretch(budget, round), 0L)
                        + budget.takes(coupon, 1, coupon.most()) <= budget.amount());
        if (enough) {
            budgets.forEach(budget -> taken.merge(stretch(budget, round), budget.takes(coupon, 1, coupon.most()),
                    Long::sum));
        }
        return enough;
    }

    private Stretch stretch(Offer.Budget budget, Round round) {
        return new Stretch(budget.number(), budget.per().period(calendar, round.moment()));
    }

    private record Window(long from, long until) {}

    private Window usable(Coupon coupon, long moment) {
        return switch (coupon.usable()) {
            case Coupon.Usable.Between between -> new Window(between.from(), between.until());
            case Coupon.Usable.After after -> new Window(moment, calendar.plus(moment, after.period()));
            case Coupon.Usable.UntilEndOf(var unit, int more) -> {
                long until = calendar.endOf(moment, unit);
                for (int i = 0; i < more; i++) {
                    until = calendar.endOf(until, unit);
                }
                yield new Window(moment, until);
            }
        };
    }

    private void add(Request request) {
        String customer = request.customer();
        if (customer == null || request.again()) {
            ready.add(request);
            return;
        }
        switch (request.what()) {
            case Request.Opened opened -> join(request, customer);
            case Request.Joined joined -> join(request, customer);
            case Request.Ordered ordered -> order(request, customer, ordered);
            case Request.Returned back -> back(request, back.of(), back.amount());
            case Request.Cancelled back -> back(request, back.of(), Long.MAX_VALUE);
            default -> ready.add(request);
        }
    }

    private void join(Request request, String customer) {
        members.putIfAbsent(customer, new ArrayList<>());
        ready.add(request);
    }

    private void order(Request request, String customer, Request.Ordered ordered) {
        Held held = usableOn(request, customer, ordered);
        if (held == null) {
            ready.add(request);
            return;
        }
        members.getOrDefault(customer, List.of()).remove(held);
        used.put(request.id(), ordered.amount());
        ready.add(with(request, "held", new Request.HeldCoupon(held.coupon().name(), request.id(), ordered)));
        ready.add(request);
        ready.add(with(request, "used", new Request.UsedCoupon(request.id())));
    }

    /** Of what the customer has the one that ends first; what comes late is paid without. */
    private @Nullable Held usableOn(Request request, String customer, Request.Ordered ordered) {
        if (request.at() != request.sent() || drawn("use", request.id()) >= USE) {
            return null;
        }
        return members.getOrDefault(customer, List.of())
                .stream()
                .filter(held -> held.from() <= request.at() && request.at() < held.until()
                        && ordered.amount() >= Math.max(1, held.coupon().least()) && inScope(held.coupon(), ordered))
                .min(Comparator.comparingLong(Held::until))
                .orElse(null);
    }

    /** Offers of the demo ask for categories alone. */
    private boolean inScope(Coupon coupon, Request.Ordered ordered) {
        String category = ordered.lines().getFirst().product().category();
        return coupon.scope()
                .stream()
                .allMatch(within -> symbols.name(within.field()).equals("category")
                        && (within.texts().contains(category) || within.words()
                                .stream()
                                .anyMatch(word -> symbols.name(word).endsWith("/" + category))));
    }

    private void back(Request request, String of, long amount) {
        ready.add(request);
        Long left = used.get(of);
        if (left != null && left > 0) {
            used.put(of, Math.max(0, left - amount));
            ready.add(with(request, "back",
                    new Request.RefundedCoupon(of, amount >= left ? Request.RefundedCoupon.ALL : amount)));
        }
    }

    private static Request with(Request request, String what, Request.What coupon) {
        return new Request(request.at(), request.sent(), request.customer(), "coupon/" + request.id() + "/" + what,
                false, coupon);
    }

    /** Between 0 and 1. */
    private double drawn(String what, String id) {
        return Chance.unit(Hashes.mix(Hashes.of(id) ^ Hashes.mix(seed ^ Hashes.of(what))));
    }
}
