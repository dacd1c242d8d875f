package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What became of plans, over HTTP and on the programme's page. */
class PlanFiguresTest {
    private static final String FIGURES = TestServer.PROGRAMME + "/figures";
    private static final String[] WHO = {"a", "b", "c", "d"};

    private final TestServer server = TestServer.withPlans();
    private int asked;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void trialsRenewalsFeesAndWorthAreToldOfTwelveMonths() {
        for (String who : WHO) {
            ask(who, "subscriptions", "\"plan\": \"annual\"");
        }
        ask("a", "uses", "\"benefit\": \"free-delivery\", \"amount\": 5");
        server.figures.catchUp();
        assertThat(server.get(FIGURES).json().at("/due/plans/annual"))
                .isEqualTo(TestServer.MAPPER.readTree("{\"renewals\": 0, \"trials\": 0, \"amount\": \"0.00\"}"));
        to("2025-06-20T04:00:00Z");
        server.figures.catchUp();
        assertThat(server.get(FIGURES).json().at("/due/plans/annual"))
                .isEqualTo(TestServer.MAPPER.readTree("{\"renewals\": 0, \"trials\": 4, \"amount\": \"556.00\"}"));
        ask("d", "subscriptions/annual/cancellations", "");
        to("2025-07-15T04:00:00Z");
        for (String who : new String[]{"a", "b", "c"}) {
            ask(who, "payments/settlements", "\"plan\": \"annual\", \"amount\": 139");
        }
        to("2026-07-15T04:00:00Z");
        ask("a", "payments/settlements", "\"plan\": \"annual\", \"amount\": 139");
        ask("b", "payments/settlements", "\"plan\": \"annual\", \"amount\": 139");
        to("2026-08-02T04:00:00Z");
        server.runtime.settle();
        server.figures.catchUp();

        JsonNode figures = server.get(FIGURES).json();
        JsonNode august = figures.path("months").valueStream().toList().getLast();
        assertThat(august.path("subscribers").asInt()).isEqualTo(2);
        assertThat(august.at("/plans/annual")).isEqualTo(TestServer.MAPPER.readTree("""
                {"trial": 0, "paid": 2, "unpaid": 0, "paused": 0, "trials-converted": 3, "trials-ended": 1,
                 "first-renewed": 2, "first-ended": 1, "later-renewed": 0, "later-ended": 0, "terms": 5, "gifts": 0, "seats": 0,
                 "fees": "695.00"}"""));
        assertThat(august.at("/benefits/free-delivery")).isEqualTo(TestServer.MAPPER.readTree(
                "{\"used\": 5, \"worth\": \"30.00\", \"cost\": \"15.05\"}"));
        assertThat(august.at("/payers")).isEqualTo(TestServer.MAPPER.readTree(
                "{\"shop\": \"9.03\", \"carrier\": \"6.02\", \"partner\": \"0.00\"}"));

        JsonNode year = figures.path("year");
        assertThat(year.path("from").asString()).isEqualTo("2025-09");
        JsonNode annual = year.at("/plans/annual");
        assertThat(annual.path("trial-conversion").isNull()).as("no trial was over in these months").isTrue();
        assertThat(annual.path("first-renewal").asString()).isEqualTo("0.6667");
        assertThat(annual.path("later-renewal").isNull()).isTrue();
        assertThat(annual.path("terms").asInt()).isEqualTo(2);
        assertThat(annual.path("fee").asString()).isEqualTo("139.00");
        assertThat(year.path("fees").asString()).isEqualTo("278.00");
    }

    @Test
    void valueOfAPlanIsHeldAgainstWhatATermCostOnAverage() {
        ask("a", "subscriptions", "\"plan\": \"monthly\"");
        ask("a", "payments/settlements", "\"plan\": \"monthly\", \"amount\": 15");
        ask("a", "uses", "\"benefit\": \"film\", \"amount\": 2");
        to("2025-07-02T04:00:00Z");
        server.figures.catchUp();

        JsonNode year = server.get(FIGURES).json().path("year");
        assertThat(year.path("worth-per-fee").asString()).isEqualTo("2.6667");
        assertThat(year.at("/plans/monthly/worths/0/per-fee").asString()).isEqualTo("4.0000");
        assertThat(year.at("/plans/monthly/worths/0/source/en").asString()).isEqualTo("our survey");
        assertThat(year.at("/plans/annual/worths/0/per-fee").isNull()).isTrue();
        assertThat(year.at("/markets/0/share").asString()).isEqualTo("0.0100");
        assertThat(year.path("compared").asString()).isEqualTo("subscribers");
    }

    @Test
    void ordersAreToldApartByTheWordsOfAField() {
        ask("a", "subscriptions", "\"plan\": \"monthly\"");
        ask("a", "payments/settlements", "\"plan\": \"monthly\", \"amount\": 15");
        order("a", "app", 30);
        order("b", "app", 10);
        order("b", "counter", 5);
        to("2025-07-02T04:00:00Z");
        server.figures.catchUp();

        JsonNode figures = server.get(FIGURES).json();
        JsonNode by = figures.at("/year/activities/order/by/channel");
        assertThat(by.propertyNames()).containsExactly("counter", "app", "web");
        assertThat(by.at("/app/count").asInt()).isEqualTo(2);
        assertThat(by.at("/app/share-of-amount").asString()).isEqualTo("0.7500");
        assertThat(by.at("/counter/share-of-amount").asString()).isEqualTo("0.0000");
        assertThat(by.at("/web/share-of-amount").isNull()).isTrue();
        assertThat(figures.at("/months").valueStream().toList().getLast().at("/activities/order/by/channel/app"))
                .isEqualTo(TestServer.MAPPER.readTree("""
                        {"count": 2, "members-count": 1, "subscribers-count": 1, "amount": "40.00",
                         "members-amount": "30.00", "subscribers-amount": "30.00"}"""));
        assertThat(Exposition.parse(server.get("/metrics").text())
                .value("guildhall_figures", "of", "activity", "name", "order/channel/app", "figure", "amount"))
                .as("in whole units")
                .isEqualTo(40.0);
    }

    private void order(String who, String channel, int price) {
        ask(who, "activities", "\"order\": {\"channel\": \"" + channel + "\", \"lines\": [{\"product\": \"bread\","
                + " \"category\": \"bakery\", \"brand\": \"own\", \"quantity\": 1, \"price\": " + price + "}]}");
    }

    @Test
    void whoBoreSomethingByTermsOfBeforeIsToldBesideThoseOfTheTermsInForce() {
        ask("a", "subscriptions", "\"plan\": \"annual\"");
        ask("a", "uses", "\"benefit\": \"free-delivery\", \"amount\": 5");
        to("2025-06-16T04:00:00Z");
        String next = server.terms.replace("terms: 2025-01-01", "terms: 2025-07-01")
                .replace("funded-by: {shop: 60, carrier: 40}", "funded-by: {shop: 60, post: 40}")
                + "\nchanges: {benefits: {free-delivery: {applies: now}}}\n";
        assertThat(server.post("/v1/programmes", next, "Content-Type", "application/yaml").status()).isEqualTo(201);
        to("2025-07-02T04:00:00Z");
        ask("a", "uses", "\"benefit\": \"free-delivery\", \"amount\": 5");
        server.figures.catchUp();

        JsonNode figures = server.get(FIGURES).json();
        JsonNode payers = TestServer.MAPPER.readTree(
                "{\"shop\": \"18.06\", \"post\": \"6.02\", \"partner\": \"0.00\", \"carrier\": \"6.02\"}");
        assertThat(figures.at("/year/payers")).isEqualTo(payers);
        assertThat(figures.path("months").valueStream().toList().getLast().path("payers")).isEqualTo(payers);
        Exposition metrics = Exposition.parse(server.get("/metrics").text());
        assertThat(metrics.value("guildhall_figures", "of", "payer", "name", "carrier", "figure", "cost"))
                .as("in whole units")
                .isEqualTo(6.02);
    }

    private void ask(String who, String path, String body) {
        TestServer.Reply reply = server.post(TestServer.member("customer:" + who) + "/" + path,
                "{\"id\": \"p" + asked++ + "\", \"at\": \"" + Instant.ofEpochMilli(server.clock.millis()) + "\""
                        + (body.isEmpty() ? "" : ", " + body) + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private void to(String moment) {
        server.clock.advance(Instant.parse(moment).toEpochMilli() - server.clock.millis());
    }
}
