package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.memory.VirtualClock;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is asked of members over HTTP, and what is read of them afterwards. */
class CommandsTest {
    private static final String ANN = TestServer.member("customer:ann");
    private static final String BOB = TestServer.member("customer:bob");
    private static final String ORDER = """
            {"id": "order-1", "at": "2025-06-15T03:00:00Z", "order": {"channel": "web", "lines": [
              {"product": "milk", "category": "drinks", "brand": "own", "quantity": 2, "price": 15.50}]}}""";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anOrderIsAcceptedAndFoundWhereItIsSaidToBe() {
        Reply reply = server.post(ANN + "/activities", ORDER);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(reply.json().path("id").asString()).isEqualTo("order-1");

        Reply entry = server.get(reply.header("Location"));
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.json().path("id").asString()).isEqualTo("order-1");
        assertThat(entry.json().path("at").asString()).isEqualTo("2025-06-15T03:00:00Z");
        assertThat(entry.json().path("origin").asString()).isEqualTo("api");
        assertThat(entry.json().path("version").asLong()).isEqualTo(reply.json().path("version").asLong());
        assertThat(entry.json().at("/lines/0/words").asString()).isEqualTo("Order of 31.00 CNY");
    }

    @Test
    void theLocationOfAnIdOfAnyLettersCanBeRead() {
        SoftAssertions all = new SoftAssertions();
        for (String id : List.of("b c", "c%2Fd", "d?e", "e&f", "f#g", "g+h", "h;i=1", "i:j", "单",
                "\\\\", "{x}", "a%", "*", "..", "a/b", "/a/", "a/../b")) {
            Reply reply = server.post(ANN + "/activities", ORDER.replace("order-1", id));
            all.assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            Reply entry = server.get(reply.header("Location"));
            all.assertThat(entry.json().path("id").asString())
                    .as(reply.header("Location"))
                    .isEqualTo(id.replace("\\\\", "\\"));
        }
        all.assertAll();
    }

    @Test
    void anIdThatIsNoTextIsMalformed() {
        for (String id : List.of("\\ud800", "a\\u0000b", "\\n", "", " a", "a ")) {
            Reply reply = server.post(ANN + "/activities", ORDER.replace("order-1", id));
            assertThat(reply.status()).as(id).isEqualTo(400);
            assertThat(reply.json().at("/errors/0/expected").asString()).as(id).isNotEmpty();
        }
    }

    @Test
    void aReferenceThatAPathCantCarryIsMalformedAndMakesNobody() {
        for (String reference : List.of("customer", "customer:", "Customer:1", "customer:%201", "customer:1%20",
                "customer:%F0%9F", "customer:a%00b")) {
            Reply reply = server.post("/v1/programmes/willow-lane/members/" + reference + "/activities", ORDER);
            assertThat(reply.status()).as(reference).isEqualTo(400);
            assertThat(reply.json().path("detail").asString()).as(reference).contains("with its namespace");
        }
    }

    @Test
    void anOrderThatComesAgainIsRepeated() {
        Reply first = server.post(ANN + "/activities", ORDER);
        Reply again = server.post(ANN + "/activities", ORDER);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");
        assertThat(again.json().path("version")).isEqualTo(first.json().path("version"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void anIdThatComesAgainWithSomethingElseIsRefused() {
        server.post(ANN + "/activities", ORDER);
        Reply reply = server.post(ANN + "/activities", ORDER.replace("15.50", "15.51"));
        assertRefused(reply, "id-reused");
        assertThat(reply.json().at("/facts/version").asLong()).isEqualTo(1);
    }

    @Test
    void theIdMayBeInTheHeader() {
        String body = ORDER.replace("\"id\": \"order-1\", ", "");
        Reply reply = server.post(ANN + "/activities", body, "Idempotency-Key", "order-1");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("id").asString()).isEqualTo("order-1");
        assertThat(server.post(ANN + "/activities", ORDER, "Idempotency-Key", "order-1").status()).isEqualTo(200);
    }

    @Test
    void anIdInTheHeaderThatIsNotTheOneInTheBodyIsMalformed() {
        Reply reply = server.post(ANN + "/activities", ORDER, "Idempotency-Key", "order-2");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/expected").asString()).contains("Idempotency-Key");
        assertThat(server.get(ANN).status()).isEqualTo(404);
    }

    @Test
    void anIdInTheHeaderThatIsNotAsciiIsMalformed() throws IOException {
        String body = ORDER.replace("\"id\": \"order-1\", ", "");
        Reply reply = server.raw("POST", ANN + "/activities",
                "Idempotency-Key: 键\r\nContent-Length: " + body.length() + "\r\n", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(server.get(ANN).status()).isEqualTo(404);
    }

    @Test
    void aKeyBesideAnActivityIsNamed() {
        Reply reply = server.post(ANN + "/activities", ORDER.replace("\"id\":", "\"ordr\": 1, \"id\":"));
        assertThat(reply.json().at("/errors/0/found").asString()).isEqualTo("key \"ordr\"");
        assertThat(reply.json().at("/errors/0/suggestion").asString()).isEqualTo("order");
        assertThat(reply.json().path("errors")).hasSize(1);
    }

    @Test
    void withoutAnyIdNothingIsDone() {
        Reply reply = server.post(ANN + "/activities", ORDER.replace("\"id\": \"order-1\", ", ""));
        assertThat(reply.code()).isEqualTo("malformed");
        assertThat(reply.json().at("/errors/0/found").asString()).contains("without id");
        assertThat(server.get(ANN).status()).isEqualTo(404);
    }

    @Test
    void anOrderMakesAGuestOfWhoeverIsUnknown() {
        assertThat(server.get(ANN).code()).isEqualTo("unknown-member");
        server.post(ANN + "/activities", ORDER);
        JsonNode guest = server.get(ANN).json();
        assertThat(guest.path("status").asString()).isEqualTo("guest");
        assertThat(guest.at("/references/0").asString()).isEqualTo("customer:ann");
    }

    @Test
    void whatOnlyKnownPeopleCanDoMakesNobody() {
        for (String ask : List.of("spends", "adjustments")) {
            Reply reply = server.post(ANN + "/" + ask, """
                    {"id": "x", "at": "2025-06-15", "points": 1%s}"""
                    .formatted(ask.equals("spends") ? "" : ", \"reason\": \"gift\""));
            assertThat(reply.status()).as(ask).isEqualTo(404);
            assertThat(reply.code()).as(ask).isEqualTo("unknown-member");
        }
        assertThat(server.edge.profiles().find(number(), "customer:ann")).isEmpty();
    }

    @Test
    void aBodyThatIsNotUnderstoodMakesNobody() {
        assertThat(server.post(ANN + "/activities", ORDER.replace("milk\"", "milk\", \"x\": 1")).status())
                .isEqualTo(400);
        assertThat(server.edge.profiles().find(number(), "customer:ann")).isEmpty();
    }

    @Test
    void spendingMoreThanThereIsIsRefusedWithTheFacts() {
        server.open("customer:ann", 100);
        String spend = """
                {"id": "spend-1", "at": "2025-06-15", "points": 101}""";
        Reply reply = server.post(ANN + "/spends", spend);
        assertRefused(reply, "not-enough-points");
        assertThat(reply.json().at("/facts/needed/amount").asString()).isEqualTo("101");
        assertThat(reply.json().at("/facts/needed/currency").asString()).isEqualTo("points");
        assertThat(reply.json().at("/facts/available/amount").asString()).isEqualTo("100");
        assertThat(reply.json().path("detail").asString()).isEqualTo("101 Points needed, 100 Points available");

        Reply again = server.post(ANN + "/spends", spend);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.json()).isEqualTo(reply.json());
        assertThat(server.available("customer:ann")).isEqualTo("100");
    }

    @Test
    void aSpendIsTakenAndGivenBack() {
        server.open("customer:ann", 100);
        assertAccepted("spends", """
                {"id": "spend-1", "at": "2025-06-15", "points": 30, "purpose": "order-9"}""");
        assertThat(server.available("customer:ann")).isEqualTo("70");
        assertAccepted("cancellations", """
                {"id": "cancel-1", "at": "2025-06-15", "of": "spend-1"}""");
        assertThat(server.available("customer:ann")).isEqualTo("100");
        assertRefused(server.post(ANN + "/cancellations", """
                {"id": "cancel-2", "at": "2025-06-15", "of": "spend-2"}"""), "not-found");
    }

    @Test
    void anAdjustmentIsTheOperators() {
        server.open("customer:ann", 100);
        Reply reply = assertAccepted("adjustments", """
                {"id": "adjust-1", "at": "2025-06-15", "points": -40, "reason": "mistake"}""");
        assertThat(server.available("customer:ann")).isEqualTo("60");
        assertThat(server.get(reply.header("Location")).json().path("origin").asString()).isEqualTo("operator");
    }

    @Test
    void whoIsFrozenSpendsNothingUntilThatEnds() {
        server.open("customer:ann", 100);
        assertAccepted("freezes", """
                {"id": "freeze-1", "at": "2025-06-15", "reason": "fraud"}""");
        Reply refused = server.post(ANN + "/spends", """
                {"id": "spend-1", "at": "2025-06-15", "points": 1}""");
        assertRefused(refused, "frozen");
        assertThat(refused.json().at("/facts/reason").asString()).isEqualTo("fraud");
        assertThat(refused.json().at("/facts/since").asString()).isEqualTo(TestServer.NOW);
        assertAccepted("unfreezes", """
                {"id": "unfreeze-1", "at": "2025-06-15 08:00", "reason": "cleared"}""");
        assertAccepted("spends", """
                {"id": "spend-2", "at": "2025-06-15 08:01", "points": 1}""");
    }

    @Test
    void aGrantedTierStands() {
        server.open("customer:ann", 100);
        assertAccepted("grants", """
                {"id": "grant-1", "at": "2025-06-15", "membership": "friend", "until": "2025-12-31",
                 "reason": "welcome"}""");
        JsonNode standing = server.get(ANN + "/standing").json().at("/standings/membership");
        assertThat(standing.path("granted").asString()).isEqualTo("friend");
        assertThat(standing.path("granted-until").asString()).isEqualTo("2025-12-30T16:00:00Z");
        assertThat(standing.path("next").isMissingNode()).isFalse();
    }

    @Test
    void whoJoinsIsAMemberAndIsDescribedAndLeaves() {
        assertAccepted("joins", """
                {"id": "join-1", "at": "2025-06-10"}""");
        assertThat(server.get(ANN).json().path("status").asString()).isEqualTo("active");
        assertAccepted("descriptions", """
                {"id": "describe-1", "at": "2025-06-11", "fields": {"birthday": "1990-07-01"}}""");
        assertRefused(server.post(ANN + "/joins", """
                {"id": "join-2", "at": "2025-06-12"}"""), "already-a-member");
        assertAccepted("departures", """
                {"id": "leave-1", "at": "2025-06-13", "reason": "asked for it"}""");
        assertRefused(server.post(ANN + "/activities", ORDER), "has-left");
    }

    @Test
    void aMergeBringsTheOthersPoints() {
        server.open("customer:ann", 100);
        server.open("customer:bob", 11);
        String merge = """
                {"id": "merge-1", "at": "2025-06-15", "from": "customer:bob"}""";
        Reply reply = assertAccepted("merges", merge);
        assertThat(reply.json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(server.available("customer:ann")).isEqualTo("111");
        Reply merged = server.post(BOB + "/spends", """
                {"id": "spend-1", "at": "2025-06-15", "points": 1}""");
        assertRefused(merged, "merged");
        assertThat(merged.json().at("/facts/into").asString()).isEqualTo("customer:ann");
        assertThat(merged.json().path("detail").asString()).isEqualTo("merged into customer:ann");
    }

    @Test
    void aMergeWithSomebodyUnknownIsNotBegun() {
        server.open("customer:ann", 100);
        Reply reply = server.post(ANN + "/merges", """
                {"id": "merge-1", "at": "2025-06-15", "from": "customer:bob"}""");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("detail").asString()).contains("customer:bob");
        assertThat(server.get(ANN).json().path("version").asLong()).isEqualTo(1);
    }

    @Test
    void aMergeThatTheOtherRefusesIsRefusedWhenAskedAgainToo() {
        server.open("customer:ann", 100);
        server.open("customer:bob", 11);
        server.post(BOB + "/departures", """
                {"id": "leave-1", "at": "2025-06-14", "reason": "asked for it"}""");
        String merge = """
                {"id": "merge-1", "at": "2025-06-15", "from": "customer:bob"}""";
        Reply first = server.post(ANN + "/merges", merge);
        assertThat(first.status()).isEqualTo(422);
        Reply again = server.post(ANN + "/merges", merge);
        assertThat(again.status()).isEqualTo(422);
        assertThat(first.code()).isEqualTo("other-refused");
        assertThat(first.json().at("/facts/reason").asString()).isEqualTo("has-left");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(server.available("customer:ann")).isEqualTo("100");
    }

    @Test
    void pointsThatCannotBeGivenAwayAreNot() {
        server.open("customer:ann", 100);
        server.open("customer:bob", 11);
        Reply reply = server.post(ANN + "/transfers", """
                {"id": "transfer-1", "at": "2025-06-15", "points": 10, "to": "customer:bob"}""");
        assertRefused(reply, "not-transferable");
        assertThat(reply.json().at("/facts/currency").asString()).isEqualTo("points");
    }

    @Test
    void anOrderIsTakenBackInPartAndThenWholly() {
        server.post(ANN + "/activities", ORDER);
        assertAccepted("reversals",
                """
                {"id": "back-1", "at": "2025-06-15T03:30:00Z", "of": "order-1", "lines": [{"line": 1, "quantity": 1}]}""");
        assertRefused(
                server.post(ANN + "/reversals",
                        """
                {"id": "back-2", "at": "2025-06-15T03:31:00Z", "of": "order-1", "lines": [{"line": 1, "quantity": 2}]}"""),
                "more-than-left");
        assertAccepted("reversals", """
                {"id": "back-3", "at": "2025-06-15T03:32:00Z", "of": "order-1"}""");
    }

    @Test
    void aScoreThatNoTermsKnowIsMalformed() {
        server.open("customer:ann", 100);
        Reply reply = server.post(ANN + "/scores", """
                {"id": "score-1", "at": "2025-06-15", "loyalty": 3}""");
        assertThat(reply.code()).isEqualTo("malformed");
    }

    @Test
    void momentsAreTakenWithAnOffsetAndInTheZoneOfTheProgramme() {
        String at = "2025-06-15T03:00:00Z";
        for (String written : List.of(at, "2025-06-15T11:00:00+08:00", "2025-06-15 11:00")) {
            Reply reply = server.post(ANN + "/activities", ORDER.replace(at, written));
            assertThat(reply.status()).as(written).isIn(200, 201);
        }
        assertThat(server.get(ANN + "/commands?id=order-1").json().path("at").asString()).isEqualTo(at);
        assertRefused(server.post(ANN + "/activities", ORDER.replace("order-1", "order-2").replace(at, "2025-06-16")),
                "in-the-future");
        assertRefused(server.post(ANN + "/activities", ORDER.replace("order-1", "order-3").replace(at, "2024-01-16")),
                "too-late");
    }

    @Test
    void aMemberIsReadWithWhatThereIs() {
        server.open("customer:ann", 100);
        Reply reply = server.get(ANN);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).startsWith("W/\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        JsonNode member = reply.json();
        assertThat(member.path("reference").asString()).isEqualTo("customer:ann");
        assertThat(member.path("programme").asString()).isEqualTo("willow-lane");
        assertThat(member.path("status").asString()).isEqualTo("active");
        assertThat(member.path("joined").asString()).isEqualTo("2025-01-01T16:00:00Z");
        assertThat(member.path("as-of").asString()).isEqualTo(TestServer.NOW);
        assertThat(member.at("/wallets/points/lots/0/points").asString()).isEqualTo("100");
        assertThat(member.at("/standings/membership/tier").asString()).isEqualTo("neighbour");
        assertThat(member.at("/standings/membership/missing").asString()).isEqualTo("500");
    }

    @Test
    void aStatementIsReadPageByPage() {
        server.open("customer:ann", 100);
        for (int i = 0; i < 11; i++) {
            assertAccepted("spends", """
                    {"id": "spend-%d", "at": "2025-06-15", "points": 1}""".formatted(i));
        }
        List<Long> versions = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String path = ANN + "/statement?limit=5";
        for (String next = ""; !next.equals("null");) {
            JsonNode page = server.get(path + (next.isEmpty() ? "" : "&before=" + next)).json();
            page.path("entries").forEach(entry -> versions.add(entry.path("version").asLong()));
            sizes.add(page.path("entries").size());
            next = page.path("next").toString();
        }
        assertThat(versions).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(sizes).containsExactly(5, 5, 2);
    }

    @Test
    void aCommandIsExplainedAlsoWhereItsIdIsForgotten() {
        server.open("customer:ann", 100);
        server.post(ANN + "/spends", """
                {"id": "spend-0", "at": "2025-06-15", "points": 101}""");
        ((VirtualClock) server.edge.clock()).advance(Duration.ofDays(40).toMillis());
        assertThat(server.get(ANN + "/commands?id=spend-0").json().path("refused").asString())
                .isEqualTo("not-enough-points");
        for (int i = 1; i < 8; i++) {
            server.post(ANN + "/spends", """
                    {"id": "spend-%d", "at": "2025-07-25", "points": 1}""".formatted(i));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(server.get(ANN + "/commands?id=spend-" + i).json().path("id").asString())
                    .isEqualTo("spend-" + i);
        }
    }

    @Test
    void whatTheOtherDidBeforeAMergeIsExplainedByTheMerge() {
        server.open("customer:ann", 100);
        server.open("customer:bob", 11);
        assertThat(server.post(BOB + "/activities", ORDER).status()).isEqualTo(201);
        assertAccepted("merges", """
                {"id": "merge-1", "at": "2025-06-15", "from": "customer:bob"}""");
        Reply again = server.post(ANN + "/activities", ORDER);
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");
        Reply told = server.get(again.header("Location"));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().path("version")).isEqualTo(again.json().path("version"));
    }

    @Test
    void aNameThatAQueryDoesNotKnowIsNotPassedOver() {
        server.open("customer:ann", 100);
        Reply reply = server.get(ANN + "/statement?befor=5&limit=2");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asString())
                .isEqualTo("found ?befor=, expected no more than before, limit");
    }

    @Test
    void aHeadIsThatOfGet() {
        server.open("customer:ann", 100);
        Reply get = server.get(ANN);
        Reply head = server.sendUnchecked("Bearer " + server.token, "HEAD", ANN, BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        Reply live = server.sendUnchecked("Bearer " + server.token, "HEAD", "/v1/events", BodyPublishers.noBody(),
                "Accept", "text/event-stream");
        assertThat(live.status()).isEqualTo(200);
        assertThat(live.text()).isEmpty();
    }

    @Test
    void workOverTwoMembersIsExplainedByHowItBegan() {
        server.open("customer:ann", 100);
        server.open("customer:bob", 11);
        assertAccepted("merges", """
                {"id": "merge-1", "at": "2025-06-15", "from": "customer:bob"}""");
        assertThat(server.get(ANN + "/commands?id=merge-1").json().path("what").asString()).isEqualTo("merge");
    }

    @Test
    void aPageThatEndsWithTheFirstEntryIsTheLast() {
        server.open("customer:ann", 100);
        assertAccepted("spends", """
                {"id": "spend-1", "at": "2025-06-15", "points": 1}""");
        JsonNode page = server.get(ANN + "/statement?limit=2").json();
        assertThat(page.path("entries").size()).isEqualTo(2);
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void aPageOfAnUnreasonableSizeIsMalformed() {
        server.open("customer:ann", 100);
        for (String query : List.of("limit=0", "limit=201", "limit=-1", "limit=x", "limit=", "before=0",
                "before=99999999999", "before=1.5")) {
            assertThat(server.get(ANN + "/statement?" + query).code()).as(query).isEqualTo("malformed");
        }
    }

    @Test
    void aRefusalIsInTheStatement() {
        server.open("customer:ann", 100);
        server.post(ANN + "/spends", """
                {"id": "spend-1", "at": "2025-06-15", "points": 101}""");
        assertThat(server.get(ANN + "/statement").json().at("/entries/0/refused").asString())
                .isEqualTo("not-enough-points");
        assertThat(server.get(ANN + "/commands?id=spend-1").json().path("refused").asString())
                .isEqualTo("not-enough-points");
        assertThat(server.get(ANN + "/commands?id=opening").json().path("refused").isNull()).isTrue();
    }

    @Test
    void theTermsAreReadAsTheyWereWritten() {
        Reply reply = server.get(TestServer.PROGRAMME + "/terms/2025-01-01");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/yaml");
        assertThat(reply.text()).isEqualTo(server.terms);
    }

    @Test
    void theProgrammeIsReadWithWhatItKnows() {
        JsonNode programme = server.get(TestServer.PROGRAMME).json();
        assertThat(programme.path("zone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(programme.path("money").asString()).isEqualTo("CNY");
        assertThat(programme.at("/names/zh").asString()).isEqualTo("柳巷小铺会员");
        assertThat(programme.path("activities").toString()).isEqualTo("[\"order\",\"return\",\"fulfilment\"]");
        assertThat(programme.at("/ladders/0/tiers").toString())
                .isEqualTo("[\"neighbour\",\"regular\",\"friend\",\"family\"]");
        assertThat(programme.at("/terms/0/date").asString()).isEqualTo("2025-01-01");
        assertThat(programme.at("/terms/0/from").asString()).isEqualTo("2024-12-31T16:00:00Z");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        server.open("customer:ann", 100);
        assertNotFound(server.get("/v1/programmes/elsewhere"), "unknown-programme");
        assertNotFound(server.post("/v1/programmes/elsewhere/members/customer:ann/activities", ORDER),
                "unknown-programme");
        assertNotFound(server.get(BOB), "unknown-member");
        assertNotFound(server.get(BOB + "/standing"), "unknown-member");
        assertNotFound(server.get(BOB + "/statement"), "unknown-member");
        assertNotFound(server.get(ANN + "/commands?id=order-1"), "unknown-command");
        assertNotFound(server.get(TestServer.PROGRAMME + "/terms/2024-01-01"), "unknown-terms");
        assertNotFound(server.put(BOB + "/references/card:1"), "unknown-member");
    }

    @Test
    void aReferenceWithoutItsNamespaceIsMalformed() {
        assertThat(server.get(TestServer.member("ann")).code()).isEqualTo("malformed");
        assertThat(server.get(TestServer.member("Customer:ann")).code()).isEqualTo("malformed");
        assertThat(server.post(TestServer.member("ann") + "/activities", ORDER).code()).isEqualTo("malformed");
    }

    @Test
    void aMemberIsFoundByAnotherReferenceFromNowOn() {
        server.open("customer:ann", 100);
        assertThat(server.put(ANN + "/references/card:7").status()).isEqualTo(204);
        assertThat(server.put(ANN + "/references/card:7").status()).isEqualTo(204);
        JsonNode member = server.get(TestServer.member("card:7")).json();
        assertThat(member.path("references").toString()).isEqualTo("[\"card:7\",\"customer:ann\"]");
        assertThat(member.at("/wallets/points/available").asString()).isEqualTo("100");
    }

    @Test
    void aReferenceOfAnotherMemberIsTaken() {
        server.open("customer:ann", 100);
        server.open("customer:bob", 11);
        Reply reply = server.put(ANN + "/references/customer:bob");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("reference-taken");
        assertThat(server.available("customer:bob")).isEqualTo("11");
    }

    /** Accepted, and when asked again done once. */
    private Reply assertAccepted(String ask, String body) {
        Reply reply = server.post(ANN + "/" + ask, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode after = server.get(ANN).json();
        Reply again = server.post(ANN + "/" + ask, body);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");
        assertThat(again.json().path("version")).isEqualTo(reply.json().path("version"));
        assertThat(server.get(ANN).json()).isEqualTo(after);
        return reply;
    }

    private static void assertRefused(Reply reply, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static void assertNotFound(Reply reply, String code) {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(code);
    }

    private static int number() {
        return EntityName.programmeNumber("willow-lane");
    }
}
