package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wrong keys over HTTP, all from one address. */
class GuessingOverHttpTest {
    private static final String PATH = "/v1/programmes";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isSlowedAndShownAndKeepsNobodyOut() {
        for (int i = 0; i < 10; i++) {
            assertThat(as("gh_" + i).status()).isEqualTo(401);
        }
        Reply slowed = as("ghm_guess");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("too-many-attempts");
        assertThat(slowed.header("Retry-After")).isEqualTo("10");
        assertThat(as(server.token).status()).as("a right key, from the same address").isEqualTo(200);
        assertThat(server.get("/v1/audit").json().at("/entries/0/action").asString()).isEqualTo("guessing");

        server.clock.advance(10_000);
        assertThat(as("gh_x").status()).isEqualTo(401);
    }

    @Test
    void aTokenThatHasExpiredIsNoGuessAndNeitherIsNoKey() {
        server.open("customer:mei", 1);
        String token = server.post(TestServer.member("customer:mei") + "/tokens", "").json().path("token").asString();
        server.clock.advance(Duration.ofDays(31).toMillis());
        for (int i = 0; i < 20; i++) {
            assertThat(as(token).status()).isEqualTo(401);
            assertThat(server.sendAs("", "GET", PATH, BodyPublishers.noBody()).status()).isEqualTo(401);
        }
        assertThat(as("gh_x").status()).isEqualTo(401);
    }

    private Reply as(String token) {
        return server.sendAs("Bearer " + token, "GET", PATH, BodyPublishers.noBody());
    }
}
