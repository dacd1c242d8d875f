package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Seats of a plan over HTTP: offered, taken, left and taken back, as the owner and the holder see them. */
class SeatsTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String WU = TestServer.member("customer:wu");

    private final TestServer server = TestServer.withPlans();
    private int asked;

    @AfterEach
    void close() {
        server.close();
    }

    private void begin() {
        done(MEI + "/subscriptions", "\"plan\": \"basic\"");
        server.open("customer:wu", 10);
    }

    @Test
    void aSeatIsOfferedTakenAndLeftInOneRequestEach() {
        begin();
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        server.runtime.settle();
        assertThat(texts(seats().path(0), "seat", "plan", "subscription", "holder", "state", "until"))
                .containsExactly("1", "basic", "1", "customer:wu", "offered", "2025-06-22T04:00:00Z");
        assertThat(texts(plan(WU), "plan", "state", "seat", "until"))
                .containsExactly("basic", "awaited", "true", "2025-06-22T04:00:00Z");
        assertThat(texts(plan(MEI), "seat", "seats")).containsExactly("false", "2");
        JsonNode offer = server.get(WU + "/subscriptions/basic/outlook").json();
        assertThat(texts(offer, "seat", "offered-until", "renews")).containsExactly("true", "2025-06-22T04:00:00Z",
                "false");
        assertThat(offer.path("words")).extracting(JsonNode::asString)
                .containsExactly(
                        "a seat of it is offered to you, until 2025-06-22: nothing is to be paid for it",
                        "if you decline it, the offer is over");

        done(WU + "/subscriptions/basic/acceptances", "");
        server.runtime.settle();
        assertThat(texts(seats().path(0), "state", "until")).containsExactly("taken", "");
        assertThat(texts(plan(WU), "state", "renews", "until", "price"))
                .containsExactly("running", "true", texts(plan(MEI), "until").getFirst(), "0.00");
        assertThat(server.get(WU + "/benefits/film").json().path("has").asBoolean()).isTrue();
        assertThat(server.get(WU + "/benefits/return-freight").json().path("has").asBoolean()).isFalse();
        assertThat(server.get(WU + "/subscriptions/basic/outlook").json().path("words").toString())
                .contains("a seat of another’s plan, whose term runs from", "if you leave, it ends now");

        done(WU + "/subscriptions/basic/releases", "");
        server.runtime.settle();
        assertThat(seats()).isEmpty();
        assertThat(texts(plan(WU), "state")).containsExactly("ended");
    }

    @Test
    void theOwnerTakesASeatBackAndSeesWhyAnOfferCameBack() {
        begin();
        done(WU + "/subscriptions", "\"plan\": \"basic\"");
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        server.runtime.settle();
        assertThat(seats()).isEmpty();
        assertThat(server.get(MEI + "/statement").text()).contains(
                "seat 1 can’t be had by the other: they have the plan, or it is offered to them");
        assertThat(server.send("GET", MEI + "/statement", BodyPublishers.noBody(), "Accept-Language", "zh").text())
                .contains("对方不能使用席位 1：对方已有该方案，或已收到其邀请");

        server.open("customer:hai", 10);
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:hai\"");
        done(TestServer.member("customer:hai") + "/subscriptions/basic/acceptances", "");
        server.runtime.settle();
        done(MEI + "/seats/removals", "\"seat\": 2");
        server.runtime.settle();
        assertThat(seats()).isEmpty();
        assertThat(texts(plan(TestServer.member("customer:hai")), "state")).containsExactly("ended");
    }

    @Test
    void whatCantBeDoneIsSaidInWords() {
        begin();
        assertThat(ask(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:nobody\"").code())
                .isEqualTo("unknown-member");
        assertThat(ask(MEI + "/subscriptions/basic/seats", "").code()).isEqualTo("malformed");
        assertThat(ask(MEI + "/seats/removals", "\"seat\": 0").code()).isEqualTo("malformed");
        assertThat(ask(MEI + "/seats/removals", "\"seat\": 1").json().path("detail").asString())
                .isEqualTo("there is no seat 1");
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        Reply again = ask(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        assertThat(again.code()).isEqualTo("seat-given-before");
        assertThat(again.json().path("detail").asString())
                .isEqualTo("the other member has seat 1 of Basic, or was offered it");
        done(WU + "/subscriptions/basic/acceptances", "");
        server.runtime.settle();
        Reply own = ask(WU + "/subscriptions/basic/pauses", "");
        assertThat(own.code()).isEqualTo("seat-of-another");
        assertThat(own.json().path("detail").asString()).contains("which the plan of another member leads");
    }

    @Test
    void pagesShowWhoHasASeatAndWhatIsOffered() {
        begin();
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        server.runtime.settle();
        assertThat(centre(MEI, "en")).contains("1 of 2 seats for others are given out.",
                "Seat 1: offered to customer:****u until 22 Jun 2025, 12:00",
                "seat 1 is offered, until 2025-06-22 12:00");
        assertThat(centre(WU, "en")).contains("offered to you", "You can take it until 22 Jun 2025, 12:00.",
                "A seat of another member’s plan: nothing to pay");
        assertThat(centre(WU, "zh")).contains("邀请您加入", "收到基础会员的席位邀请");
        done(WU + "/subscriptions/basic/acceptances", "");
        server.runtime.settle();
        assertThat(centre(MEI, "en")).contains("Seat 1: customer:****u");
        assertThat(centre(WU, "en")).contains("Basic · running", "a seat of Basic began", "By Basic, until");
    }

    @Test
    void aMembersOwnTokenIsToldNoNameOfAnotherInFull() {
        begin();
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        server.runtime.settle();
        assertThat(seats().path(0).path("holder").asString()).isEqualTo("customer:wu");
        assertThat(own("/seats").json().at("/seats/0/holder").asString()).isEqualTo("customer:****u");

        server.send("PUT", WU + "/references/phone:+8613812345678", BodyPublishers.noBody());
        assertThat(own("/seats").json().at("/seats/0/holder").asString()).isEqualTo("phone:+86138****5678");
        assertThat(centre(MEI, "en")).contains("Seat 1: offered to phone:+86138****5678 until");
    }

    @Test
    void aStatementTellsOfASeatAndNotByWhichKeyItsHolderIsKept() {
        begin();
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        done(WU + "/subscriptions/basic/acceptances", "");
        server.runtime.settle();
        JsonNode facts = server.get(MEI + "/statement").json().at("/entries/0/lines/0/journaled");
        assertThat(texts(facts, "why", "seat")).containsExactly("taken", "1");
        assertThat(facts.path("holder").isMissingNode()).as(facts.toString()).isTrue();
        assertThat(own("/statement").text()).contains("seat 1 is taken").doesNotContain("customer:wu");
    }

    @Test
    void whoIsOfferedASeatOfAPlanThatIsPausedIsNotToldThatTheSeatEndsWithTheOffer() {
        begin();
        done(MEI + "/subscriptions/basic/seats", "\"to\": \"customer:wu\"");
        done(MEI + "/subscriptions/basic/pauses", "\"until\": \"2025-06-20T04:00:00Z\"");
        server.runtime.settle();
        server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"2025-06-21T04:00:00Z\"}"));
        server.runtime.settle();
        assertThat(server.send("GET", WU + "/statement", BodyPublishers.noBody(), "Accept-Language", "en").text())
                .contains("the plan of which a seat is offered has changed: Basic, the offer until 2025-06-22 12:00");
    }

    /** As the owner's own token reads it. */
    private Reply own(String path) {
        String token = server.post(MEI + "/tokens", "").json().path("token").asString();
        return server.sendAs("Bearer " + token, "GET", MEI + path, BodyPublishers.noBody());
    }

    private String centre(String member, String language) {
        String token = server.post(member + "/tokens", "").json().path("token").asString();
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie", "guildhall-member=" + token,
                "Accept-Language", language).text();
    }

    private JsonNode seats() {
        return server.get(MEI + "/seats").json().path("seats");
    }

    private JsonNode plan(String member) {
        return server.get(member + "/subscriptions").json().at("/subscriptions/0");
    }

    private Reply ask(String path, String body) {
        return server.post(path, "{\"id\": \"a" + asked++ + "\", \"at\": \"" + TestServer.NOW + "\""
                + (body.isEmpty() ? "" : ", ") + body + "}");
    }

    private void done(String path, String body) {
        Reply reply = ask(path, body);
        assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(201);
    }

    private static List<String> texts(JsonNode node, String... names) {
        return Arrays.stream(names).map(name -> node.path(name).asString()).toList();
    }
}
