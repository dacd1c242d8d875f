package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The next term of a plan over HTTP, and terms for somebody else. */
class GiftsTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String BO = TestServer.member("phone:+86555");

    private final TestServer server = TestServer.withPlans();
    private int asked;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theNextTermIsBoughtBeforeTheRunningOneIsOver() {
        monthly();
        done(MEI, "subscriptions/monthly/prolongations", "");
        assertThat(texts(plan(MEI).path("awaits"), "payment", "kind", "amount", "state"))
                .containsExactly("2", "ahead", "15.00", "due");
        assertThat(plan(MEI).path("next").isNull()).isTrue();
        assertThat(ask(MEI, "subscriptions/monthly/prolongations", "").code()).isEqualTo("payment-awaited");

        assertThat(texts(renewal(), "at", "price", "due")).containsExactly("2025-07-15T04:00:00Z", "15.00", "15.00");

        done(MEI, "payments/settlements", "\"payment\": 2, \"amount\": 15");
        assertThat(texts(renewal(), "at", "price", "due")).containsExactly("2025-07-15T04:00:00Z", "15.00", "0.00");
        assertThat(texts(plan(MEI), "until", "gift")).containsExactly("2025-07-15T04:00:00Z", "false");
        assertThat(texts(plan(MEI).path("next"), "until", "price", "gift"))
                .containsExactly("2025-08-15T04:00:00Z", "15.00", "false");
        Reply again = ask(MEI, "subscriptions/monthly/prolongations", "");
        assertThat(again.code()).isEqualTo("not-prolongable");
        assertThat(again.json().path("detail").asString())
                .isEqualTo("the term of Monthly after 2025-07-15 12:00:00 can't be"
                        + " bought or given now: it is paid already");
        assertThat(centre(MEI)).contains("The term after 15 Jul 2025 is paid, until 15 Aug 2025.", "Next term bought",
                "Monthly: the term after 2025-07-15 12:00 is paid");
    }

    @Test
    void aNextTermThatIsNotPaidIsToldAsThat() {
        monthly();
        done(MEI, "subscriptions/monthly/prolongations", "");
        server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"2025-06-17T04:00:00Z\"}"));
        server.runtime.settle();
        assertThat(centre(MEI)).contains("A next term was not paid", "the term after 2025-07-15 12:00 was not paid");
    }

    @Test
    void aTermForSomebodyWhoIsNotKnownYet() {
        server.open("customer:mei", 10);
        done(MEI, "gifts", "\"plan\": \"monthly\", \"to\": \"phone:+86555\"");
        assertThat(texts(gift(0), "payment", "plan", "to", "amount", "money", "state", "pay-until"))
                .containsExactly("1", "monthly", "phone:****55", "15.00", "CNY", "awaited", "2025-06-16T04:00:00Z");
        assertThat(server.get(BO).code()).isEqualTo("unknown-member");

        done(MEI, "payments/settlements", "\"payment\": 1, \"amount\": 15");
        server.runtime.settle();
        assertThat(texts(gift(0), "state", "reason")).containsExactly("taken", "null");
        assertThat(texts(plan(BO), "state", "renews", "gift", "price", "until"))
                .containsExactly("running", "false", "true", "15.00", "2025-07-15T04:00:00Z");
        assertThat(server.get(BO).json().path("status").asString()).isEqualTo("active");
        JsonNode payment = server.get(MEI + "/payments").json().at("/payments/0");
        assertThat(texts(payment, "kind", "state", "subscription")).containsExactly("gift", "settled", "null");
        assertThat(server.get(BO + "/payments").json().path("payments")).isEmpty();
        assertThat(centre(BO)).contains("A gift. Since 15 Jun 2025. It ends on 15 Jul 2025.", "Gift from somebody",
                "a term of Monthly as a gift");
        assertThat(centre(MEI)).contains("Gift to somebody", "payment 1: 15.00 CNY are due for Monthly as a gift"
                + " for phone:****55", "Monthly has arrived as a gift for phone:****55", "Given to others",
                "Monthly for phone:****55: it was received.");
    }

    /** By its id the operator finds where a message came from; whose gift it was is not told by a key of ours. */
    @Test
    void theEnginesOwnKeysOfOthersAreNotForMembers() {
        givesAMonth();
        JsonNode entries = server.get(BO + "/statement").json().path("entries");
        List<String> ids = new ArrayList<>();
        entries.forEach(entry -> {
            if (entry.path("origin").asString().equals("message")) {
                ids.add(entry.path("id").asString());
            }
        });
        assertThat(ids).isNotEmpty();

        Reply own = ownStatement(BO);
        assertThat(own.json().path("entries").size()).isEqualTo(entries.size());
        own.json()
                .path("entries")
                .forEach(entry -> assertThat(entry.path("id").isNull())
                        .isEqualTo(entry.path("origin").asString().equals("message")));
        for (String id : ids) {
            assertThat(own.text()).doesNotContain(id.substring(0, id.indexOf(':')));
        }
    }

    /** Who gave knows whom by a contact, and an operator by a reference; the engine's key is for operators only. */
    @Test
    void whoGaveReadsNoKeyOfWhomItIsFor() {
        givesAMonth();
        String key = "member/[0-9a-f]{8}/[0-9a-f]{16}";
        assertThat(server.get(MEI + "/statement").text()).containsPattern(key);
        assertThat(ownStatement(MEI).text())
                .contains("Monthly has arrived as a gift for another member")
                .doesNotContainPattern(key);
    }

    @Test
    void whoCantHaveItSaysWhyAndTheMoneyIsGivenBack() {
        server.open("customer:mei", 10);
        server.post(BO + "/subscriptions", """
                {"id": "b1", "at": "2025-06-15T04:00:00Z", "plan": "annual"}""");
        done(MEI, "gifts", "\"plan\": \"annual\", \"to\": \"phone:+86555\"");
        done(MEI, "payments/settlements", "\"payment\": 1, \"amount\": 139");
        server.runtime.settle();
        assertThat(texts(gift(0), "state", "reason")).containsExactly("refused", "not-prolongable");
        JsonNode refund = server.get(MEI + "/payments").json().at("/payments/1");
        assertThat(texts(refund, "kind", "amount", "state", "of")).containsExactly("refund", "139.00", "due", "1");
        assertThat(centre(MEI)).contains("Annual could not be given to phone:****55: they have it on trial, or",
                "Annual for phone:****55: it could not be given (they have it on trial, or their next term is paid already);"
                        + " 139.00 CNY are given back.");
    }

    @Test
    void whoWasErasedBeforeItIsPaidHasItNotAndTheMoneyIsGivenBack() {
        server.open("customer:mei", 10);
        done(MEI, "gifts", "\"plan\": \"monthly\", \"to\": \"phone:+86555\"");
        Reply erased = server.delete(BO + "?id=e-1&at=" + TestServer.NOW + "&reason=asked");
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(erased.json().path("forfeited")).isEmpty();

        done(MEI, "payments/settlements", "\"payment\": 1, \"amount\": 15");
        server.runtime.settle();

        assertThat(texts(gift(0), "state", "reason")).containsExactly("refused", "has-left");
        JsonNode refund = server.get(MEI + "/payments").json().at("/payments/1");
        assertThat(texts(refund, "kind", "amount", "of")).containsExactly("refund", "15.00", "1");
    }

    @Test
    void aGiftIsTakenBackBeforeItIsPaid() {
        server.open("customer:mei", 10);
        done(MEI, "gifts", "\"plan\": \"monthly\", \"to\": \"phone:+86555\"");
        done(MEI, "gifts/cancellations", "\"payment\": 1");
        assertThat(texts(gift(0), "state")).containsExactly("void");
        assertThat(ask(MEI, "gifts/cancellations", "\"payment\": 1").code()).isEqualTo("not-awaited");
        assertThat(ask(MEI, "gifts/cancellations", "\"payment\": 0").code()).isEqualTo("malformed");
        assertThat(server.send("POST", MEI + "/gifts/cancellations", BodyPublishers.ofString(
                "{\"id\": \"zh\", \"at\": \"" + TestServer.NOW + "\", \"payment\": 9}"), "Accept-Language", "zh")
                .json()
                .path("detail")
                .asString()).isEqualTo("没有礼物 9");
        assertThat(ask(MEI, "gifts", "\"plan\": \"basic\", \"to\": \"phone:+86555\"").json().path("detail").asString())
                .isEqualTo("Basic can't be given to somebody else");
        Reply toOneself = ask(MEI, "gifts", "\"plan\": \"monthly\", \"to\": \"customer:mei\"");
        assertThat(toOneself.code()).isEqualTo("same-member");
        assertThat(toOneself.json().path("title").asString()).isEqualTo("It is the member itself");
        assertThat(toOneself.json().path("detail").asString()).isEqualTo(
                "nobody gives a plan to themselves: both are the same member; a plan of one's own is subscribed to");
    }

    @Test
    void whatCantBeReadMakesNobodyKnown() {
        server.open("customer:mei", 10);
        assertThat(ask(MEI, "gifts", "\"plan\": \"gold\", \"to\": \"phone:+86777\"").code()).isEqualTo("malformed");
        Reply linked = server.send("PUT", MEI + "/references/phone:+86777", BodyPublishers.noBody());
        assertThat(linked.status()).as(linked.text()).isEqualTo(204);
    }

    private void monthly() {
        done(MEI, "subscriptions", "\"plan\": \"monthly\"");
        done(MEI, "payments/settlements", "\"payment\": 1, \"amount\": \"15.00\"");
    }

    private void done(String member, String resource, String more) {
        Reply reply = ask(member, resource, more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private Reply ask(String member, String resource, String more) {
        return server.post(member + "/" + resource, "{\"id\": \"gift-" + asked++ + "\", \"at\": \"" + TestServer.NOW
                + "\"" + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    private JsonNode plan(String member) {
        return server.get(member + "/subscriptions").json().at("/subscriptions/0");
    }

    private JsonNode gift(int index) {
        return server.get(MEI + "/gifts").json().at("/gifts/" + index);
    }

    private String centre(String member) {
        String token = server.post(member + "/tokens", "").json().path("token").asString();
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie", "guildhall-member=" + token,
                "Accept-Language", "en").text();
    }

    private JsonNode renewal() {
        return server.get(MEI + "/subscriptions/monthly/outlook").json().path("renewal");
    }

    private static List<String> texts(JsonNode node, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(node.path(name).isNull() ? "null" : node.path(name).asString());
        }
        return texts;
    }

    /** Mei, who is a member, pays a month for somebody, who has it then. */
    private void givesAMonth() {
        server.open("customer:mei", 10);
        done(MEI, "gifts", "\"plan\": \"monthly\", \"to\": \"phone:+86555\"");
        done(MEI, "payments/settlements", "\"payment\": 1, \"amount\": 15");
        server.runtime.settle();
    }

    /** As the member reads it, with a token of their own. */
    private Reply ownStatement(String member) {
        String token = server.post(member + "/tokens", "").json().path("token").asString();
        return server.sendAs("Bearer " + token, "GET", member + "/statement", BodyPublishers.noBody());
    }
}
