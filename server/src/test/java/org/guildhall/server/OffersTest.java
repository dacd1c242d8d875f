package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.member.TermsRecord;
import org.guildhall.core.member.TurnedOffer;
import org.guildhall.core.terms.Offers;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Role;
import org.guildhall.server.publishing.OfferDraft;
import org.guildhall.server.publishing.Publishing.Offering;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Offers published, shown, paused, resumed and stopped over HTTP. */
class OffersTest {
    private static final String OFFERS = TestServer.PROGRAMME + "/offers";
    private static final String SALE = OFFERS + "/sale";

    private @Nullable TermsRecord unfinished;
    private final TestServer server = TestServer.withPlans(this::withUnfinished);

    @AfterEach
    void close() {
        server.close();
    }

    /** A runtime that says to have something that was cut off, until that is published. */
    private Runtime withUnfinished(Runtime runtime) {
        return (Runtime) Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[]{Runtime.class},
                (proxy, method, arguments) -> {
                    TermsRecord left = unfinished;
                    if (left != null && method.getName().equals("unfinishedTerms")) {
                        return left.encode();
                    }
                    if (left != null && method.getName().equals("publish")) {
                        assertThat((byte[]) arguments[0]).isEqualTo(left.encode());
                        unfinished = null;
                    }
                    try {
                        return method.invoke(runtime, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() == null ? thrown : thrown.getCause();
                    }
                });
    }

    @Test
    void aVersionIsInForceAtOnceAndTheSameAgainIsRepeated() {
        Reply first = publish(TestServer.sale());
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(SALE);
        assertThat(texts(first.json(), "outcome", "offer", "version", "from", "until"))
                .containsExactly("accepted", "sale", "1", "2025-05-31T16:00:00Z", "2025-06-30T16:00:00Z");
        Reply again = publish(TestServer.sale());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");

        String longer = TestServer.sale().replace("until: 2025-07-01", "until: 2025-07-10");
        assertThat(texts(publish(longer).json(), "outcome", "version")).containsExactly("accepted", "2");
        assertThat(texts(publish(TestServer.sale()).json(), "outcome", "version"))
                .as("what was before is a version of its own")
                .containsExactly("accepted", "3");
        JsonNode shown = server.get(SALE).json();
        assertThat(texts(shown, "state", "version", "until")).containsExactly("running", "3", "2025-06-30T16:00:00Z");
        assertThat(shown.path("versions").valueStream().map(one -> one.path("until").asString()))
                .containsExactly("2025-06-30T16:00:00Z", "2025-07-09T16:00:00Z", "2025-06-30T16:00:00Z");
        assertThat(shown.at("/versions/0/since").asString()).isEqualTo(TestServer.NOW);
        assertThat(server.get(OFFERS).json().path("offers").size()).isEqualTo(1);
    }

    @Test
    void everyMistakeIsToldInItsPlaceAndNothingIsPublished() {
        Reply reply = publish(TestServer.sale()
                .replace("stacks: one-per-order", "stacks: one-per-oder")
                .replace("brand: 100", "brnad: 100"));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("offer-refused");
        assertThat(reply.json().path("errors").valueStream().map(one -> one.path("suggestion").asString()))
                .containsExactly("one-per-order", "brand");
        assertThat(reply.json().at("/errors/0/line").asInt()).isEqualTo(21);
        assertThat(publish(TestServer.sale().replace("willow-lane", "harbour")).json().path("detail").asString())
                .contains("willow-lane: the programme of the terms");
        Reply noText = server.send("POST", OFFERS, BodyPublishers.ofByteArray(new byte[]{(byte) 0xC3, 0x28}));
        assertThat(noText.json().at("/errors/0/found").asString()).isEqualTo("bytes that are not UTF-8");
        assertThat(server.get(OFFERS).json().path("offers").size()).isZero();
        assertThat(server.get(SALE).json().path("detail").asString())
                .isEqualTo("found no offer sale, expected one that was published: there is none");
    }

    @Test
    void aCouponStaysWithItsOfferAndWhatItIsFor() {
        publish(TestServer.sale());
        assertThat(publish(TestServer.sale().replace("offer: sale", "offer: other")).json().path("detail").asString())
                .contains("it is that of a coupon of sale");
        assertThat(publish(TestServer.sale().replace("    off: 50", "    price: 50")).json().path("detail").asString())
                .contains("what a coupon is good for is permanent");
    }

    @Test
    void ofSeveralFilesNoneIsPublishedWhereOneIsMistakenOrTwoAreOfOneOffer() {
        OfferDraft sale = new OfferDraft("sale.yaml", TestServer.sale());
        String other = TestServer.sale().replace("offer: sale", "offer: other");
        assertThat(mistakes(sale, new OfferDraft("broken.yaml", "offer: x"))).isNotEmpty()
                .allMatch(problem -> problem.startsWith("broken.yaml:"));
        assertThat(mistakes(sale, new OfferDraft("twice.yaml", TestServer.sale().replace("21", "22"))))
                .containsExactly(
                        "twice.yaml:1:1: found offer sale, expected an offer that no other file is of: sale.yaml"
                                + " is of it too");
        assertThat(mistakes(sale, new OfferDraft("other.yaml", other)))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("other.yaml:")
                        && problem.contains("it is that of a coupon of sale"));
        assertThat(server.get(OFFERS).json().path("offers").size()).isZero();

        String others = other.replaceAll("(?m)^  (off-50|few|tote):$", "  other-$1:");
        assertThat(published(sale, new OfferDraft("other.yaml", others)))
                .containsExactly("sale 1 true", "other 1 true");
        assertThat(published(new OfferDraft("other.yaml", others + "# again\n"), sale))
                .containsExactly("other 2 true", "sale 1 false");
    }

    private List<String> mistakes(OfferDraft... drafts) {
        return switch (server.edge.publishing().publishOffers("willow-lane", List.of(drafts))) {
            case Offering.Mistaken mistaken -> mistaken.problems().stream().map(Object::toString).toList();
            case Offering.Published published -> throw new AssertionError(published);
            case Offering.Refused refused -> throw new AssertionError(refused);
        };
    }

    private List<String> published(OfferDraft... drafts) {
        return switch (server.edge.publishing().publishOffers("willow-lane", List.of(drafts))) {
            case Offering.Published published -> published.offers()
                    .stream()
                    .map(one -> one.offer().name() + " " + one.offer().version() + " " + one.fresh())
                    .toList();
            case Offering.Mistaken mistaken -> throw new AssertionError(mistaken);
            case Offering.Refused refused -> throw new AssertionError(refused);
        };
    }

    @Test
    void whatWasCutOffIsFinishedByItsOwnTextAndStandsInTheWayOfOthers() {
        String others = TestServer.sale()
                .replace("offer: sale", "offer: other")
                .replaceAll("(?m)^  (off-50|few|tote):$", "  other-$1:");
        unfinished = new PublishedOffer("willow-lane", server.clock.millis() - 60_000, 0, others);
        Reply refused = publish(TestServer.sale());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("offer-unfinished");
        assertThat(refused.json().path("detail").asString()).isEqualTo("found offer other of willow-lane that was"
                + " published in part, expected it to be published again first");
        Reply terms = server.post("/v1/programmes", server.terms.replace("terms: 2025-01-01", "terms: 2025-07-01"));
        assertThat(terms.code()).isEqualTo("offer-unfinished");
        assertThat(published(new OfferDraft("sale.yaml", TestServer.sale()), new OfferDraft("other.yaml", others)))
                .as("it is finished first")
                .containsExactly("sale 1 true", "other 1 true");
        assertThat(server.get(OFFERS + "/other").json().at("/versions/0/since").asString())
                .as("as it was begun")
                .isEqualTo("2025-06-15T03:59:00Z");

        unfinished = new TurnedOffer("willow-lane", server.clock.millis(), 2, "other", Offers.Life.PAUSED, "begun");
        assertThat(turn("sale/pauses").json().path("detail").asString())
                .isEqualTo(
                        "found offer other of willow-lane that was paused in part, expected it to be paused again first");
        assertThat(turn("other/pauses").status()).isEqualTo(201);
        assertThat(server.get(OFFERS + "/other").json().at("/turns/0/reason").asString()).isEqualTo("begun");
        unfinished = new PublishedTerms("willow-lane", 1_900_000_000_000L, "programme: willow-lane");
        assertThat(turn("other/resumptions").code()).isEqualTo("terms-unfinished");
    }

    @Test
    void anOfferIsPausedResumedAndStoppedForGood() {
        publish(TestServer.sale());
        assertThat(texts(turn("sale/resumptions").json(), "outcome", "state")).containsExactly("repeated", "running");
        Reply paused = turn("sale/pauses");
        assertThat(paused.status()).as(paused.text()).isEqualTo(201);
        assertThat(texts(paused.json(), "outcome", "offer", "state")).containsExactly("accepted", "sale", "paused");
        assertThat(turn("sale/pauses").status()).isEqualTo(200);
        assertThat(turn("sale/resumptions").json().path("state").asString()).isEqualTo("running");
        assertThat(turn("sale/stops").json().path("state").asString()).isEqualTo("stopped");
        assertThat(turn("sale/stops").json().path("outcome").asString()).isEqualTo("repeated");
        Reply over = turn("sale/resumptions");
        assertThat(over.status()).isEqualTo(409);
        assertThat(over.code()).isEqualTo("offer-stopped");
        assertThat(over.json().path("detail").asString()).contains("stopped at 2025-06-15 04:00 UTC", "stays stopped");
        assertThat(server.get(SALE).json().path("turns").valueStream().map(one -> one.path("to").asString()))
                .containsExactly("paused", "resumed", "stopped");

        Reply unknown = turn("sail/stops");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("unknown-offer");
        assertThat(unknown.json().path("detail").asString()).isEqualTo("found no offer sail, expected one of sale");
        Reply without = server.post(SALE + "/stops", "{\"raeson\": \"x\"}");
        assertThat(without.code()).isEqualTo("malformed");
        assertThat(without.json().path("errors").valueStream().map(one -> one.path("found").asString()))
                .containsExactly("a request without reason", "key \"raeson\"");
    }

    @Test
    void whoPublishedOrTurnedIsRecorded() {
        publish(TestServer.sale());
        publish(TestServer.sale() + "#");
        turn("sale/pauses");
        turn("sale/pauses");
        turn("none/pauses");
        assertThat(server.audit.recent(9, 9)).extracting(AuditEntry::action, AuditEntry::programme, AuditEntry::facts)
                .containsExactly(
                        tuple("offer-paused", "willow-lane",
                                Map.of("offer", "sale", "reason", "too many", "outcome", "repeated")),
                        tuple("offer-paused", "willow-lane",
                                Map.of("offer", "sale", "reason", "too many", "outcome", "accepted")),
                        tuple("offer-published", "willow-lane",
                                Map.of("offer", "sale", "version", "2", "outcome", "accepted")),
                        tuple("offer-published", "willow-lane",
                                Map.of("offer", "sale", "version", "1", "outcome", "accepted")));
    }

    @Test
    void whoReadsProgrammesSeesThemAndOnlyOperatorsChangeThem() {
        publish(TestServer.sale());
        for (Role role : List.of(Role.ANALYST, Role.PARTNER, Role.SUPPORT)) {
            String key = server.key(role);
            assertThat(as(key, "GET", SALE).status()).isEqualTo(200);
            assertThat(as(key, "POST", SALE + "/stops").status()).isEqualTo(403);
            assertThat(as(key, "POST", OFFERS).status()).isEqualTo(403);
        }
        String tag = server.get(SALE).header("ETag");
        assertThat(server.send("GET", SALE, BodyPublishers.noBody(), "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    void anOfferToComeIsScheduledAndOneThatIsOverHasEnded() {
        publish(TestServer.sale().replace("from: 2025-06-01", "from: 2025-06-20"));
        assertThat(server.get(SALE).json().path("state").asString()).isEqualTo("scheduled");
        assertThat(server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"2025-07-01\"}")).status())
                .isEqualTo(200);
        assertThat(server.get(SALE).json().path("state").asString()).isEqualTo("ended");
    }

    private Reply publish(String text) {
        return server.post(OFFERS, text, "Content-Type", "application/yaml");
    }

    private Reply turn(String path) {
        return server.post(OFFERS + "/" + path, "{\"reason\": \"too many\"}");
    }

    private Reply as(String key, String method, String path) {
        return server.sendAs("Bearer " + key, method, path, BodyPublishers.noBody());
    }

    private static List<String> texts(JsonNode node, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(node.path(name).asString());
        }
        return texts;
    }
}
