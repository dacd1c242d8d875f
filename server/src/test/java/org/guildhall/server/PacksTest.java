package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What packs give for a time, as the member reads it. */
class PacksTest {
    private static final String MEI = TestServer.member("customer:mei");

    private final TestServer server = TestServer.withPlans();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBenefitThatAPackGivesStandsInTheMemberCentre() {
        Reply published = server.post("/v1/programmes", server.terms.replace("terms: 2025-01-01", "terms: 2025-06-16")
                .replace("\nearning:\n", """

                        earning:
                          delivery-week:
                            names: {zh: 一周免运费, en: A week of free delivery}
                            on: {each: calendar month, while: [basic]}
                            gives: {free-delivery: 7 days}
                        """), "Content-Type", "application/yaml");
        assertThat(published.status()).as(published.text()).isEqualTo(201);
        clock("2025-06-17T04:00:00Z");
        Reply bought = server.post(MEI + "/subscriptions",
                "{\"id\": \"s1\", \"at\": \"2025-06-17T04:00:00Z\", \"plan\": \"basic\"}");
        assertThat(bought.status()).as(bought.text()).isEqualTo(201);
        clock("2025-07-01T04:00:00Z");
        assertThat(centre("en")).contains("A benefit for a time",
                "Free delivery, until 2025-07-08 00:00: A week of free delivery");
        assertThat(centre("zh")).contains("限时权益", "获得免运费，至 2025-07-08 00:00：一周免运费");
    }

    private void clock(String now) {
        Reply moved = server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"" + now + "\"}"));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    private String centre(String language) {
        String token = server.post(MEI + "/tokens", "").json().path("token").asString();
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie", "guildhall-member=" + token,
                "Accept-Language", language).text();
    }
}
