package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a member has by terms of before, and until when. */
class OwnTermsTest {
    private static final String MEI = TestServer.member("customer:mei");

    private final TestServer server = TestServer.withPlans();

    @AfterEach
    void stops() {
        server.close();
    }

    private void post(String resource, String more) {
        TestServer.Reply reply = server.post(MEI + resource,
                "{\"id\": \"" + resource + "\", \"at\": \"" + TestServer.NOW + "\", " + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private JsonNode terms(String language) {
        return server.send("GET", MEI + "/terms", BodyPublishers.noBody(), "Accept-Language", language)
                .json()
                .path("terms");
    }

    @Test
    void aPriceOfBeforeIsToldWithTheDayItEnds() {
        post("/subscriptions", "\"plan\": \"monthly\"");
        post("/payments/settlements", "\"plan\": \"monthly\", \"amount\": 15");
        assertThat(terms("en")).isEmpty();
        String next = server.terms.replace("terms: 2025-01-01", "terms: 2025-07-01").replace("price: 15", "price: 18")
                + """
                        changes:
                          plans:
                            monthly: {applies: new-subscriptions, at-latest: 2026-01-01}
                        """;
        TestServer.Reply published = server.post("/v1/programmes", next);
        assertThat(published.status()).as(published.text()).isEqualTo(201);
        assertThat(terms("en")).as("before they hold").isEmpty();
        assertThat(server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"2025-07-02T00:00:00Z\"}"))
                .status()).isEqualTo(200);

        JsonNode own = terms("en");

        assertThat(own).hasSize(1);
        assertThat(own.at("/0/name").asString()).isEqualTo("monthly");
        assertThat(own.at("/0/terms").asString()).isEqualTo("2025-01-01");
        assertThat(own.at("/0/until").asString()).isEqualTo("2025-12-31T16:00:00Z");
        assertThat(own.at("/0/changes/0").toString())
                .isEqualTo("{\"key\":\"price\",\"yours\":\"15\",\"today\":\"18\"}");
        assertThat(own.at("/0/words").asString())
                .isEqualTo("Monthly is yours by the terms of 2025-01-01, until 2026-01-01");
        assertThat(terms("zh").at("/0/words").asString()).isEqualTo("您的「月度会员」按 2025-01-01 的规则，至 2026-01-01 为止");
    }
}
