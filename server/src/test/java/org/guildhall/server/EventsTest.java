package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever follows gets everything that was decided, once. */
class EventsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void pagesGiveEveryEntryOnceAndEachMembersInOrder() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            order(i % 5, "order-" + i);
            asked.add("customer:" + i % 5 + " order-" + i);
        }
        List<JsonNode> events = new ArrayList<>();
        String cursor = follow("", 7, events);
        assertThat(events.stream().map(EventsTest::named)).containsExactlyInAnyOrderElementsOf(asked);
        for (int member = 0; member < 5; member++) {
            String reference = "customer:" + member;
            assertThat(events.stream()
                    .filter(one -> one.path("member").asString().equals(reference))
                    .map(EventsTest::named))
                    .containsExactlyElementsOf(asked.stream().filter(one -> one.startsWith(reference)).toList());
        }
        assertThat(events).allMatch(event -> event.path("programme").asString().equals("willow-lane"));

        order(3, "late");
        List<JsonNode> more = new ArrayList<>();
        follow("&after=" + cursor, 7, more);
        assertThat(more.stream().map(EventsTest::named)).containsExactly("customer:3 late");
    }

    @Test
    void anyEventsCursorIsAPlaceToGoOnFrom() {
        for (int i = 0; i < 12; i++) {
            order(i, "order-" + i);
        }
        List<JsonNode> all = new ArrayList<>();
        follow("", 100, all);
        List<JsonNode> rest = new ArrayList<>();
        follow("&after=" + all.get(4).path("cursor").asString(), 100, rest);
        assertThat(rest.stream().map(EventsTest::named))
                .containsExactlyElementsOf(all.stream().skip(5).map(EventsTest::named).toList());
    }

    @Test
    void whatWasRefusedIsTold() {
        server.open("customer:ann", 10);
        server.post(TestServer.member("customer:ann") + "/spends", """
                {"id": "spend", "at": "2025-06-15", "points": 50}""");
        List<JsonNode> events = new ArrayList<>();
        follow("", 100, events);
        assertThat(events.stream().map(event -> event.path("refused").asString())).containsExactly("",
                "not-enough-points");
    }

    @Test
    void latestGivesOnlyWhatComes() {
        order(1, "before");
        List<JsonNode> events = new ArrayList<>();
        String cursor = follow("&after=latest", 10, events);
        assertThat(events).isEmpty();
        order(1, "after");
        follow("&after=" + cursor, 10, events);
        assertThat(events.stream().map(EventsTest::named)).containsExactly("customer:1 after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x!", "..", "-", "99999999999999999999.1", "junk", "0.0", "0.0~0", "~0"})
    void aCursorThatWasNeverGivenIsSaid(String cursor) {
        order(1, "order");
        TestServer.Reply reply = server.get("/v1/events?after=" + cursor);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("detail").asString()).contains("after=" + cursor);
    }

    @Test
    void aStreamThatNobodyGetsHoldsNoPlace() {
        for (int i = 0; i < 300; i++) {
            assertThat(server.send("GET", "/v1/events?x=1", BodyPublishers.noBody(), "Accept", "text/event-stream")
                    .status()).isEqualTo(400);
        }
    }

    @Test
    void aProgrammeThatIsNotThereIsSaid() {
        assertThat(server.get("/v1/events?programme=nope").code()).isEqualTo("unknown-programme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0", "zz.zz", "3.-4", "0.0"})
    void aCursorOfWhatIsNotThereAnyMoreIsOutdated(String places) {
        String cursor = places + "~" + Integer.toString(Math.floorMod(places.hashCode(), 36 * 36), 36);
        assertThat(server.get("/v1/events?after=" + cursor).code()).isEqualTo("cursor-outdated");
    }

    @Test
    void aStreamGivesWhatIsThereAndWhatComes() throws IOException, InterruptedException {
        order(1, "first");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String id;
            try (BufferedReader lines = stream(client, "")) {
                id = event(lines, "first");
                order(1, "second");
                id = event(lines, "second");
            }
            order(2, "third");
            try (BufferedReader lines = stream(client, id)) {
                event(lines, "third");
            }
        }
    }

    /** Reads up to the next event, which has to be of that command; its id. */
    private static String event(BufferedReader lines, String command) throws IOException {
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                assertThat(MAPPER.readTree(line.substring(6)).path("id").asString()).isEqualTo(command);
                return id;
            }
        }
        throw new AssertionError("the stream ended before " + command);
    }

    private BufferedReader stream(HttpClient client, String last) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/events"))
                        .header("Authorization", "Bearer " + server.token)
                        .header("Accept", "text/event-stream");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        InputStream body = client.send(request.build(), BodyHandlers.ofInputStream()).body();
        return new BufferedReader(new InputStreamReader(body, UTF_8));
    }

    /** Reads all there is in pages; the cursor behind it. */
    private String follow(String query, int limit, List<JsonNode> events) {
        String after = query;
        while (true) {
            JsonNode page = server.get("/v1/events?limit=" + limit + after).json();
            page.path("events").forEach(events::add);
            after = "&after=" + page.path("next").asString();
            if (page.path("events").isEmpty()) {
                return page.path("next").asString();
            }
        }
    }

    private static String named(JsonNode event) {
        return event.path("member").asString() + " " + event.path("id").asString();
    }

    private void order(int member, String id) {
        TestServer.Reply reply = server.post(TestServer.member("customer:" + member) + "/activities", """
                {"id": "%s", "at": "2025-06-15T03:00:00Z", "order": {"channel": "web", "lines": [
                  {"product": "p", "category": "care", "brand": "b", "quantity": 1, "price": "60.00"}]}}"""
                .formatted(id));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }
}
