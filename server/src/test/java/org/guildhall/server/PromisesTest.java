package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Warranties, levels of service, thresholds, choices and what is carried over, over HTTP and in words. */
class PromisesTest {
    private static final String MEI = TestServer.member("customer:mei");

    private final TestServer server = TestServer.with("promises.yaml");
    private String now = TestServer.NOW;
    private int asked;

    @AfterEach
    void close() {
        server.close();
    }

    private Reply ask(String resource, String more) {
        return server.post(MEI + "/" + resource,
                "{\"id\": \"ask-" + asked++ + "\", \"at\": \"" + now + "\", " + more + "}");
    }

    private void done(String resource, String more) {
        Reply reply = ask(resource, more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private JsonNode benefit(String path) {
        Reply reply = server.get(MEI + "/benefits/" + path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private List<String> lines(String language) {
        List<String> words = new ArrayList<>();
        server.send("GET", MEI + "/statement?limit=1", BodyPublishers.noBody(), "Accept-Language", language)
                .json()
                .at("/entries/0/lines")
                .forEach(line -> words.add(line.path("words").asString()));
        return words;
    }

    private void clock(String moment) {
        now = moment;
        assertThat(server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"" + moment + "\"}")).status())
                .isEqualTo(200);
    }

    @Test
    void anOrderBelowTheThresholdIsToldWhatItLacks() {
        done("subscriptions", "\"plan\": \"basic\"");

        assertThat(benefit("free-delivery").path("order-from").asString()).isEqualTo("59.00");
        assertThat(benefit("free-delivery").path("missing").isNull()).isTrue();
        assertThat(benefit("free-delivery?order-amount=58.99").path("missing").asString()).isEqualTo("0.01");
        assertThat(benefit("free-delivery?order-amount=59").path("missing").isNull()).isTrue();
        assertThat(benefit("video?order-amount=1").path("order-from").isNull()).isTrue();
        for (String wrong : List.of("x", "-1", "1.005", "1e3", "", "12345678901234")) {
            Reply reply = server.get(MEI + "/benefits/free-delivery?order-amount=" + wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("malformed");
        }
        Reply refused = ask("uses", "\"benefit\": \"free-delivery\", \"order-amount\": \"20\"");
        assertThat(refused.code()).isEqualTo("below-threshold");
        assertThat(refused.json().path("detail").asString())
                .isEqualTo(
                        "Free delivery is for orders from 59.00 CNY on; 39.00 CNY is missing to that, with 20.00 CNY");
        assertThat(refused.json().at("/facts/missing/amount").asString()).isEqualTo("39.00");
        done("uses", "\"benefit\": \"free-delivery\", \"order-amount\": 59");
        assertThat(ask("uses", "\"benefit\": \"free-delivery\", \"order-amount\": -1").status()).isEqualTo(400);
        assertThat(ask("uses", "\"benefit\": \"free-delivery\", \"of\": \"o1\"").status()).isEqualTo(400);
    }

    @Test
    void aWarrantyIsGivenBegunClaimedAndOver() {
        done("subscriptions", "\"plan\": \"basic\"");
        assertThat(server.post(MEI + "/activities", """
                {"id": "o1", "at": "%s", "order": {"channel": "app", "lines": [
                  {"product": "kettle", "category": "household", "brand": "Lane", "quantity": 1, "price": "199.00"},
                  {"product": "tea", "category": "drinks", "brand": "Lane", "quantity": 1, "price": "9.00"}]}}"""
                .formatted(now)).status()).isEqualTo(201);
        assertThat(lines("en")).contains("Replacement comes with order o1");
        assertThat(benefit("replacement").path("warranties").toString()).isEqualTo(
                "[{\"order\":\"o1\",\"given-by\":\"basic\",\"from\":null,\"until\":null,\"claims\":0,\"products\":[\"kettle\"]}]");
        Reply early = ask("uses", "\"benefit\": \"replacement\", \"of\": \"o1\"");
        assertThat(early.code()).isEqualTo("not-covered");
        assertThat(early.json().path("detail").asString())
                .isEqualTo("Replacement of order o1: the order is not received yet");
        done("activities", "\"fulfilment\": {\"of\": \"o1\"}");
        assertThat(lines("en")).contains("Replacement of order o1 began, until 2025-06-26 00:00");
        assertThat(ask("uses", "\"benefit\": \"replacement\", \"of\": \"o1\", \"product\": \"tea\"").json()
                .path("detail")
                .asString()).isEqualTo("Replacement of order o1: that product is not covered (tea)");
        assertThat(ask("uses", "\"benefit\": \"replacement\"").status()).as("a claim without an order").isEqualTo(400);
        done("uses", "\"benefit\": \"replacement\", \"of\": \"o1\", \"product\": \"kettle\"");
        assertThat(lines("zh")).containsExactly("订单 o1 使用了只换不修", "使用了只换不修：1 次，价值 30.00 CNY");
        assertThat(benefit("replacement").at("/warranties/0/claims").asInt()).isEqualTo(1);

        clock("2025-06-25T16:00:00Z");
        Reply late = ask("uses", "\"benefit\": \"replacement\", \"of\": \"o1\"");
        assertThat(late.json().path("detail").asString())
                .isEqualTo("Replacement of order o1: it is over, 2025-06-26 00:00:00");
        assertThat(late.json().at("/facts/ended").asString()).isEqualTo("2025-06-25T16:00:00Z");
        assertThat(benefit("replacement").path("warranties").isEmpty()).isTrue();
    }

    @Test
    void aLevelOfServiceIsHadWithWhatIsPromised() {
        assertThat(ask("joins", "\"fields\": {}").status()).isEqualTo(201);
        assertThat(benefit("line").path("service").isNull()).isTrue();
        done("subscriptions", "\"plan\": \"basic\"");

        assertThat(benefit("line").path("service").toString()).contains("\"level\":\"own\"",
                "\"answered-within\":\"3 minutes\"", "\"zh\":\"专线\"", "\"en\":\"a line of its own\"");
        assertThat(ask("uses", "\"benefit\": \"line\"").code()).isEqualTo("not-usable");
    }

    @Test
    void oneOfAChoiceIsChosenAndWhatIsLeftIsCarriedOver() {
        done("subscriptions", "\"plan\": \"basic\"");
        assertThat(benefit("music").path("choice").toString()).isEqualTo(
                "{\"plan\":\"basic\",\"choice\":\"partner\",\"chosen\":null,\"until\":\"2025-07-15T04:00:00Z\"}");

        done("subscriptions/basic/choices", "\"benefit\": \"music\"");
        assertThat(lines("en")).containsExactly("Music is chosen for this term");
        assertThat(lines("zh")).containsExactly("本期选定音乐");
        Reply refused = ask("uses", "\"benefit\": \"video\"");
        assertThat(refused.code()).isEqualTo("already-chosen");
        assertThat(refused.json().path("detail").asString())
                .isEqualTo("Music was chosen for this term, until 2025-07-15 12:00:00: Video is not had beside it");
        assertThat(benefit("video").path("has").asBoolean()).isFalse();
        assertThat(benefit("video").at("/choice/chosen").asString()).isEqualTo("music");

        clock("2025-07-01T00:00:00Z");
        assertThat(benefit("music").path("carried").asString()).isEqualTo("1");
        assertThat(benefit("music").path("left").asString()).isEqualTo("3");
    }
}
