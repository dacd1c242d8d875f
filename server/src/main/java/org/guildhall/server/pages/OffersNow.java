package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.ZoneCalendar;

/**
 * All offers of a programme in short, those first that give something now.
 *
 * @param path where they are asked for again
 */
record OffersNow(Words words, String path, List<Line> lines) {
    private static final List<Offers.State> ORDER = List.of(Offers.State.RUNNING, Offers.State.PAUSED,
            Offers.State.SCHEDULED, Offers.State.ENDED, Offers.State.STOPPED);

    /** @param about its coupons @param granted and used coupons of all its templates */
    record Line(String href, String name, String badge, String state, String when, String about, String granted,
            String used, String cost) {}

    static OffersNow of(Catalogue programme, long now, Reading reading, Totals totals) {
        return new OffersNow(reading.words(), path(programme), programme.offers()
                .all()
                .stream()
                .sorted(Comparator.comparingInt(offer -> ORDER.indexOf(offer.state(now))))
                .map(offer -> line(programme, offer, now, reading, totals))
                .toList());
    }

    static String path(Catalogue programme) {
        return ProgrammePages.path(programme.latest()) + "/offers";
    }

    private static Line line(Catalogue programme, Offers.Published published, long now, Reading reading,
            Totals totals) {
        Words words = reading.words();
        Offer offer = published.at(now);
        Offers.State state = published.state(now);
        return new Line(path(programme) + "/" + offer.name(), words.of(offer.names()), badge(state),
                words.say("offer." + state.word()), when(offer, reading),
                String.join(words.say("comma"),
                        offer.coupons().stream().map(coupon -> words.of(coupon.names())).toList()),
                words.number(sum(offer, totals, "granted")), words.number(sum(offer, totals, "redeemed")),
                reading.statement().money(sum(offer, totals, "cost")));
    }

    /** The days of an offer; with their times where it begins or ends within a day. */
    static String when(Offer offer, Reading reading) {
        ZoneCalendar calendar = reading.terms().calendar();
        ZoneId zone = calendar.zone();
        Words words = reading.words();
        boolean whole = LongStream.of(offer.from(), offer.until())
                .allMatch(moment -> calendar.floor(moment, CalendarUnit.DAY) == moment);
        return whole
                ? words.say("days", words.day(offer.from(), zone), words.day(offer.until() - 1, zone))
                : words.say("days", words.moment(offer.from(), zone), words.moment(offer.until(), zone));
    }

    static String badge(Offers.State state) {
        return switch (state) {
            case RUNNING -> "active";
            case SCHEDULED -> "future";
            case PAUSED, STOPPED -> "frozen";
            case ENDED -> "past";
        };
    }

    static long sum(Offer offer, Totals totals, String figure) {
        return offer.coupons().stream().map(Coupon::name).mapToLong(coupon -> totals.coupon(coupon, figure)).sum();
    }
}
