package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.guildhall.runtime.memory.VirtualClock;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who have what they ask for already. */
class ConditionalTest {
    private static final String ANN = TestServer.member("customer:ann");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatTheCallerHasIsNotSentAgain() {
        server.open("customer:ann", 100);
        for (String path : List.of("/v1/programmes", TestServer.PROGRAMME, TestServer.PROGRAMME + "/terms/2025-01-01",
                ANN, ANN + "/standing")) {
            String tag = server.get(path).header("ETag");
            Reply again = get(path, tag);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.header("ETag")).as(path).isEqualTo(tag);
        }
    }

    @Test
    void tagsAreListedAndWeakOnesAreAsGood() {
        String tag = server.get(TestServer.PROGRAMME).header("ETag");
        for (String has : List.of("*", "\"other\", " + tag, "W/" + tag, tag + " ,W/\"other\"", " * ")) {
            assertThat(get(TestServer.PROGRAMME, has).status()).as(has).isEqualTo(304);
        }
        for (String has : List.of("\"other\"", tag.replace("\"", ""), "", ",", "W/" + tag.replace("\"", ""), "\"")) {
            assertThat(get(TestServer.PROGRAMME, has).status()).as(has).isEqualTo(200);
        }
    }

    @Test
    void aMemberIsTheSameUntilSomethingIsAsked() {
        server.open("customer:ann", 100);
        Reply before = server.get(ANN);
        pass(Duration.ofSeconds(5));
        assertThat(server.get(ANN).text()).isNotEqualTo(before.text());
        assertThat(get(ANN, before.header("ETag")).status()).isEqualTo(304);

        server.post(ANN + "/spends", "{\"id\": \"spend-1\", \"at\": \"2025-06-15T03:00:00Z\", \"points\": 1}");
        assertThat(get(ANN, before.header("ETag")).status()).isEqualTo(200);
    }

    @Test
    void aMemberWhomTimeChangesIsAnother() {
        server.post(ANN + "/openings", """
                {"id": "opening", "at": "2025-06-10", "joined": "2025-01-02",
                 "lots": {"points": [{"amount": 100, "earned": "2025-05-01", "expires": "2025-06-16"}]}}""");
        Reply before = server.get(ANN);
        pass(Duration.ofDays(2));
        Reply after = get(ANN, before.header("ETag"));
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().at("/wallets/points/expired").asString()).isEqualTo("100");
    }

    @Test
    void aConditionHelpsNobodyWhoMayNotRead() {
        server.open("customer:ann", 100);
        assertThat(server.sendAs("", "GET", ANN, BodyPublishers.noBody(), "If-None-Match", "*").status())
                .isEqualTo(401);
        assertThat(get(TestServer.member("customer:bob"), "*").status()).isEqualTo(404);
    }

    @Test
    void onlyWhatIsNoMembersIsKeptByCaches() {
        server.open("customer:ann", 100);
        assertThat(server.get(ANN).header("Cache-Control")).isEqualTo("no-store");
        assertThat(server.get(ANN + "/standing").header("Cache-Control")).isEqualTo("no-store");
        assertThat(server.get(TestServer.PROGRAMME).header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void aCommandIsDecidedOnlyForTheVersionThatTheCallerSaw() {
        server.open("customer:ann", 100);
        assertThat(spend("a", "\"2\"").code()).isEqualTo("precondition-failed");
        assertThat(spend("a", "\"0\"").status()).isEqualTo(412);
        assertThat(server.get(ANN).json().path("version").asLong()).isEqualTo(1);
        assertThat(spend("a", "\"1\"").status()).isEqualTo(201);
        assertThat(spend("a", "\"1\"").status()).as("what was done is repeated").isEqualTo(200);
        Reply late = spend("b", "\"1\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().path("detail").asString()).isEqualTo(
                "found version 2 of customer:ann, expected 1; nothing was done");
        assertThat(server.available("customer:ann")).isEqualTo("99");
    }

    @Test
    void anIfMatchThatIsNoVersionIsMalformed() {
        server.open("customer:ann", 100);
        for (String seen : List.of("1", "*", "W/\"1\"", "\"1\", \"2\"", "\"x\"", "\"\"", "\"-1\"",
                "\"9999999999999999999\"")) {
            assertThat(spend("a", seen).code()).as(seen).isEqualTo("malformed");
        }
        assertThat(server.available("customer:ann")).isEqualTo("100");
    }

    private Reply spend(String id, String seen) {
        return server.post(ANN + "/spends",
                "{\"id\": \"" + id + "\", \"at\": \"2025-06-15T03:00:00Z\", \"points\": 1}", "If-Match", seen);
    }

    private Reply get(String path, String has) {
        return server.send("GET", path, BodyPublishers.noBody(), "If-None-Match", has);
    }

    private void pass(Duration time) {
        ((VirtualClock) server.edge.clock()).advance(time.toMillis());
    }
}
