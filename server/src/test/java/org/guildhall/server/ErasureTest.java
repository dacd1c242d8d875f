package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.api.Erasing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What erasing a member does, and that it can be asked again, also after a crash within it. */
class ErasureTest {
    private static final String MEMBER = TestServer.member("customer:1");
    private static final String ERASE = "?id=e-1&at=" + TestServer.NOW + "&reason=asked";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void forfeitsWhatWasThereAndForgetsWhoItWas() {
        server.open("customer:1", 50);
        server.put(MEMBER + "/references/phone:+8613812345678");
        server.send("PUT", MEMBER + "/contacts", BodyPublishers.ofString("{\"name\": \"王小明\"}"));
        EntityName erased = name("customer:1");

        Reply reply = server.delete(MEMBER + ERASE);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .isEqualTo("{\"outcome\":\"erased\",\"id\":\"e-1\",\"forfeited\":{\"points\":\"50\"}}");
        assertThat(server.get(MEMBER).code()).isEqualTo("unknown-member");
        assertThat(server.get(TestServer.member("phone:+8613812345678")).code()).isEqualTo("unknown-member");
        assertThat(server.edge.profiles().contacts(erased.programme(), erased.key())).isEmpty();
        AuditEntry recorded = server.edge.audit().recent(1, Long.MAX_VALUE).getFirst();
        assertThat(recorded.action()).isEqualTo("erased");
        assertThat(recorded.toString()).doesNotContain("customer:1", "138");
        assertThat(server.delete(MEMBER + ERASE).code()).isEqualTo("unknown-member");
    }

    @Test
    void theSameReferenceNamesANewGuestWhomTheSameRequestDoesNotErase() {
        server.open("customer:1", 50);
        server.delete(MEMBER + ERASE);
        server.clock.advance(1000);
        server.open("customer:1", 7);

        Reply again = server.delete(MEMBER + ERASE);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("known-later");
        assertThat(server.available("customer:1")).isEqualTo("7");
    }

    @Test
    void whoeverHasLeftOrNeverJoinedIsErasedToo() {
        server.open("customer:1", 50);
        assertThat(server.post(MEMBER + "/departures", "{\"id\": \"d\", \"at\": \"" + TestServer.NOW
                + "\", \"reason\": \"moved\"}").status()).isEqualTo(201);
        assertThat(server.delete(MEMBER + ERASE).json().at("/forfeited/points").asString()).isEqualTo("50");

        server.edge.profiles().keyOf(EntityName.programmeNumber("willow-lane"), "customer:2");
        Reply guest = server.delete(TestServer.member("customer:2") + ERASE);
        assertThat(guest.status()).isEqualTo(200);
        assertThat(guest.json().path("forfeited").size()).isZero();
    }

    @Test
    void anErasedGuestIsNoGuestAnyMore() {
        order();
        assertThat(totals()).isEqualTo(Map.of("guests", 1L));

        Reply reply = server.delete(MEMBER + ERASE);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("forfeited").size()).isZero();
        assertThat(totals()).isEqualTo(Map.of("left", 1L));
        assertThat(server.get(MEMBER).code()).isEqualTo("unknown-member");
    }

    @Test
    void aCrashBeforeAGuestHasLeftIsWithdrawnByTheNextStart() {
        order();
        EntityName member = name("customer:1");
        server.edge.profiles().beginErasure(member.programme(), member.key());

        Erasing.endBegun(server.edge);

        assertThat(server.get(MEMBER).json().path("status").asString()).isEqualTo("guest");
        assertThat(server.edge.profiles().begunErasures()).isEmpty();
    }

    private void order() {
        Reply order = server.post(MEMBER + "/activities", """
                {"id": "a", "at": "%s", "order": {"channel": "web", "lines": [
                  {"product": "p", "category": "care", "brand": "b", "quantity": 1, "price": "9.00"}]}}"""
                .formatted(TestServer.NOW));
        assertThat(order.status()).as(order.text()).isEqualTo(201);
    }

    /** Of people; what they did stays counted. */
    private Map<String, Long> totals() {
        int programme = EntityName.programmeNumber("willow-lane");
        Map<String, Long> totals = new TreeMap<>();
        server.runtime.tallies(programme)
                .forEach((series, amount) -> totals.put(server.edge.engine().seriesName(programme, series), amount));
        totals.keySet().removeIf(series -> series.startsWith("activity."));
        return totals;
    }

    @Test
    void saysWhatIsMissing() {
        server.open("customer:1", 50);
        Reply nothing = server.delete(MEMBER);
        assertThat(nothing.code()).isEqualTo("malformed");
        assertThat(nothing.json().path("errors").size()).isEqualTo(3);
        Reply early = server.delete(MEMBER + "?id=e-1&at=2025-07-01&reason=asked");
        assertThat(early.code()).isEqualTo("in-the-future");
        assertThat(server.edge.profiles().begunErasures()).isEmpty();
        assertThat(server.available("customer:1")).isEqualTo("50");
    }

    @Test
    void aCrashAfterLeavingIsEndedByTheNextStart() {
        server.open("customer:1", 50);
        EntityName member = name("customer:1");
        server.edge.profiles().beginErasure(member.programme(), member.key());
        server.post(MEMBER + "/departures",
                "{\"id\": \"e-1\", \"at\": \"" + TestServer.NOW + "\", \"reason\": \"asked\"}");

        Erasing.endBegun(server.edge);

        assertThat(server.get(MEMBER).code()).isEqualTo("unknown-member");
        assertThat(server.edge.profiles().isErased(member.programme(), member.key())).isTrue();
        assertThat(server.edge.audit().recent(1, Long.MAX_VALUE).getFirst().action()).isEqualTo("erased");
    }

    @Test
    void aCrashAfterLeavingIsEndedByAskingAgain() {
        server.open("customer:1", 50);
        EntityName member = name("customer:1");
        server.edge.profiles().beginErasure(member.programme(), member.key());
        server.post(MEMBER + "/departures",
                "{\"id\": \"e-1\", \"at\": \"" + TestServer.NOW + "\", \"reason\": \"asked\"}");

        Reply reply = server.delete(MEMBER + ERASE);

        assertThat(reply.json().at("/forfeited/points").asString()).isEqualTo("50");
        assertThat(server.get(MEMBER).code()).isEqualTo("unknown-member");
        assertThat(server.edge.profiles().begunErasures()).isEmpty();
    }

    @Test
    void whatWasBegunAndNeverDecidedIsWithdrawnByTheNextStart() {
        server.open("customer:1", 50);
        EntityName member = name("customer:1");
        server.edge.profiles().beginErasure(member.programme(), member.key());

        Erasing.endBegun(server.edge);

        assertThat(server.available("customer:1")).isEqualTo("50");
        assertThat(server.edge.profiles().begunErasures()).isEmpty();
    }

    private EntityName name(String reference) {
        int programme = EntityName.programmeNumber("willow-lane");
        return new EntityName(programme, EntityKind.MEMBER,
                server.edge.profiles().find(programme, reference).orElseThrow());
    }
}
