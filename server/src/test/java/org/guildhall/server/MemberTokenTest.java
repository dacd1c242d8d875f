package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member's token over HTTP. */
class MemberTokenTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String BO = TestServer.member("customer:bo");

    private final TestServer server = new TestServer();

    @BeforeEach
    void twoMembers() {
        server.open("customer:mei", 10);
        server.open("customer:bo", 20);
        assertThat(server.put(MEI + "/references/phone:1").status()).isEqualTo(204);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void showsItsMemberByAnyReference() {
        String token = token("");
        for (String path : new String[]{MEI, TestServer.member("phone:1"), MEI + "/standing", MEI + "/statement",
            MEI + "/commands?id=opening"}) {
            assertThat(get(token, path).status()).as(path).isEqualTo(200);
        }
        assertThat(get(token, MEI).json().at("/wallets/points/available").asString()).isEqualTo("10");
    }

    @Test
    void tellsNothingOfAnybodyElseNotEvenWhetherThereIsOne() {
        String token = token("");
        for (String path : new String[]{BO, BO + "/standing", BO + "/statement", BO + "/commands?id=opening",
            TestServer.member("customer:nobody"), "/v1/programmes/elsewhere/members/customer:mei"}) {
            Reply reply = get(token, path);
            assertThat(reply.status()).as(path).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("forbidden");
        }
        assertThat(get(token, BO).json().path("detail").asString().replace("bo", "nobody"))
                .isEqualTo(get(token, TestServer.member("customer:nobody")).json().path("detail").asString());
    }

    @Test
    void endsAfterItsDays() {
        Reply reply = server.post(MEI + "/tokens", "{\"days\": 1}");
        String token = reply.json().path("token").asString();
        assertThat(reply.json().path("expires").asString()).isEqualTo("2025-06-16T04:00:00Z");
        server.clock.advance(Duration.ofDays(1).toMillis() - 1);
        assertThat(get(token, MEI).status()).isEqualTo(200);
        server.clock.advance(1);
        assertThat(get(token, MEI).status()).isEqualTo(401);
    }

    @Test
    void isGoodForThirtyDaysUnlessSaid() {
        assertThat(server.post(MEI + "/tokens", "").json().path("expires").asString())
                .isEqualTo("2025-07-15T04:00:00Z");
        assertThat(server.post(MEI + "/tokens", "{}").json().path("expires").asString())
                .isEqualTo("2025-07-15T04:00:00Z");
    }

    @Test
    void isRevokedWithAllOthersOfItsMember() {
        String one = token("{\"days\": 366}");
        String two = token("");
        assertThat(server.delete(MEI + "/tokens").status()).isEqualTo(204);
        assertThat(get(one, MEI).status()).isEqualTo(401);
        assertThat(get(two, MEI).status()).isEqualTo(401);
        assertThat(get(token(""), MEI).status()).isEqualTo(200);
    }

    @Test
    void isMadeBySupportAndOnlyForWhoIsKnown() {
        Reply reply = server.sendAs("Bearer " + server.key(Role.SUPPORT), "POST", MEI + "/tokens",
                BodyPublishers.noBody());
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("token").asString()).startsWith("ghm_");
        assertThat(reply.json().path("id").asString()).hasSize(12);
        assertThat(server.post(TestServer.member("customer:nobody") + "/tokens", "").code())
                .isEqualTo("unknown-member");
    }

    @Test
    void asksForDaysInRangeAndNothingElse() {
        for (String body : new String[]{"{\"days\": 0}", "{\"days\": 367}", "{\"days\": -1}", "{\"days\": 1.5}",
            "{\"days\": \"soon\"}", "{\"day\": 1}", "[]", "7", "{"}) {
            Reply reply = server.post(MEI + "/tokens", body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.json().path("errors").size()).isPositive();
        }
    }

    @Test
    void keysAreNeverOfThatRole() {
        Reply reply = server.post("/v1/keys", "{\"role\": \"member\", \"name\": \"mine\", \"programme\": \"*\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/expected").asString()).doesNotContain("member");
    }

    private String token(String body) {
        Reply reply = server.post(MEI + "/tokens", body);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().path("token").asString();
    }

    private Reply get(String token, String path) {
        return server.sendAs("Bearer " + token, "GET", path, BodyPublishers.noBody());
    }
}
