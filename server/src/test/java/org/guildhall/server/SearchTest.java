package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Members found by how their references begin, and guests made known. */
class SearchTest {
    private static final String MEMBERS = TestServer.PROGRAMME + "/members";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoIsMadeKnownIsAGuestWhoHasDoneNothingYet() {
        Reply made = introduce("{\"reference\": \"customer:ann\", \"references\": [\"phone:+86555\", \"app:a\"]}");
        Reply again = introduce("{\"reference\": \"customer:ann\"}");
        Reply more = introduce("{\"reference\": \"card:7\", \"references\": [\"customer:ann\"]}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(MEMBERS + "/customer%3Aann");
        assertThat(made.json().path("status").asString()).isEqualTo("guest");
        assertThat(texts(made.json().path("references"))).containsExactly("app:a", "customer:ann", "phone:+86555");
        assertThat(again.status()).isEqualTo(200);
        assertThat(texts(again.json().path("references"))).containsExactly("app:a", "customer:ann", "phone:****55");
        assertThat(more.status()).isEqualTo(200);
        assertThat(texts(more.json().path("references"))).hasSize(4).contains("card:7");
        assertThat(server.get(TestServer.member("customer:ann")).code()).isEqualTo("unknown-member");
        server.open("phone:+86555", 5);
        assertThat(server.available("card:7")).isEqualTo("5");
        assertThat(server.audit.recent(99, 99)).extracting(AuditEntry::action).contains("reference-linked");
    }

    @Test
    void referencesOfTwoMembersAreNotMadeOne() {
        introduce("{\"reference\": \"customer:ann\"}");
        introduce("{\"reference\": \"customer:bob\"}");
        Reply reply = introduce("{\"reference\": \"card:1\", \"references\": [\"customer:ann\", \"customer:bob\"]}");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("reference-taken");
        assertThat(found("card:")).isEmpty();
    }

    @Test
    void whatNamesNobodyIsRefused() {
        for (String body : List.of("{}", "[]", "{\"reference\": 7}", "{\"reference\": \"Ann\"}",
                "{\"reference\": \"c:1\", \"references\": \"c:2\"}", "{\"reference\": \"c:1\", \"references\": [[]]}",
                "{\"reference\": \"c:1\", \"references\": [\"c/2\"]}", "{\"reference\": \"c:1\", \"name\": \"x\"}",
                "{\"reference\": \"c:1\", \"references\": ["
                        + "\"c:2\", ".repeat(20) + "\"c:3\"]}")) {
            assertThat(introduce(body).code()).as(body).isEqualTo("malformed");
        }
        assertThat(found("")).isEmpty();
    }

    @Test
    void findsMembersByHowAReferenceBegins() {
        server.open("customer:ann", 1);
        introduce("{\"reference\": \"customer:anton\"}");
        introduce("{\"reference\": \"customer:bob\", \"references\": [\"phone:+8655\"]}");

        Reply reply = server.get(MEMBERS + "?reference=customer:an");

        assertThat(texts(reply.json().path("members"), "reference")).containsExactly("customer:ann", "customer:anton");
        assertThat(texts(reply.json().path("members"), "status")).containsExactly("active", "guest");
        assertThat(reply.json().path("next").isNull()).isTrue();
        assertThat(found("phone:%2B86")).isEmpty();
        assertThat(found("phone:%2B8655")).containsExactly("phone:+8655");
        assertThat(found("customer:x")).isEmpty();
        assertThat(found("")).containsExactly("customer:ann", "customer:anton", "customer:bob");
    }

    @Test
    void givesEachMemberOncePageByPage() {
        List<String> all = IntStream.range(0, 45).mapToObj("card:%03d"::formatted).toList();
        for (String card : all) {
            introduce("{\"reference\": \"" + card + "\", \"references\": [\"" + card + "-b\", \"" + card + "-c\"]}");
        }
        for (int limit : List.of(1, 7, 45, 200)) {
            List<String> found = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = server.get(MEMBERS + "?reference=card:&limit=" + limit + next).json();
                assertThat(page.path("members").size()).isLessThanOrEqualTo(limit);
                found.addAll(texts(page.path("members"), "reference"));
                next = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
            } while (!next.isEmpty());
            assertThat(found).as("pages of %d", limit).isEqualTo(all);
        }
    }

    @Test
    void whatIsNoPageIsRefused() {
        for (String query : List.of("?limit=0", "?limit=201", "?limit=x", "?after=***",
                "?reference=" + "x".repeat(1025))) {
            assertThat(server.get(MEMBERS + query).code()).as(query).isEqualTo("malformed");
        }
    }

    private Reply introduce(String body) {
        return server.post(MEMBERS, body);
    }

    private List<String> found(String prefix) {
        return texts(server.get(MEMBERS + "?reference=" + prefix).json().path("members"), "reference");
    }

    private static List<String> texts(JsonNode items) {
        return items.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> texts(JsonNode items, String name) {
        return items.valueStream().map(item -> item.path(name).asString()).toList();
    }
}
