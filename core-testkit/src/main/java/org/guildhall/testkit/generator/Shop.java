package org.guildhall.testkit.generator;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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

    /** Everything that the shop sends in the year, in the order of arrival. */
    public Stream<Request> stream() {
        Iterator<Request> year = new Year(calibration, season, assortment, spread);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(year, Spliterator.ORDERED | Spliterator.NONNULL), false);
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
