package org.guildhall.testkit.generator;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** A shop whose year can be lived through, again and again the same. Immutable; each stream is for one thread. */
public final class Shop {
    private final Calibration calibration;
    private final Season season;
    private final Assortment assortment;
    private final double spread;

    private Shop(Calibration calibration) {
        this.calibration = calibration;
        this.season = new Season(calibration);
        this.assortment = new Assortment(calibration);
        this.spread = new Heaviness(calibration, season, assortment).spread(calibration.members().topTenth());
    }

    public static Shop of(Calibration calibration) {
        return new Shop(calibration);
    }

    public Calibration calibration() {
        return calibration;
    }

    /** Everything that the shop sends in the year, in the order of arrival; what was done with plans before it comes first. */
    public Stream<Request> stream() {
        Iterator<Request> year = new Year(calibration, season, assortment, spread);
        if (!calibration.plans().plans().isEmpty()) {
            int known = calibration.members().count() + calibration.guests().count();
            year = new Merged(year, new PlanYear(calibration, season, assortment, known));
        }
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(year, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** The same, and what members do with coupons of offers that are published, by the latest terms. */
    public Stream<Request> stream(Collection<Offer> offers, Terms latest) {
        Iterator<Request> year =
                new CouponYear(stream().iterator(), offers, latest.symbols(), latest.calendar(), calibration.seed());
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(year, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** Two parts of a year in the order of arrival. */
    private static final class Merged implements Iterator<Request> {
        private final List<Iterator<Request>> parts;
        private final @Nullable Request[] ahead = new @Nullable Request[2];

        Merged(Iterator<Request> one, Iterator<Request> other) {
            parts = List.of(one, other);
            refill(0);
            refill(1);
        }

        private void refill(int part) {
            ahead[part] = parts.get(part).hasNext() ? parts.get(part).next() : null;
        }

        @Override
        public boolean hasNext() {
            return ahead[0] != null || ahead[1] != null;
        }

        @Override
        public Request next() {
            Request one = ahead[0];
            Request other = ahead[1];
            boolean first = one != null && (other == null || one.sent() <= other.sent());
            Request next = first ? one : other;
            if (next == null) {
                throw new NoSuchElementException("the year is over");
            }
            refill(first ? 0 : 1);
            return next;
        }
    }

    /** The first moment of the year, epoch milliseconds. */
    public long start() {
        return season.start(0);
    }

    /** The first moment after the year. */
    public long end() {
        return season.end();
    }

    /** The share of the year's orders that lies before a moment. */
    public double done(long moment) {
        double done = 0;
        int day = 0;
        while (day < season.days() && season.start(day + 1) <= moment) {
            done += season.share(day++);
        }
        return day == season.days()
                ? 1
                : done + season.share(day) * Math.max(0, moment - season.start(day))
                        / (season.start(day + 1) - season.start(day));
    }
}
