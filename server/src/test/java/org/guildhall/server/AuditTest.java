package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.AuditTrail;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the audit trail has after what was asked over HTTP. */
class AuditTest {
    private static final String MEI = TestServer.member("customer:mei");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoMadeAndRevokedAKeyIsRecorded() {
        Reply made = server.post("/v1/keys", "{\"role\": \"analyst\", \"name\": \"figures\", \"programme\": \"*\"}");
        String id = made.json().path("id").asString();
        server.delete("/v1/keys/" + id);
        server.delete("/v1/keys/" + id);

        List<AuditEntry> all = server.audit.recent(9, 9);
        assertThat(all).extracting(AuditEntry::action).containsExactly("key-revoked", "key-created");
        assertThat(all).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo(server.keys.all().getFirst().id());
            assertThat(entry.role()).isEqualTo("administrator");
            assertThat(entry.moment()).isEqualTo(server.clock.millis());
            assertThat(entry.subject()).isEqualTo(id);
            assertThat(entry.facts()).isEqualTo(Map.of("role", "analyst", "name", "figures"));
        });
        assertThat(all.toString()).doesNotContain(made.json().path("token").asString());
    }

    @Test
    void everythingThatOperatesIsRecordedWithWhatCameOfIt() {
        server.open("customer:mei", 10);
        server.open("customer:bo", 10);
        String body = "{\"id\": \"a\", \"at\": \"2025-06-15\", \"points\": 5, \"reason\": \"sorry\"}";
        server.post(MEI + "/adjustments", body);
        server.post(MEI + "/adjustments", body);
        server.post(MEI + "/grants",
                "{\"id\": \"g\", \"at\": \"2025-06-15\", \"membership\": \"friend\", \"until\": \"2026-01-01\", \"reason\": \"x\"}");
        server.post(MEI + "/freezes", "{\"id\": \"f\", \"at\": \"2025-06-15\", \"reason\": \"lost\"}");
        server.post(MEI + "/unfreezes", "{\"id\": \"u\", \"at\": \"2025-06-15\", \"reason\": \"found\"}");
        server.post(MEI + "/merges", "{\"id\": \"m\", \"at\": \"2025-06-15\", \"from\": \"customer:bo\"}");

        List<AuditEntry> all = server.audit.recent(20, 99).reversed();
        assertThat(all).extracting(entry -> entry.action() + " " + entry.facts().get("outcome"))
                .containsExactly("opened accepted", "opened accepted", "adjusted accepted", "adjusted repeated",
                        "granted accepted", "frozen accepted", "unfrozen accepted", "merged accepted");
        AuditEntry adjusted = all.get(2);
        assertThat(adjusted.programme()).isEqualTo("willow-lane");
        assertThat(adjusted.subject()).isEqualTo(key("customer:mei"));
        assertThat(adjusted.facts()).containsKey("version");
        assertThat(all.toString()).doesNotContain("customer:");
    }

    @Test
    void whatChangedNothingIsNotRecorded() {
        server.open("customer:mei", 10);
        String refused = "{\"id\": \"u\", \"at\": \"2025-06-15\", \"points\": -50, \"reason\": \"too much\"}";
        assertThat(server.post(MEI + "/adjustments", refused).status()).isEqualTo(422);
        assertThat(server.post(MEI + "/adjustments", refused).status()).isEqualTo(422);
        assertThat(server.post(MEI + "/adjustments", "{").status()).isEqualTo(400);
        assertThat(server.audit.recent(9, 9)).extracting(AuditEntry::action).containsExactly("opened");
    }

    @Test
    void tokensAndReferencesAreRecordedByTheInternalKey() {
        server.open("customer:mei", 10);
        Reply made = server.post(MEI + "/tokens", "");
        server.delete(MEI + "/tokens");
        server.put(MEI + "/references/phone:13800000000");

        List<AuditEntry> all = server.audit.recent(3, 99);
        assertThat(all).extracting(AuditEntry::action)
                .containsExactly("reference-linked", "tokens-revoked", "token-created");
        assertThat(all).allMatch(entry -> key("customer:mei").equals(entry.subject()));
        assertThat(all.getFirst().facts()).isEqualTo(Map.of("namespace", "phone"));
        assertThat(all.getLast().facts()).containsEntry("token", made.json().path("id").asString());
        assertThat(all.toString()).doesNotContain("13800000000").doesNotContain("ghm_");
    }

    @Test
    void isReadPageByPageWithTheNamesOfKeys() {
        for (int i = 0; i < 5; i++) {
            server.open("customer:" + i, 1);
        }
        Reply first = server.get("/v1/audit?limit=2");
        assertThat(numbers(first)).containsExactly(5, 4);
        assertThat(first.json().path("next").asInt()).isEqualTo(4);
        JsonNode entry = first.json().at("/entries/0");
        assertThat(entry.path("name").asString()).isEqualTo("test");
        assertThat(entry.path("action").asString()).isEqualTo("opened");
        assertThat(entry.path("moment").asString()).isEqualTo(TestServer.NOW);
        assertThat(entry.at("/facts/outcome").asString()).isEqualTo("accepted");

        assertThat(numbers(server.get("/v1/audit?limit=2&before=4"))).containsExactly(3, 2);
        Reply last = server.get("/v1/audit?limit=2&before=2");
        assertThat(numbers(last)).containsExactly(1);
        assertThat(last.json().path("next").isNull()).isTrue();
        assertThat(server.get("/v1/audit?limit=0").status()).isEqualTo(400);
    }

    @Test
    void isShownToNobodyWithAKeyForOneProgramme() {
        server.open("customer:mei", 10);
        Reply reply = server.sendAs("Bearer " + server.key(Role.ADMINISTRATOR, "willow-lane"), "GET", "/v1/audit",
                BodyPublishers.noBody());
        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void whatCannotBeRecordedIsAnsweredAsUnknownAndToldWhenItIsAskedAgain() {
        AuditTrail full = new AuditTrail() {
            @Override
            public void record(AuditEntry entry) {
                if (entry.action().equals("adjusted") && entry.facts().get("outcome").equals("accepted")) {
                    throw new UndecidedException(UndecidedException.Kind.OUTCOME_UNKNOWN, "the disk is full");
                }
            }

            @Override
            public List<AuditEntry> recent(int limit, long before) {
                return List.of();
            }
        };
        try (TestServer failing = new TestServer(runtime -> runtime, full)) {
            failing.open("customer:mei", 10);
            String body = "{\"id\": \"a\", \"at\": \"2025-06-15\", \"points\": 5, \"reason\": \"sorry\"}";
            Reply unknown = failing.post(MEI + "/adjustments", body);
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.code()).isEqualTo("outcome-unknown");
            assertThat(failing.post(MEI + "/adjustments", body).json().path("outcome").asString())
                    .isEqualTo("repeated");
            assertThat(failing.available("customer:mei")).isEqualTo("15");
        }
    }

    private static List<Integer> numbers(Reply page) {
        return page.json().path("entries").valueStream().map(entry -> entry.path("number").asInt()).toList();
    }

    private String key(String reference) {
        return HexFormat.of()
                .toHexDigits(server.edge.profiles()
                        .find(EntityName.programmeNumber("willow-lane"), reference)
                        .orElseThrow());
    }
}
