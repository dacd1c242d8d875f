package org.guildhall.server;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.figures.Figures;

/** Enough of a shop's life that its pages have something to show. */
final class ShopOfTests {
    private static final List<String> TIERS = List.of("neighbour", "regular", "friend", "family");
    private static final List<String> PURCHASES =
            List.of("rice pantry 2 38.50", "milk drinks 3 12.00", "apples fresh 4 9.90", "soap care 1 25.00");
    private static final int OTHERS = 24;

    private ShopOfTests() {}

    /** {@code customer:mei} has done much, {@code customer:new} nothing but come in, others are there. */
    static void fill(TestServer server) {
        for (int i = 0; i < OTHERS; i++) {
            open(server, "customer:" + (1000 + i), 40 + 35 * i, TIERS.get(i < 13 ? 0 : i < 19 ? 1 : i < 23 ? 2 : 3));
        }
        open(server, "customer:mei", 860, "regular");
        for (int i = 0; i < 12; i++) {
            buy(server, i);
        }
        ask(server, "mei", "spends", """
                {"id": "tea", "at": "2025-06-15T03:30:00Z", "points": 300, "purpose": "tea"}""");
        ask(server, "mei", "reversals", """
                {"id": "back", "at": "2025-06-15T03:40:00Z", "of": "order-11"}""");
        server.post(TestServer.member("customer:mei") + "/spends", """
                {"id": "too-much", "at": "2025-06-15T03:50:00Z", "points": 99999, "purpose": "a bicycle"}""");
        ask(server, "new", "activities", """
                {"id": "first", "at": "2025-06-15T03:00:00Z", "order": {"channel": "counter", "lines": [{"product":
                 "bread", "category": "bakery", "brand": "own", "quantity": 1, "price": 12.00}]}}""");
        publishNext(server);
    }

    /** The order of that number, on a morning or an evening, and its handing over. */
    private static void buy(TestServer server, int number) {
        String[] what = PURCHASES.get(number % PURCHASES.size()).split(" ");
        String at = "2025-06-%02d %02d:%02d".formatted(9 + number / 2, 9 + number % 2 * 9, number * 3);
        ask(server, "mei", "activities", """
                {"id": "order-%d", "at": "%s", "order": {"channel": "app", "lines": [{"product": "%s",
                 "category": "%s", "brand": "own", "quantity": %s, "price": %s}]}}"""
                .formatted(number, at, what[0], what[1], what[2], what[3]));
        ask(server, "mei", "activities", """
                {"id": "handed-over-%d", "at": "%s", "fulfilment": {"of": "order-%d"}}""".formatted(number, at,
                number));
    }

    /** A year and a half of figures, as if the shop had grown. */
    static List<Figures.Month> months(TestServer server) {
        List<Figures.Month> months = new ArrayList<>();
        for (int i = 1; i <= 18; i++) {
            Map<String, Long> totals = new HashMap<>();
            for (int tier = 0; tier < TIERS.size(); tier++) {
                totals.put("tier.membership/" + TIERS.get(tier), (long) i * i * (13 - 4 * tier) / 25 + i);
            }
            totals.put("points.issued", 900L * i + 60L * i * i);
            totals.put("points.spent", 400L * i + 30L * i * i);
            totals.put("points.expired", i < 12 ? 0 : 700L * (i - 11));
            months.add(new Figures.Month(YearMonth.of(2023, 12).plusMonths(i), server.clock.millis(), totals));
        }
        return months;
    }

    private static void open(TestServer server, String reference, int points, String tier) {
        require(server.post(TestServer.member(reference) + "/openings", """
                {"id": "opening", "at": "2025-06-09", "joined": "2024-03-02",
                 "lots": {"points": [{"amount": %d, "earned": "2024-07-10", "expires": "2025-08-01"},
                                     {"amount": 120, "earned": "2025-05-01", "expires": "2026-06-01"}],
                          "growth": [{"amount": %d, "earned": "2025-03-01", "expires": "never"}]},
                 "standings": {"membership": {"tier": "%s", "since": "2025-03-01", "until": "2026-03-01"}}}"""
                .formatted(points, points, tier)));
    }

    private static void ask(TestServer server, String name, String resource, String body) {
        require(server.post(TestServer.member("customer:" + name) + "/" + resource, body));
    }

    private static void require(TestServer.Reply reply) {
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
    }

    /** Other terms, which hold from a day to come. */
    private static void publishNext(TestServer server) {
        String text = server.terms.replace("terms: 2025-01-01", "terms: 2025-09-01")
                .replace("award: {points: 200}", "award: {points: 300}")
                .replace("grace: 30 days", "grace: 60 days");
        Terms next = TermsReader.published(text, server.edge.programme("willow-lane").latest());
        server.edge.runtime().publish(new PublishedTerms(next.programme(), next.from(), text).encode());
    }
}
