package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is asked for over HTTP: exchanges, codes, memberships with partners, and the stocks they come from. */
class ClaimsTest {
    private static final String STOCKS = "/v1/programmes/willow-lane/stocks/";
    private static final String NOW = TestServer.NOW;
    private static final int PIECES = 20;
    private static final int MEMBERS = 60;

    private final TestServer server = TestServer.withPlans();

    @AfterEach
    void close() {
        server.close();
    }

    private Reply ask(String member, String resource, String id, String more) {
        return server.post(TestServer.member(member) + "/" + resource,
                "{\"id\": \"" + id + "\", \"at\": \"" + NOW + "\", " + more + "}");
    }

    private Reply stock(String resource, String id, String more) {
        return server.post(STOCKS + resource, "{\"id\": \"" + id + "\", \"at\": \"" + NOW + "\", " + more + "}");
    }

    private JsonNode stock(String name) {
        return server.get(STOCKS + name).json();
    }

    private JsonNode claim(String member, int index) {
        return server.get(TestServer.member(member) + "/claims").json().path("claims").path(index);
    }

    private void subscribed(String member) {
        assertThat(ask(member, "subscriptions", "plan", "\"plan\": \"basic\"").status()).isEqualTo(201);
    }

    @Test
    void aStockOfTermsToComeIsFilledBeforeTheyHold() {
        assertThat(stock("cups/pieces", "early", "\"amount\": 3, \"reason\": \"bought\"").code())
                .isEqualTo("unknown-stock");
        String cups = "  cups:\n    names: {zh: 茶杯, en: Cups}\n    holds: pieces\n";
        Reply published = server.post("/v1/programmes", server.terms
                .replace("terms: 2025-01-01", "terms: 2025-07-01")
                .replace("  tea-pots:\n    names", cups + "  tea-pots:\n    names"), "Content-Type",
                "application/yaml");
        assertThat(published.status()).as(published.text()).isEqualTo(201);
        Reply filled = stock("cups/pieces", "first", "\"amount\": 3, \"reason\": \"bought\"");
        assertThat(filled.status()).as(filled.text()).isEqualTo(201);
        assertThat(stock("cups").path("left").asLong()).isEqualTo(3);
    }

    @Test
    void pointsAreExchangedUsedAndGivenBack() {
        server.open("customer:mei", 10);
        assertThat(stock("tea-pots/pieces", "first", "\"amount\": 6, \"reason\": \"bought\"").status()).isEqualTo(201);
        assertThat(ask("customer:mei", "claims", "c1", "\"benefit\": \"tea\"").status()).isEqualTo(201);
        assertThat(ask("customer:mei", "claims", "c1", "\"benefit\": \"tea\"").status()).as("again").isEqualTo(200);
        JsonNode held = claim("customer:mei", 0);
        assertThat(held.path("state").asString()).isEqualTo("held");
        assertThat(held.path("left").asLong()).isEqualTo(2);
        assertThat(held.path("cancellable-until").asString()).isEqualTo("2025-06-22T04:00:00Z");
        assertThat(stock("tea-pots").path("left").asLong()).isEqualTo(5);
        assertThat(stock("tea-pots").path("reorder").asBoolean()).isTrue();
        JsonNode told = server.get(TestServer.member("customer:mei") + "/commands?id=c1").json();
        assertThat(told.path("state").asString()).isEqualTo("done");

        assertThat(ask("customer:mei", "uses", "u1", "\"benefit\": \"tea\"").status()).isEqualTo(201);
        assertThat(ask("customer:mei", "claims/cancellations", "x1", "\"of\": \"c1\"").json().path("detail").asString())
                .isEqualTo("c1 can't be cancelled: something of it was used");
        assertThat(ask("customer:mei", "uses/cancellations", "x2", "\"of\": \"u1\"").status()).isEqualTo(201);
        assertThat(ask("customer:mei", "claims/cancellations", "x3", "\"of\": \"c1\"").status()).isEqualTo(201);
        assertThat(server.get(TestServer.member("customer:mei") + "/claims").json().path("claims")).isEmpty();
        assertThat(stock("tea-pots").path("left").asLong()).isEqualTo(6);
        assertThat(stock("tea-pots").path("reorder").asBoolean()).isFalse();
    }

    @Test
    void aStockThatIsEmptyLeavesThePointsWhereTheyWere() {
        server.open("customer:mei", 10);
        Reply refused = ask("customer:mei", "claims", "c1", "\"benefit\": \"tea\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("sold-out");
        JsonNode points = server.get(TestServer.member("customer:mei")).json().at("/wallets/points");
        assertThat(points.path("available").asString()).isEqualTo("10");
        assertThat(points.path("spent").asString()).isEqualTo("0");
        assertThat(server.get(TestServer.member("customer:mei") + "/commands?id=c1").json().path("state").asString())
                .isEqualTo("undone");
    }

    @Test
    void codesAreTakenInOnceAndShownToTheirMemberAlone() {
        subscribed("customer:mei");
        assertThat(stock("film-codes/codes", "a", "\"codes\": [\"F-1\", \"F-2\"]").status()).isEqualTo(201);
        assertThat(stock("film-codes/codes", "a", "\"codes\": [\"F-1\", \"F-2\"]").status()).isEqualTo(200);
        assertThat(stock("film-codes/codes", "b", "\"codes\": [\"F-3\", \"F-2\"]").json().path("detail").asString())
                .isEqualTo(
                        "code number 2 of those sent is in the stock “Film codes” already, or was, or is sent twice");
        assertThat(stock("film-codes/pieces", "c", "\"amount\": 1, \"reason\": \"x\"").code()).isEqualTo("other-stock");
        assertThat(stock("film-codes/withdrawals", "d", "\"amount\": 9, \"reason\": \"x\"").code())
                .isEqualTo("sold-out");
        assertThat(server.post(STOCKS + "films/codes", "{}").code()).isEqualTo("unknown-stock");
        assertThat(server.get(STOCKS + "films").json().path("detail").asString())
                .startsWith("found no stock films, expected one of ")
                .contains("film-codes");
        assertThat(ask("customer:mei", "claims", "c1", "\"benefit\": \"films\"").status()).isEqualTo(201);
        assertThat(claim("customer:mei", 0).path("code").asString()).isEqualTo("F-1");
        assertThat(ask("customer:mei", "claims", "c2", "\"benefit\": \"films\"").code()).isEqualTo("limit-reached");
        assertThat(ask("customer:mei", "claims", "c3", "\"benefit\": \"resolution\"").code())
                .isEqualTo("not-claimable");
        assertThat(ask("customer:mei", "claims/cancellations", "c4", "\"of\": \"c1\"").code())
                .isEqualTo("not-cancellable");
        String feed = server.get("/v1/events?limit=100").text();
        assertThat(feed).contains("\"stock\":\"film-codes\"", "pieces added", "\"why\":\"issued\"")
                .doesNotContain("F-1", "F-2");
        assertThat(server.get(TestServer.member("customer:mei") + "/statement").text()).doesNotContain("F-1");
        assertThat(server.get("/v1/programmes/willow-lane/stocks").text()).doesNotContain("F-2");
    }

    @Test
    void theConsoleShowsTheEndOfACodeAndTheMemberCentreAllOfIt() {
        subscribed("customer:mei");
        stock("film-codes/codes", "a", "\"codes\": [\"A7K2-9134\"]");
        ask("customer:mei", "claims", "c1", "\"benefit\": \"films\"");
        String mei = "/programmes/willow-lane/members/customer:mei";
        String staff = form("/sign-in", "key=" + server.token, "").header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(page(mei, staff)).contains("Code ****9134").doesNotContain("A7K2");
        String own = page(form(mei + "/centre", "", staff).header("Location"));
        assertThat(page("/me", own)).contains("Code A7K2-9134");
    }

    @Test
    void theProgrammesPageShowsStocksAndRefusalsNameThemInTheReadersLanguage() {
        stock("tea-pots/pieces", "first", "\"amount\": 6, \"reason\": \"bought\"");
        stock("tea-pots/withdrawals", "second", "\"amount\": 2, \"reason\": \"broken\"");
        String staff = form("/sign-in", "key=" + server.token, "").header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(page("/programmes/willow-lane", staff).replaceAll("<[^>]*>|\\s+", " ").replaceAll(" +", " "))
                .contains("Left Added Given Pots of tea Time to order more 4 6 0", "Fees since the beginning");
        assertThat(page("/programmes/willow-lane", staff + "; guildhall-language=zh")).contains("茶壶", "该补货了", "入库");
        String more = "{\"id\": \"third\", \"at\": \"" + NOW + "\", \"amount\": 9, \"reason\": \"x\"}";
        assertThat(server.post(STOCKS + "tea-pots/withdrawals", more, "Accept-Language", "zh").text())
                .contains("库存「茶壶」：要 9，剩余 4");
        String codes = "{\"id\": \"fourth\", \"at\": \"" + NOW + "\", \"codes\": [\"x\"]}";
        assertThat(server.post(STOCKS + "tea-pots/codes", codes, "Accept-Language", "zh").text())
                .contains("库存「茶壶」存的是件数");
    }

    @Test
    void metricsTellOfStocks() {
        stock("tea-pots/pieces", "first", "\"amount\": 6, \"reason\": \"bought\"");
        stock("tea-pots/withdrawals", "second", "\"amount\": 2, \"reason\": \"broken\"");
        Exposition metrics = Exposition.parse(server.get("/metrics").text());
        assertThat(List.of("left", "withdrawn", "reorder")
                .stream()
                .map(figure -> metrics.value("guildhall_stock", "programme", "willow-lane", "stock", "tea-pots",
                        "figure",
                        figure)))
                .containsExactly(4.0, 2.0, 1.0);
    }

    private String page(String path, String cookie) {
        return server.sendAs("", "GET", path, BodyPublishers.noBody(), "Cookie", cookie, "Accept-Language", "en")
                .text();
    }

    /** The cookie that a link gives. */
    private String page(String link) {
        return server.sendAs("", "GET", link, BodyPublishers.noBody()).header("Set-Cookie").replaceFirst(";.*", "");
    }

    /** As a form of our own page sends it. */
    private Reply form(String path, String form, String cookie) {
        return server.sendAs("", "POST", path, BodyPublishers.ofString(form), "Origin",
                "http://127.0.0.1:" + server.port(), "Content-Type", "application/x-www-form-urlencoded", "Cookie",
                cookie);
    }

    @Test
    void aPartnerIsAskedTellsThatItFailedAndThenThatItIsActive() {
        subscribed("customer:mei");
        Reply without = ask("customer:mei", "claims", "c0", "\"benefit\": \"cloud\"");
        assertThat(without.code()).isEqualTo("malformed");
        assertThat(without.text()).contains("without account");
        assertThat(ask("customer:mei", "claims", "c1", "\"benefit\": \"cloud\", \"account\": \"m-7\"").status())
                .isEqualTo(201);
        assertThat(claim("customer:mei", 0).path("state").asString()).isEqualTo("requested");
        assertThat(server.get("/v1/events?limit=100").text()).contains("\"account\":\"m-7\"");
        assertThat(ask("customer:mei", "claims/failures", "f1", "\"of\": \"c1\", \"reason\": \"busy\"").status())
                .isEqualTo(201);
        assertThat(claim("customer:mei", 0).path("state").asString()).isEqualTo("failed");
        assertThat(ask("customer:mei", "claims/activations", "a1", "\"of\": \"c1\"").status()).isEqualTo(201);
        assertThat(claim("customer:mei", 0).path("state").asString()).isEqualTo("active");
        assertThat(ask("customer:mei", "claims/failures", "f2", "\"of\": \"c1\", \"reason\": \"late\"").json()
                .path("detail")
                .asString()).isEqualTo("claim c1 is active: nothing else can come of it");
        assertThat(server.post(TestServer.member("customer:mei") + "/claims/failures",
                "{\"id\": \"f3\", \"at\": \"" + NOW + "\", \"of\": \"c1\", \"reason\": \"late\"}", "Accept-Language",
                "zh").json().path("detail").asString()).isEqualTo("申领 c1 已生效，不会再变");
        assertThat(ask("customer:mei", "claims/activations", "a2", "\"of\": \"nothing\"").code())
                .isEqualTo("not-found");
    }

    @Test
    void codesWithBlanksAtTheirEndsAreRefused() {
        assertThat(stock("film-codes/codes", "a", "\"codes\": [\"F-1\", \"F-1 \"]").json().path("detail").asString())
                .contains("a code without blanks at its ends");
        assertThat(stock("film-codes").path("added").asLong()).isZero();
    }

    @Test
    void aStockThatIsWhatItWasIsNotSentAgainAndEachChangeIsInTheAuditTrail() {
        stock("tea-pots/pieces", "first", "\"amount\": 6, \"reason\": \"bought\"");
        stock("tea-pots/pieces", "first", "\"amount\": 6, \"reason\": \"bought\"");
        List<String> outcomes = server.get("/v1/audit")
                .json()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("action").asString().equals("stock-added"))
                .map(entry -> entry.at("/facts/outcome").asString())
                .toList();
        assertThat(outcomes).containsExactly("repeated", "accepted");
        String tag = server.get(STOCKS + "tea-pots").header("ETag");
        assertThat(server.send("GET", STOCKS + "tea-pots", BodyPublishers.noBody(), "If-None-Match", tag).status())
                .isEqualTo(304);
        Reply malformed = server.post(STOCKS + "tea-pots/pieces",
                "{\"id\": \"x\", \"at\": \"" + NOW + "\", \"amount\": 6, \"reason\": \"bought\"}", "If-Match", "x");
        assertThat(malformed.text()).contains("the version of stock tea-pots");
    }

    @Test
    void linesOfManyTellOfClaimsButMakeNone() {
        subscribed("customer:mei");
        assertThat(ask("customer:mei", "claims", "c1", "\"benefit\": \"cloud\", \"account\": \"m-7\"").status())
                .isEqualTo(201);
        String line = "{\"member\": \"customer:mei\", \"id\": \"%s\", \"at\": \"" + NOW + "\", \"%s\": {%s}}\n";
        String answers = server.post("/v1/programmes/willow-lane/activities",
                line.formatted("c2", "claim", "\"benefit\": \"films\"")
                        + line.formatted("c3", "cancel-claim", "\"of\": \"c1\"")
                        + line.formatted("f1", "claim-failed", "\"of\": \"c1\", \"reason\": \"busy\"")
                        + line.formatted("a1", "claim-activated", "\"of\": \"c1\""))
                .text();
        assertThat(answers.lines().map(answer -> answer.contains("\"accepted\"")))
                .containsExactly(false, false, true, true);
        assertThat(answers.lines().limit(2)).allMatch(answer -> answer.contains("malformed"));
        assertThat(claim("customer:mei", 0).path("state").asString()).isEqualTo("active");
    }

    @Test
    void ofManyWhoComeAtOnceAsManyGetOneAsThereAreAndNobodyPaysForNothing() throws Exception {
        stock("tea-pots/pieces", "first", "\"amount\": " + PIECES + ", \"reason\": \"bought\"");
        for (int i = 0; i < MEMBERS; i++) {
            server.open("customer:" + i, 2);
        }
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < MEMBERS * 2; i++) {
                String member = "customer:" + i % MEMBERS;
                String id = "c" + i / MEMBERS;
                answers.add(callers.submit(() -> ask(member, "claims", id, "\"benefit\": \"tea\"").status()));
            }
        }
        Set<Integer> statuses = new HashSet<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).isSubsetOf(201, 422);
        server.runtime.settle();
        assertThat(stock("tea-pots").path("issued").asLong()).isEqualTo(PIECES);
        assertThat(stock("tea-pots").path("left").asLong()).isZero();
        int held = 0;
        for (int i = 0; i < MEMBERS; i++) {
            JsonNode points = server.get(TestServer.member("customer:" + i)).json().at("/wallets/points");
            boolean has = claim("customer:" + i, 0).path("state").asString().equals("held");
            held += has ? 1 : 0;
            assertThat(points.path("spent").asString()).isEqualTo(has ? "2" : "0");
        }
        assertThat(held).isEqualTo(PIECES);
    }
}
