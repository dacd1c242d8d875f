package org.guildhall.server;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.server.figures.Figures;

/** A sale at the shop of tests, under way. */
final class SaleOfTests {
    private static final String AT = "\"at\": \"" + TestServer.NOW + "\"";

    private SaleOfTests() {}

    /**
     * Publishes a sale, and another that is to come. {@code customer:mei} used a coupon, holds one for an order, has bags and can claim
     * more; {@code customer:1000} took the last of the few.
     */
    static void fill(TestServer server) {
        server.offer(TestServer.sale());
        server.offer(TestServer.sale()
                .replace("offer: sale", "offer: winter")
                .replace("{zh: 年中大促, en: Mid-year sale}", "{zh: 年货节, en: Winter sale}")
                .replace("2025-06-01", "2025-12-01")
                .replace("2025-07-01", "2026-01-01")
                .replace("off-50:", "winter-50:")
                .replace("  few:", "  winter-few:")
                .replace("  tote:", "  winter-tote:"));
        ask(server, "mei", "claims", "few", "\"coupon\": \"few\"");
        ask(server, "mei", "reservations", "hold-1", order("o-1", "few"));
        ask(server, "mei", "redemptions", "paid-1", "\"order\": \"o-1\"");
        ask(server, "mei", "claims", "off", "\"coupon\": \"off-50\"");
        ask(server, "mei", "reservations", "hold-2", order("o-2", "off-50"));
        ask(server, "mei", "grants", "bags", "\"coupon\": \"tote\", \"times\": 3, \"reason\": \"goodwill\"");
        ask(server, "1000", "claims", "few", "\"coupon\": \"few\"");
        for (int i = 1001; i < 1006; i++) {
            ask(server, Integer.toString(i), "claims", "off", "\"coupon\": \"off-50\"");
        }
        ask(server, "1001", "reservations", "hold", order("o-1", "off-50"));
        ask(server, "1001", "redemptions", "paid", "\"order\": \"o-1\"");
        server.runtime.settle();
    }

    /** Another claims a coupon of the sale. */
    static void claim(TestServer server, String member) {
        ask(server, member, "claims", "off", "\"coupon\": \"off-50\"");
        server.runtime.settle();
    }

    /** Half a year of figures, as if there had been a sale in spring too. */
    static List<Figures.Month> months(TestServer server) {
        long[] granted = {0, 0, 0, 140, 180, 180, 191};
        long[] used = {0, 0, 0, 60, 104, 101, 103};
        long[] over = {0, 0, 0, 0, 61, 79, 79};
        List<Figures.Month> months = new ArrayList<>();
        for (int i = 0; i < granted.length; i++) {
            months.add(new Figures.Month(YearMonth.of(2024, 12).plusMonths(i), server.clock.millis(),
                    Map.of("coupon.off-50.granted", granted[i], "coupon.off-50.redeemed", used[i],
                            "coupon.off-50.expired", over[i], "coupon.off-50.cost.shop", used[i] * 3_000,
                            "coupon.off-50.cost.brand", used[i] * 2_000)));
        }
        return months;
    }

    private static String order(String id, String coupon) {
        return "\"order\": \"" + id + "\", \"coupons\": [\"" + coupon + "\"], \"for\": \"30 minutes\", "
                + "\"what\": {\"order\": {\"channel\": \"web\", \"lines\": [{\"product\": \"tea\","
                + " \"category\": \"drinks\", \"brand\": \"own\", \"quantity\": 1, \"price\": 320}]}}";
    }

    private static void ask(TestServer server, String member, String resource, String id, String more) {
        TestServer.Reply reply = server.post(TestServer.member("customer:" + member) + "/coupons/" + resource,
                "{\"id\": \"" + id + "\", " + AT + ", " + more + "}");
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
    }
}
