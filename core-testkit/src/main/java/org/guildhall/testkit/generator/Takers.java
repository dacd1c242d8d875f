package org.guildhall.testkit.generator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.testkit.generator.Request.CancelledPlan;
import org.guildhall.testkit.generator.Request.Failed;
import org.guildhall.testkit.generator.Request.Paid;
import org.guildhall.testkit.generator.Request.Subscribed;

/**
 * Who takes a plan, when, and what becomes of it: lived through in the order of time, so that shares hold in any stretch of
 * it. So many take it that as many have it at the ends of the year's months, on average, as the calibration says.
 */
final class Takers {
    private static final long MINUTE = 60_000L;
    /** A plan is cancelled in this last part of a term. */
    private static final double CANCELLED_IN = 0.4;

    private final Calibration.OfPlan plan;
    private final ZoneCalendar calendar;
    private final long start;
    private final long end;
    private final long[] monthEnds;
    private final long seed;

    /** What one of them did, in the order of time; {@code taker} is counted from 0. */
    record Deed(long at, int taker, String id, Request.What what) {}

    /** A term that ends. @param paid terms before and with it */
    private record Turn(long end, int taker, int paid, long anchor, long began) {}

    private long[] from = new long[0];
    private long[] until = new long[0];
    private final List<Deed> deeds = new ArrayList<>();

    Takers(Calibration calibration, Calibration.OfPlan plan, long start, long end) {
        this.plan = plan;
        this.calendar = new ZoneCalendar(calibration.zone());
        this.start = start;
        this.end = end;
        this.seed = calibration.seed();
        monthEnds = monthEnds(calibration, calendar);
        int count = plan.have();
        for (int i = 0; i < 3; i++) {
            live(count);
            count = (int) Math.max(1, Math.round(count * plan.have() / Math.max(1, had())));
        }
        deeds.sort(Comparator.comparingLong(Deed::at));
    }

    /** The last moments of the year's months. */
    static long[] monthEnds(Calibration calibration, ZoneCalendar calendar) {
        List<Long> ends = new ArrayList<>();
        for (var day = calibration.first().withDayOfMonth(1).plusMonths(1); ends.size() < 12; day = day.plusMonths(1)) {
            ends.add(Math.min(calendar.startOf(day), calendar.startOf(calibration.last().plusDays(1))) - 1);
        }
        return ends.stream().mapToLong(Long::longValue).toArray();
    }

    List<Deed> deeds() {
        return deeds;
    }

    int count() {
        return from.length;
    }

    boolean has(int taker, long moment) {
        return from[taker] <= moment && moment < until[taker];
    }

    /** Whether they had it once. */
    boolean gaveUp(int taker, long moment) {
        return until[taker] <= moment;
    }

    /** How many had it at the ends of months, on average. */
    double had() {
        return mean(true);
    }

    /** How many had had it. */
    double hadGivenUp() {
        return mean(false);
    }

    private double mean(boolean has) {
        long sum = 0;
        for (long moment : monthEnds) {
            for (int i = 0; i < from.length; i++) {
                sum += (has ? has(i, moment) : gaveUp(i, moment)) ? 1 : 0;
            }
        }
        return (double) sum / monthEnds.length;
    }

    private void live(int count) {
        deeds.clear();
        from = new long[count];
        until = new long[count];
        Chance chance = Chance.of(seed, "takers of " + plan.plan());
        Quota converts = quota(plan.converts(), "converts");
        Quota first = quota(plan.renewsFirst(), "renews first");
        Quota later = quota(plan.renewsLater(), "renews later");
        Quota fails = quota(plan.fails(), "fails");
        Quota lapses = quota(plan.lapses(), "lapses");
        PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::end).thenComparing(Turn::taker));
        long earliest = calendar.minus(start, plan.before());
        Even even = new Even(chance);
        for (int i = 0; i < count; i++) {
            turns.add(begin(i, earliest + (long) (even.unit() * (end - earliest))));
        }
        // What ends in the term after the year may be cancelled in it.
        long last = calendar.plus(end, plan.term());
        for (Turn turn = turns.poll(); turn != null && turn.end < last; turn = turns.poll()) {
            Quota goesOn = turn.paid == 0 ? converts : turn.paid == 1 ? first : later;
            if (goesOn.take()) {
                turns.add(renew(turn, fails.take()));
            } else {
                leave(turn, lapses.take(), chance);
            }
        }
        for (Turn turn : turns) {
            until[turn.taker] = Long.MAX_VALUE;
        }
    }

    private Quota quota(double share, String part) {
        return new Quota(share, Chance.of(seed, plan.plan() + " " + part));
    }

    private Turn begin(int taker, long at) {
        plan.scores()
                .forEach((score, value) -> deed(at - MINUTE, taker, "score/" + score,
                        new Request.Scored(score, value)));
        deed(at, taker, "subscribe", new Subscribed(plan.plan()));
        Period trial = plan.trial();
        if (trial == null) {
            long paid = at + MINUTE;
            pay(taker, 1, paid);
            from[taker] = paid;
            return new Turn(calendar.plus(paid, plan.term()), taker, 1, paid, paid);
        }
        from[taker] = at;
        long over = calendar.plus(at, trial);
        return new Turn(over, taker, 0, over, at);
    }

    private Turn renew(Turn turn, boolean failing) {
        int paid = turn.paid + 1;
        if (failing) {
            deed(turn.end + 5 * MINUTE, turn.taker, "fail/" + paid, new Failed(plan.plan()));
        }
        pay(turn.taker, paid, failing ? turn.end + plan.retry() + 10 * MINUTE : turn.end + 2 * MINUTE);
        Period since = new Period(plan.term().amount() * paid, plan.term().unit());
        return new Turn(calendar.plus(turn.anchor, since), turn.taker, paid, turn.anchor, turn.end);
    }

    private void pay(int taker, int term, long at) {
        deed(at, taker, "pay/" + term, new Paid(plan.plan(), plan.price()));
    }

    private void leave(Turn turn, boolean lapsing, Chance chance) {
        if (lapsing) {
            deed(turn.end + 5 * MINUTE, turn.taker, "fail/" + (turn.paid + 1), new Failed(plan.plan()));
            until[turn.taker] = calendar.plus(turn.end, plan.grace());
            return;
        }
        long at = turn.end - MINUTE - (long) (chance.unit() * CANCELLED_IN * (turn.end - turn.began));
        deed(at, turn.taker, "cancel-plan", new CancelledPlan(plan.plan()));
        until[turn.taker] = turn.end;
    }

    private void deed(long at, int taker, String id, Request.What what) {
        if (at < end) {
            deeds.add(new Deed(at, taker, id, what));
        }
    }
}
