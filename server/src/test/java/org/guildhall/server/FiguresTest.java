package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Figures by month are what members had at the end of each. */
class FiguresTest {
    private static final String ANN = TestServer.member("customer:ann");
    private static final String BEN = TestServer.member("customer:ben");
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysThatTheyAreBeingMade() {
        JsonNode figures = figures();
        assertThat(figures.path("complete").asBoolean()).isFalse();
        assertThat(figures.path("months")).isEmpty();
    }

    @Test
    void aMonthEndsWithWhatMembersHadThen() {
        server.open("customer:ann", 700);
        order(ANN, "a", "2025-06-15T03:00:00Z", "120.00");
        to("2025-06-30T15:59:59.999Z"); // the last millisecond of June in Shanghai
        List<String> june = accounts(server.get(ANN).json().at("/wallets/points"));

        to("2025-07-10T04:00:00Z");
        order(ANN, "b", "2025-07-10T03:00:00Z", "90.00");
        order(BEN, "c", "2025-07-10T03:00:00Z", "60.00");
        to("2025-07-31T15:59:59.999Z");
        List<String> july = accounts(server.get(ANN).json().at("/wallets/points"));
        to("2025-08-02T04:00:00Z");
        server.figures.catchUp();

        JsonNode months = figures().path("months");
        assertThat(months).hasSize(3);
        assertThat(months.at("/0/month").asString()).isEqualTo("2025-06");
        assertThat(months.at("/0/at").asString()).isEqualTo("2025-06-30T15:59:59.999Z");
        assertThat(accounts(months.at("/0/wallets/points"))).isEqualTo(june).startsWith("920", "0", "920");
        assertThat(accounts(months.at("/1/wallets/points"))).isEqualTo(july).isNotEqualTo(june);
        assertThat(months.at("/0/members").asInt()).isEqualTo(1);
        assertThat(months.at("/0/guests").asInt()).isZero();
        assertThat(months.at("/1/guests").asInt()).isEqualTo(1);
        assertThat(months.at("/0/ladders/membership/neighbour").asInt()).isEqualTo(1);
        assertThat(months.at("/2/month").asString()).isEqualTo("2025-08");
    }

    @Test
    void whatWasMadeStaysAndMonthsAreAdded() {
        server.open("customer:ann", 700);
        to("2025-07-02T04:00:00Z");
        server.figures.catchUp();
        JsonNode june = figures().at("/months/0");
        to("2025-08-20T04:00:00Z");
        order(BEN, "c", "2025-08-20T03:00:00Z", "60.00");
        to("2025-10-02T04:00:00Z");
        server.figures.catchUp();

        JsonNode months = figures().path("months");
        assertThat(months.valueStream().map(month -> month.path("month").asString()).toList())
                .containsExactly("2025-06", "2025-07", "2025-08", "2025-09", "2025-10");
        assertThat(months.at("/0")).isEqualTo(june);
        assertThat(months.at("/1/guests").asInt()).isZero();
        assertThat(months.at("/2/guests").asInt()).isEqualTo(1);
    }

    @Test
    void aGrantedTierIsCountedWhileItIsTheBetterOne() {
        server.open("customer:ann", 700);
        grant(ANN, "friend", "2025-07-10");
        to("2025-07-02T04:00:00Z");
        server.figures.catchUp();
        assertThat(tiers(figures().at("/months/0"))).isEqualTo("friend 1");
        assertThat(tiers(figures().at("/months/1"))).as("now").isEqualTo("friend 1");

        to("2025-08-02T04:00:00Z");
        server.runtime.settle();
        server.figures.catchUp();
        assertThat(tiers(figures().at("/months/0"))).isEqualTo("friend 1");
        assertThat(tiers(figures().at("/months/1"))).isEqualTo("neighbour 1");
        assertThat(tiers(figures().at("/months/2"))).as("now").isEqualTo("neighbour 1");
    }

    @Test
    void aGrantThatIsNoBetterThanWhatWasEarnedChangesNothing() {
        TestServer.Reply opened = server.post(ANN + "/openings", """
                {"id": "o", "at": "2025-06-15T04:00:00Z", "joined": "2024-01-01",
                 "standings": {"membership": {"tier": "friend", "since": "2024-09-01", "until": "2026-09-01"}}}""");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        grant(ANN, "regular", "2025-07-10");
        to("2025-07-02T04:00:00Z");
        server.figures.catchUp();
        assertThat(tiers(figures().at("/months/0"))).isEqualTo("friend 1");
        assertThat(tiers(figures().at("/months/1"))).as("now")
                .isEqualTo("friend 1");
    }

    /** Where there is somebody. */
    private static String tiers(JsonNode month) {
        return month.at("/ladders/membership")
                .propertyStream()
                .filter(tier -> tier.getValue().asLong() != 0)
                .map(tier -> tier.getKey() + " " + tier.getValue())
                .collect(Collectors.joining(", "));
    }

    private void grant(String member, String tier, String until) {
        TestServer.Reply reply = server.post(member + "/grants", """
                {"id": "g-%s", "at": "%s", "membership": "%s", "until": "%s", "reason": "welcome"}"""
                .formatted(tier, Instant.ofEpochMilli(server.clock.millis()), tier, until));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private JsonNode figures() {
        return server.get(TestServer.PROGRAMME + "/figures").json();
    }

    private void to(String moment) {
        server.clock.advance(Instant.parse(moment).toEpochMilli() - server.clock.millis());
    }

    private void order(String member, String id, String at, String price) {
        TestServer.Reply reply = server.post(member + "/activities", """
                {"id": "%s", "at": "%s", "order": {"channel": "web", "lines": [
                  {"product": "p", "category": "care", "brand": "b", "quantity": 1, "price": "%s"}]}}"""
                .formatted(id, at, price));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private static List<String> accounts(JsonNode wallet) {
        return List.of("issued", "pending", "available", "spent", "expired", "reversed", "owed")
                .stream()
                .map(account -> wallet.path(account).asString())
                .toList();
    }
}
