package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A clock that callers move. */
class SandboxTest {
    private static final String CLOCK = "/v1/clock";

    private final TestServer server = TestServer.sandbox();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theClockStandsUntilItIsMoved() {
        assertThat(now()).isEqualTo(TestServer.NOW);
        Reply moved = move("2025-07-01T00:00:00Z");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.json().path("now").asString()).isEqualTo("2025-07-01T00:00:00Z");
        assertThat(now()).isEqualTo("2025-07-01T00:00:00Z");
        assertThat(server.keptTimes).containsExactly(Instant.parse("2025-07-01T00:00:00Z").toEpochMilli());
        assertThat(server.audit.recent(1, 9).getFirst().action()).isEqualTo("clock-moved");
        assertThat(server.audit.recent(1, 9).getFirst().facts()).containsEntry("to", "2025-07-01T00:00:00Z");
        assertThat(move("2025-07-01T00:00:00Z").status()).as("the same again").isEqualTo(200);
    }

    @Test
    void itNeverGoesBack() {
        Reply reply = move("2025-06-15T03:59:59Z");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("clock-backwards");
        assertThat(now()).isEqualTo(TestServer.NOW);
        assertThat(server.keptTimes).isEmpty();
    }

    @Test
    void whatIsNoMomentIsRefused() {
        for (String body : List.of("", "{}", "{\"now\": \"soon\"}", "{\"now\": null}", "{\"now\": 7}",
                "{\"now\": \"2200-01-01T00:00:01Z\"}", "{\"now\": \"2025-07-01\", \"then\": 1}")) {
            assertThat(server.send("PUT", CLOCK, BodyPublishers.ofString(body)).code()).as(body)
                    .isEqualTo("malformed");
        }
        assertThat(now()).isEqualTo(TestServer.NOW);
    }

    @Test
    void onceItIsAnsweredEverythingDueByThenIsDoneInOrder() {
        List<Instant> ends = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant end = Instant.parse("2025-08-01T00:00:00Z").plus(Duration.ofDays(29L * ((i * 7) % 30)));
            ends.add(end);
            Reply opened = server.post(TestServer.member("customer:" + i) + "/openings", """
                    {"id": "opening", "at": "2025-06-10", "joined": "2025-01-02",
                     "lots": {"points": [{"amount": 7, "earned": "2025-05-01", "expires": "%s"}]}}""".formatted(end));
            assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        }

        assertThat(move("2028-01-01T00:00:00Z").status()).isEqualTo(200);

        for (int i = 0; i < 30; i++) {
            assertThat(expiries(i)).as("customer:%d", i).contains(ends.get(i));
        }
        assertThat(server.edge.runtime().nextDue()).isGreaterThan(Instant.parse("2028-01-01T00:00:00Z").toEpochMilli());
        assertThat(server.edge.runtime().status().timersStopped()).isNull();
    }

    /** When points expired that a timer, nobody's command, let expire, each received at its moment. */
    private List<Instant> expiries(int customer) {
        List<Instant> moments = new ArrayList<>();
        for (JsonNode entry : server.get(TestServer.member("customer:" + customer) + "/statement?limit=200")
                .json()
                .path("entries")) {
            for (JsonNode line : entry.path("lines")) {
                if (line.path("words").asString().endsWith("expired")) {
                    assertThat(entry.path("origin").asString()).isEqualTo("timer");
                    assertThat(entry.path("at").asString()).isEqualTo(line.path("moment").asString());
                    moments.add(Instant.parse(line.path("moment").asString()));
                }
            }
        }
        return moments;
    }

    @Test
    void commandsGoByIt() {
        server.open("customer:ann", 100);
        move("2026-03-01T00:00:00Z");
        Reply early = server.post(TestServer.member("customer:ann") + "/spends",
                "{\"id\": \"s-1\", \"at\": \"2025-06-15\", \"points\": 1}");
        Reply present = server.post(TestServer.member("customer:ann") + "/spends",
                "{\"id\": \"s-2\", \"at\": \"2026-03-01\", \"points\": 1}");
        assertThat(early.code()).isEqualTo("too-late");
        assertThat(present.status()).isEqualTo(201);
        assertThat(server.get(TestServer.member("customer:ann")).json().path("as-of").asString())
                .isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void allProgrammesHaveOneClockSoThatAKeyForOneOnlyReadsIt() {
        String token = "Bearer " + server.key(Role.OPERATOR, "willow-lane");
        Reply reply = server.sendAs(token, "PUT", CLOCK, BodyPublishers.ofString("{\"now\": \"2026-01-01\"}"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(server.sendAs(token, "GET", CLOCK, BodyPublishers.noBody()).status()).isEqualTo(200);
    }

    @Test
    void elsewhereThereIsNoClock() {
        try (TestServer real = new TestServer()) {
            for (String method : List.of("GET", "PUT")) {
                Reply reply = real.send(method, CLOCK, BodyPublishers.ofString("{\"now\": \"2026-01-01\"}"));
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.code()).isEqualTo("no-such-path");
            }
        }
    }

    private String now() {
        return server.get(CLOCK).json().path("now").asString();
    }

    private Reply move(String to) {
        return server.send("PUT", CLOCK, BodyPublishers.ofString("{\"now\": \"" + to + "\"}"));
    }
}
