package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.CouponView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offers;
import org.jspecify.annotations.Nullable;

/**
 * The coupons of a member.
 *
 * @param next which one ends next and when; null for none
 * @param held those that can be used or are on their way, what ends first before the others
 * @param used those that were used on an order that can still be given back, the last one first
 * @param claimable what the member can claim now
 */
record CouponWallet(@Nullable String next, List<One> held, List<One> used, List<Claimable> claimable) {
    private static final String LIVE = "live";
    private static final String REDEEMED = "redeemed";

    /**
     * One coupon, or several that are the same.
     *
     * @param many {@code × 3}; empty for one
     * @param good what it is good for
     * @param when until when, or for which order
     */
    record One(String name, String many, String good, String when, String badge, String state) {}

    /** @param limits how many one member can have @param gone whether there are none left now */
    record Claimable(String name, String good, String limits, String until, boolean gone) {}

    /** What those that are shown as one have in common. */
    private record Alike(String coupon, int version, String state, long from, long until, String order, long due,
            long off) {
        static Alike of(CouponView one) {
            return new Alike(one.coupon(), one.version(), one.state(), one.from(), one.until(), one.order(),
                    one.dueAt(), one.off());
        }
    }

    boolean isEmpty() {
        return held.isEmpty() && used.isEmpty() && claimable.isEmpty();
    }

    static CouponWallet of(EntityName name, MemberView view, Catalogue programme, Reading reading, People people) {
        CouponWords good = new CouponWords(reading, programme.latest().symbols());
        ZoneId zone = reading.terms().calendar().zone();
        Words words = reading.words();
        List<CouponView> held = view.coupons()
                .stream()
                .filter(one -> !one.state().equals(REDEEMED))
                .sorted(Comparator.comparingLong(CouponView::until))
                .toList();
        List<CouponView> used = view.coupons()
                .stream()
                .filter(one -> one.state().equals(REDEEMED))
                .sorted(Comparator.comparingLong(CouponView::number).reversed())
                .toList();
        String next = held.stream()
                .filter(one -> one.state().equals(LIVE))
                .findFirst()
                .map(one -> words.say("coupons.next", reading.names().coupon(one.coupon()),
                        words.moment(one.until(), zone)))
                .orElse(null);
        return new CouponWallet(next, alike(held, view, programme, good), alike(used, view, programme, good),
                people.claimable(name, programme)
                        .stream()
                        .map(one -> claimable(one, programme, good, people))
                        .toList());
    }

    private static Claimable claimable(People.CanClaim one, Catalogue programme, CouponWords good, People people) {
        Coupon coupon = one.coupon();
        Words words = good.reading().words();
        Offers.Published offer = Objects.requireNonNull(programme.offers().ofCoupon(coupon.number()));
        return new Claimable(words.of(coupon.names()), good.good(coupon), good.limits(coupon),
                words.say("coupons.until", words.of(offer.latest().names()),
                        words.moment(offer.at(people.edge().clock().millis()).until(),
                                good.reading().terms().calendar().zone())),
                one.gone());
    }

    private static List<One> alike(List<CouponView> all, MemberView view, Catalogue programme, CouponWords good) {
        Map<Alike, Long> counts = new LinkedHashMap<>();
        all.forEach(one -> counts.merge(Alike.of(one), one.many(), Long::sum));
        return counts.entrySet()
                .stream()
                .map(one -> one(one.getKey(), one.getValue(), view, programme, good))
                .toList();
    }

    private static One one(Alike alike, long many, MemberView view, Catalogue programme, CouponWords good) {
        Reading reading = good.reading();
        Words words = reading.words();
        Integer symbol = programme.latest().symbols().find("coupon", alike.coupon());
        Coupon coupon = programme.offers().coupon(Objects.requireNonNull(symbol), alike.version());
        boolean later = alike.state().equals(LIVE) && alike.from() > view.time();
        return new One(words.of(coupon.names()), many == 1 ? "" : words.say("coupons.many", words.number(many)),
                good.good(coupon), when(alike, later, reading), badge(alike.state(), later),
                words.say("coupons.state." + (later ? "later" : alike.state())));
    }

    private static String when(Alike one, boolean later, Reading reading) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        String until = words.moment(one.until(), zone);
        return switch (one.state()) {
            case "reserved" -> one.off() == 0
                    ? words.say("coupons.held", one.order(), words.moment(one.due(), zone))
                    : words.say("coupons.held.off", one.order(), words.moment(one.due(), zone),
                            reading.statement().money(one.off()));
            case REDEEMED -> one.off() == 0
                    ? words.say("coupons.used.on", one.order())
                    : words.say("coupons.used.off", one.order(), reading.statement().money(one.off()));
            default -> later
                    ? words.say("coupons.usable.from", words.moment(one.from(), zone), until)
                    : words.say("coupons.usable", until);
        };
    }

    private static String badge(String state, boolean later) {
        return switch (state) {
            case LIVE -> later ? "past" : "active";
            case "reserved" -> "future";
            case REDEEMED -> "past";
            default -> "guest";
        };
    }
}
