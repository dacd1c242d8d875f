package org.guildhall.server.pages;

import java.util.HashMap;
import java.util.Map;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.api.Edge;

/** A programme's totals, by the names of their series. */
record Totals(Map<String, Long> bySeries) {
    /** As of now. */
    static Totals of(Edge edge, Catalogue programme) {
        int number = Edge.number(programme);
        Map<String, Long> named = new HashMap<>();
        edge.runtime()
                .tallies(number)
                .forEach((series, amount) -> named.put(edge.engine().seriesName(number, series), amount));
        return new Totals(named);
    }

    long members() {
        return of("members");
    }

    long of(String series) {
        return bySeries.getOrDefault(series, 0L);
    }

    long of(String currency, Account account) {
        return of(currency + "." + account.word());
    }

    long plan(String plan, String figure) {
        return of("plan." + plan + "." + figure);
    }

    /** Of all plans of the terms. */
    long plans(Terms terms, String figure) {
        return terms.plans().stream().mapToLong(plan -> plan(plan.name(), figure)).sum();
    }

    long benefit(String benefit, String figure) {
        return of("benefit." + benefit + "." + figure);
    }

    long stock(String stock, String figure) {
        return of("stock." + stock + "." + figure);
    }

    long coupon(String coupon, String figure) {
        return of("coupon." + coupon + "." + figure);
    }

    /** Of all benefits of the terms. */
    long benefits(Terms terms, String figure) {
        return terms.benefits().stream().mapToLong(benefit -> benefit(benefit.name(), figure)).sum();
    }

    long tier(String ladder, String tier) {
        return of("tier." + ladder + "/" + tier);
    }
}
