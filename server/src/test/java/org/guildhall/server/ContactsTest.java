package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees contacts, and how much of them. */
class ContactsTest {
    private static final String PHONE = "+8613812345678";
    private static final String CONTACTS = TestServer.member("customer:1") + "/contacts";
    private static final String GIVEN =
            "{\"phone\": \"" + PHONE + "\", \"name\": \"王小明\", \"email\": \"wang@example.com\"}";

    private final TestServer server = new TestServer();

    @BeforeEach
    void knows() {
        server.open("customer:1", 50);
        assertThat(put(CONTACTS, GIVEN).status()).isEqualTo(204);
        assertThat(server.put(TestServer.member("customer:1") + "/references/phone:" + PHONE).status())
                .isEqualTo(204);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void operatorsSeeThemInFullOnceItIsRecorded() {
        for (Role role : List.of(Role.OPERATOR, Role.ADMINISTRATOR)) {
            long before = reads();
            Reply reply = as(role, CONTACTS);
            assertThat(reply.text()).isEqualTo("{\"masked\":false,\"contacts\":{\"name\":\"王小明\",\"phone\":\"" + PHONE
                    + "\",\"email\":\"wang@example.com\"},\"references\":[\"customer:1\",\"phone:" + PHONE + "\"]}");
            assertThat(reads()).isEqualTo(before + 1);
        }
    }

    @Test
    void supportSeesWhatIsNeededToRecognizeThem() {
        Reply reply = as(Role.SUPPORT, CONTACTS);
        assertThat(reply.text())
                .isEqualTo("{\"masked\":true,\"contacts\":{\"name\":\"王*\",\"phone\":\"+86138****5678\","
                        + "\"email\":\"w***@example.com\"},\"references\":[\"customer:1\",\"phone:+86138****5678\"]}");
        assertThat(reads()).isZero();
    }

    @Test
    void everybodyElseSeesNone() {
        for (Role role : List.of(Role.PARTNER, Role.FINANCE, Role.ANALYST)) {
            assertThat(as(role, CONTACTS).code()).as(role.word()).isEqualTo("forbidden");
        }
    }

    @Test
    void noOtherReplyHasAContactThatTheCallerDidNotSay() {
        server.post(TestServer.member("customer:2") + "/joins", "{\"id\": \"j\", \"at\": \"" + TestServer.NOW + "\"}");
        server.post(TestServer.member("phone:" + PHONE) + "/merges",
                "{\"id\": \"m\", \"at\": \"" + TestServer.NOW + "\", \"from\": \"customer:2\"}");
        for (Role role : List.of(Role.ADMINISTRATOR, Role.SUPPORT, Role.FINANCE, Role.PARTNER)) {
            for (String path : List.of("customer:1", "customer:1/standing", "customer:1/statement", "customer:2",
                    "customer:1/commands?id=opening")) {
                assertThat(as(role, TestServer.member(path)).text()).as("%s %s", role, path)
                        .doesNotContain(PHONE, "13812345678", "王小明", "wang@example.com");
            }
        }
        assertThat(as(Role.SUPPORT, TestServer.member("customer:1")).json().path("references").toString())
                .isEqualTo("[\"customer:1\",\"phone:+86138****5678\"]");
        assertThat(as(Role.SUPPORT, TestServer.member("phone:" + PHONE)).json().path("reference").asString())
                .isEqualTo("phone:" + PHONE);
    }

    @Test
    void whatWasGivenLastIsAllThereIs() {
        assertThat(put(CONTACTS, "{\"email\": \"w@example.org\", \"phone\": null}").status()).isEqualTo(204);
        assertThat(server.get(CONTACTS).json().path("contacts").toString())
                .isEqualTo("{\"email\":\"w@example.org\"}");
        assertThat(put(CONTACTS, "{}").status()).isEqualTo(204);
        assertThat(server.get(CONTACTS).json().path("contacts").size()).isZero();
    }

    @Test
    void saysWhatIsWrongAndNotWhatWasGiven() {
        Reply wrong = put(CONTACTS, "{\"phone\": \"one-three-eight\", \"emial\": \"x@y.z\", \"name\": [\"王\"]}");
        assertThat(wrong.code()).isEqualTo("malformed");
        assertThat(wrong.json().path("errors").size()).isEqualTo(3);
        assertThat(wrong.text()).contains("\"suggestion\":\"email\"", "+8613812345678").doesNotContain("one-three");
        assertThat(put(TestServer.member("customer:nobody") + "/contacts", GIVEN).code()).isEqualTo("unknown-member");
        Reply asField = server.post(TestServer.member("customer:1") + "/descriptions",
                "{\"id\": \"d\", \"at\": \"" + TestServer.NOW + "\", \"fields\": {\"phone\": \"" + PHONE + "\"}}");
        assertThat(asField.code()).isEqualTo("malformed");
        assertThat(asField.text()).contains("no personal field").doesNotContain(PHONE);
    }

    private long reads() {
        return server.edge.audit()
                .recent(100, Long.MAX_VALUE)
                .stream()
                .map(AuditEntry::action)
                .filter("contacts-read"::equals)
                .count();
    }

    private Reply as(Role role, String path) {
        return server.sendAs("Bearer " + server.key(role), "GET", path, BodyPublishers.noBody());
    }

    private Reply put(String path, String json) {
        return server.send("PUT", path, BodyPublishers.ofString(json));
    }
}
