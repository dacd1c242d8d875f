package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.RateLimits;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests a second, as keys and members may send them. */
class RateLimitsTest {
    private static final String MEI = TestServer.member("customer:mei");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aKeyMaySendASecondsWorthAtOnceAndThenWhatTheTimeBringsBack() {
        String token = key("{\"role\": \"partner\", \"name\": \"shop\", \"programme\": \"*\", \"rate\": 3}");
        for (int left = 2; left >= 0; left--) {
            Reply reply = as(token, TestServer.PROGRAMME);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"key\";q=3;w=1");
            assertThat(reply.header("RateLimit")).isEqualTo("\"key\";r=" + left + ";t=1");
        }
        for (int i = 0; i < 5; i++) {
            Reply limited = as(token, TestServer.PROGRAMME);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.code()).isEqualTo("rate-limited");
            assertThat(limited.header("Retry-After")).isEqualTo("1");
            assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"key\";q=3;w=1");
            assertThat(limited.header("RateLimit")).isEqualTo("\"key\";r=0;t=1");
        }
        server.clock.advance(334);
        assertThat(as(token, TestServer.PROGRAMME).status()).isEqualTo(200);
        assertThat(as(token, TestServer.PROGRAMME).status()).isEqualTo(429);
        server.clock.advance(60_000);
        for (int i = 0; i < 3; i++) {
            assertThat(as(token, MEI).status()).as("a refusal counts too").isEqualTo(404);
        }
        assertThat(as(token, MEI).status()).isEqualTo(429);
    }

    @Test
    void othersAndKeysWithoutARateAreNotLimited() {
        String one = key("{\"role\": \"partner\", \"name\": \"shop\", \"programme\": \"*\", \"rate\": 1}");
        String other = server.key(Role.PARTNER);
        assertThat(as(one, TestServer.PROGRAMME).status()).isEqualTo(200);
        assertThat(as(one, TestServer.PROGRAMME).status()).isEqualTo(429);
        for (int i = 0; i < 50; i++) {
            Reply reply = as(other, TestServer.PROGRAMME);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("RateLimit-Policy")).isEmpty();
        }
    }

    @Test
    void manyActivitiesInOneRequestAreOne() {
        String token = key("{\"role\": \"partner\", \"name\": \"shop\", \"programme\": \"*\", \"rate\": 1}");
        String line = "{\"member\": \"customer:mei\", \"id\": \"%d\"}\n";
        Reply reply = server.sendAs("Bearer " + token, "POST", TestServer.PROGRAMME + "/activities",
                BodyPublishers.ofString(line.formatted(1) + line.formatted(2)));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("RateLimit")).isEqualTo("\"key\";r=0;t=1");
        assertThat(reply.all()).hasSize(2);
    }

    @Test
    void aMemberHasOneRateForAllTokens() {
        server.open("customer:mei", 1);
        String one = server.post(MEI + "/tokens", "").json().path("token").asString();
        String two = server.post(MEI + "/tokens", "").json().path("token").asString();
        for (int i = 0; i < RateLimits.MEMBERS; i++) {
            assertThat(as(i % 2 == 0 ? one : two, MEI).status()).isEqualTo(200);
        }
        assertThat(as(one, MEI).status()).isEqualTo(429);
        assertThat(as(two, MEI).header("RateLimit-Policy")).isEqualTo("\"member\";q=10;w=1");
    }

    @Test
    void aRateIsAWholeNumberAndNoAdministratorHasOne() {
        String body = "{\"role\": \"%s\", \"name\": \"shop\", \"programme\": \"*\", \"rate\": %s}";
        for (String rate : new String[]{"0", "-1", "1.5", "100001", "\"much\""}) {
            assertThat(server.post("/v1/keys", body.formatted("partner", rate)).status()).as(rate).isEqualTo(400);
        }
        assertThat(server.post("/v1/keys", body.formatted("administrator", "5")).status()).isEqualTo(400);
        assertThat(server.post("/v1/keys", body.formatted("partner", "5")).json().path("rate").asInt()).isEqualTo(5);
        assertThat(server.get("/v1/keys").json().at("/keys/1/rate").asInt()).isEqualTo(5);
        assertThat(server.get("/v1/keys").json().at("/keys/0/rate").isNull()).isTrue();
    }

    private String key(String body) {
        return server.post("/v1/keys", body).json().path("token").asString();
    }

    private Reply as(String token, String path) {
        return server.sendAs("Bearer " + token, "GET", path, BodyPublishers.noBody());
    }
}
