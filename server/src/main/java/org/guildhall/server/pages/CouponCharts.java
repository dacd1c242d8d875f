package org.guildhall.server.pages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offers;

/** Charts of all coupons of a programme over time; none for one without. */
final class CouponCharts {
    private final List<Coupon> coupons;
    private final Reading reading;
    private final List<String> labels;
    private final List<Totals> totals;

    private CouponCharts(List<Coupon> coupons, Reading reading, List<String> labels, List<Totals> totals) {
        this.coupons = coupons;
        this.reading = reading;
        this.labels = labels;
        this.totals = totals;
    }

    static List<Chart> of(Offers offers, Reading reading, List<String> labels, List<Totals> totals) {
        CouponCharts charts = new CouponCharts(offers.coupons(), reading, labels, totals);
        return charts.sum(totals.getLast(), "granted") == 0 ? List.of() : List.of(charts.counts(), charts.payers());
    }

    /** How many were granted, used and over in each month; what comes back with a refund is used less. */
    private Chart counts() {
        return new Chart(Chart.Kind.BARS, say("coupons.over.time"), labels, List.of(
                series("available", "coupons.granted", 0, total -> sum(total, "granted")),
                series("spent", "coupons.redeemed", 0, total -> sum(total, "redeemed")),
                series("expired", "coupons.expired", 0, total -> sum(total, "expired"))));
    }

    /** What each payer bore in each month. */
    private Chart payers() {
        Set<String> payers = new LinkedHashSet<>();
        coupons.forEach(coupon -> coupon.payers().forEach(payer -> payers.add(payer.name())));
        return new Chart(Chart.Kind.BARS,
                reading.words().say("coupons.payers.over.time", reading.terms().money()), labels, payers.stream()
                        .map(payer -> Chart.Series.of("tier", payer, reading.terms().moneyDigits(),
                                Months.steps(totals, total -> sum(total, "cost." + payer))))
                        .toList());
    }

    private Chart.Series series(String colour, String name, int digits, ToLongFunction<Totals> figure) {
        return Chart.Series.of(colour, say(name), digits, Months.steps(totals, figure));
    }

    private long sum(Totals total, String figure) {
        return coupons.stream().mapToLong(coupon -> total.coupon(coupon.name(), figure)).sum();
    }

    private String say(String key) {
        return reading.words().say(key);
    }
}
