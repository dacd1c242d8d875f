package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Coupons over HTTP: claimed, granted, held for an order, used, given back. */
class CouponsTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String SALE = TestServer.PROGRAMME + "/offers/sale";
    private static final String ORDER =
            "\"what\": {\"order\": {\"channel\": \"web\", \"lines\": [{\"product\": \"tea\","
                    + " \"category\": \"drinks\", \"brand\": \"own\", \"quantity\": 1, \"price\": %d}]}}";
    private static final int MEMBERS = 24;

    private final TestServer server = TestServer.withPlans();
    private String now = TestServer.NOW;
    private int asked;

    @BeforeEach
    void publish() {
        server.offer(TestServer.sale());
        server.open("customer:mei", 10);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aCouponIsClaimedHeldForAnOrderUsedAndComesBackWithIt() {
        Reply claimed = ask("claims", "c1", "\"coupon\": \"off-50\"");
        assertThat(claimed.status()).as(claimed.text()).isEqualTo(201);
        assertThat(ask("claims", "c1", "\"coupon\": \"off-50\"").status()).as("again").isEqualTo(200);
        assertThat(server.get(MEI + "/commands?id=c1").json().path("state").asString()).isEqualTo("done");
        assertThat(coupon(0, "number", "coupon", "name", "offer", "version", "id", "state", "from", "until", "order"))
                .containsExactly("1", "off-50", "50 off 300", "sale", "1", "c1", "live", "2025-06-15T04:00:00Z",
                        "2025-06-22T04:00:00Z", "");
        assertThat(server.get(MEI).json().path("coupons")).isEqualTo(coupons());
        assertThat(sold("off-50", "claims", "granted", "live")).containsExactly("1", "1", "1");
        assertThat(budget(0, "budget", "per", "amount", "taken", "left"))
                .containsExactly("sale money per calendar day", "calendar day", "2000.00", "50.00", "1950.00");
        assertThat(budget(1, "payer", "taken", "left")).containsExactly("brand", "20.00", "880.50");

        assertThat(reserve("r1", "[\"off-50\"]", 320).status()).isEqualTo(201);
        assertThat(lines()).containsExactly(
                "50 off 300 (coupon 1) is held for order o1 until 2025-06-15 12:30: 50.00 CNY off");
        assertThat(coupon(0, "state", "order", "reserved-until", "refundable-until", "basis", "off", "money"))
                .containsExactly("reserved", "o1", "2025-06-15T04:30:00Z", "", "320.00", "50.00", "CNY");
        assertThat(ask("redemptions", "d1", "\"order\": \"o1\"").status()).isEqualTo(201);
        assertThat(lines()).containsExactly("50 off 300 (coupon 1) is used on order o1: 50.00 CNY off",
                "shop bears 30.00 CNY of its cost", "brand bears 20.00 CNY of its cost");
        assertThat(coupon(0, "state", "order", "refundable-until"))
                .containsExactly("redeemed", "o1", "2025-09-13T04:00:00Z");
        assertThat(sold("off-50", "live", "redeemed", "cost")).containsExactly("0", "1", "50.00");
        assertThat(borne("off-50")).containsExactly("shop 60 30.00", "brand 40 20.00");
        assertThat(ask("refunds", "f1", "\"order\": \"o1\"").status()).isEqualTo(201);
        assertThat(lines().getFirst()).isEqualTo("50 off 300 (coupon 1) can be used again, as its order was given back,"
                + " until 2025-06-22 12:00");
        assertThat(sold("off-50", "live", "redeemed", "cost")).containsExactly("1", "0", "0.00");
        assertThat(borne("off-50")).containsExactly("shop 60 0.00", "brand 40 0.00");
        assertThat(words("zh").getFirst()).isEqualTo("满300减50（第 1 张）可再次使用：订单已退，至 2025-06-22 12:00");
        assertThat(server.get(MEI + "/coupons").json().at("/coupons/0/name").asString()).isEqualTo("50 off 300");
        assertThat(server.send("GET", MEI + "/coupons", BodyPublishers.noBody(), "Accept-Language", "zh")
                .json()
                .at("/coupons/0/name")
                .asString()).isEqualTo("满300减50");
    }

    @Test
    void whatEachPayerBoreStaysTheirsWhenAnotherVersionSharesOtherwise() {
        ask("claims", "c1", "\"coupon\": \"few\"");
        reserve("r1", "[1]", 320);
        ask("redemptions", "d1", "\"order\": \"o1\"");
        assertThat(borne("few")).containsExactly("shop 100 10.00");
        server.offer(TestServer.sale()
                .replace("    funded-by: {shop: 100}", "    funded-by: {brand: 75, shop: 25}")
                .replace("times: 1, per: lifetime", "times: 2, per: lifetime"));
        ask("claims", "c2", "\"coupon\": \"few\"");
        ask("reservations", "r2", reservation("o2", "[2]", 320));
        ask("redemptions", "d2", "\"order\": \"o2\"");
        assertThat(borne("few")).containsExactly("shop 25 12.50", "brand 75 7.50");
        assertThat(sold("few", "cost")).containsExactly("20.00");
    }

    @Test
    void whatBecomesOfOrdersWithCouponsMayBeToldInLinesOfMany() {
        server.open("customer:ann", 10);
        claim("customer:ann", "off-50", "c1");
        ask("claims", "c1", "\"coupon\": \"off-50\"");
        server.runtime.settle();
        Reply many = server.post(TestServer.PROGRAMME + "/activities", String.join("\n",
                many("mei", "r1", "reserve-coupons", reservation("o1", "[\"off-50\"]", 320)),
                many("mei", "d1", "redeem-coupons", "\"order\": \"o1\""),
                many("ann", "r1", "reserve-coupons", reservation("o1", "[\"off-50\"]", 320)),
                many("ann", "l1", "release-coupons", "\"order\": \"o1\""),
                many("mei", "f1", "refund-coupons", "\"order\": \"o1\""),
                many("mei", "d1", "redeem-coupons", "\"order\": \"o1\""),
                many("ann", "d1", "redeem-coupons", "\"order\": \"o1\""),
                many("mei", "c2", "claim-coupon", "\"coupon\": \"few\"")));
        assertThat(many.text()
                .lines()
                .map(TestServer.MAPPER::readTree)
                .map(line -> line.path("line").asString() + " "
                        + line.path("outcome").asString(line.path("code").asString(""))))
                .containsExactly("1 accepted", "2 accepted", "3 accepted", "4 accepted", "5 accepted", "6 repeated",
                        "7 not-found", "8 malformed");
        assertThat(many.text()).as("a claim takes another permission").contains("claim-coupon");
        assertThat(sold("off-50", "granted", "live", "redeemed")).containsExactly("2", "2", "0");
    }

    private static String many(String member, String id, String verb, String more) {
        return "{\"member\": \"customer:" + member + "\", \"id\": \"" + id + "\", \"at\": \"" + TestServer.NOW
                + "\", \""
                + verb + "\": {" + more + "}}";
    }

    @Test
    void anOrderThatIsNotPaidOrPaidTooLateLetsItsCouponsGo() {
        ask("claims", "c1", "\"coupon\": \"off-50\"");
        reserve("r1", "[1]", 320);
        assertThat(ask("releases", "l1", "\"order\": \"o1\"").status()).isEqualTo(201);
        assertThat(lines())
                .containsExactly("50 off 300 (coupon 1) can be used again, as its order was not paid");
        assertThat(reserve("r2", "[1]", 320).status()).isEqualTo(201);
        clock("2025-06-15T04:30:00Z");
        assertThat(ask("redemptions", "d1", "\"order\": \"o1\"").json().path("detail").asString())
                .isEqualTo("there is no reservation of coupons for order o1");
        assertThat(headings()).contains("A reservation of coupons is over");
        clock("2025-06-22T04:00:00Z");
        assertThat(coupons()).isEmpty();
        assertThat(headings()).contains("A coupon ended unused");
        assertThat(lines()).containsExactly("50 off 300 (coupon 1) ended unused");
        assertThat(sold("off-50", "granted", "live", "expired")).containsExactly("1", "0", "1");
        assertThat(budget(1, "taken")).as("what ends unused comes back").containsExactly("0.00");
    }

    @Test
    void operatorsAndSupportGrantAndOnlyOperatorsTakeBackAndGiveMoreTime() {
        String support = "Bearer " + server.key(Role.SUPPORT);
        Reply granted = as(support, "grants", "g1", "\"coupon\": \"tote\", \"times\": 2, \"reason\": \"goodwill\"");
        assertThat(granted.status()).as(granted.text()).isEqualTo(201);
        assertThat(lines()).containsExactly("Tote bag received (coupon 1), until 2025-07-01 00:00",
                "Tote bag received (coupon 2), until 2025-07-01 00:00");
        assertThat(as(support, "revocations", "v0", "\"coupon\": 1, \"reason\": \"x\"").status()).isEqualTo(403);
        assertThat(as("Bearer " + server.key(Role.PARTNER), "grants", "g2", "").status()).isEqualTo(403);
        assertThat(ask("extensions", "e1", "\"coupon\": 2, \"until\": \"2025-08-01\", \"reason\": \"ill\"").status())
                .isEqualTo(201);
        assertThat(lines()).containsExactly("Tote bag (coupon 2) can be used until 2025-08-01 00:00: ill");
        assertThat(ask("revocations", "v1", "\"coupon\": 1, \"reason\": \"by mistake\"").status()).isEqualTo(201);
        assertThat(lines()).containsExactly("Tote bag (coupon 1) is taken back: by mistake");
        assertThat(ask("revocations", "v2", "\"coupon\": 1, \"reason\": \"x\"").json().path("detail").asString())
                .isEqualTo("there is no coupon 1");
        assertThat(ask("claims", "c1", "\"coupon\": \"tote\"").json().path("detail").asString())
                .isEqualTo("Tote bag is not claimed by its name: it is granted, comes by itself, or is had by a code");
        assertThat(sold("tote", "claims", "granted", "live", "revoked"))
                .containsExactly("0", "2", "1", "1");
        assertThat(server.audit.recent(9, 9)).extracting(AuditEntry::action)
                .contains("coupon-granted", "coupon-extended", "coupon-revoked");
    }

    @Test
    void supportMovesACouponThatMembersCantHandOn() {
        String support = "Bearer " + server.key(Role.SUPPORT);
        String toWu = "\"coupon\": 1, \"to\": \"customer:wu\"";
        server.open("customer:wu", 10);
        assertThat(as(support, "grants", "g1", "\"coupon\": \"tote\", \"reason\": \"goodwill\"").status())
                .isEqualTo(201);
        assertThat(ask("transfers", "t1", toWu).status()).as("it is bound").isEqualTo(422);
        assertThat(as("Bearer " + server.key(Role.PARTNER), "moves", "t2", toWu).status()).isEqualTo(403);

        Reply moved = as(support, "moves", "t3", toWu);
        assertThat(moved.status()).as(moved.text()).isEqualTo(201);
        assertThat(coupons()).isEmpty();
        JsonNode theirs = server.get(TestServer.member("customer:wu") + "/coupons").json().path("coupons");
        assertThat(theirs.path(0).path("coupon").asString()).isEqualTo("tote");
        assertThat(server.audit.recent(9, 9)).extracting(AuditEntry::action).contains("coupon-moved");
    }

    @Test
    void whatIsGoneIsRefusedAtOnceAndWithoutAnEntry() {
        for (String member : List.of("customer:a", "customer:b", "customer:c")) {
            server.open(member, 10);
        }
        assertThat(claim("customer:a", "few", "c").status()).isEqualTo(201);
        assertThat(claim("customer:b", "few", "c").status()).isEqualTo(201);
        server.runtime.settle();
        long entries = entries();
        Reply gone = claim("customer:c", "few", "c");
        assertThat(gone.status()).isEqualTo(422);
        assertThat(gone.code()).isEqualTo("sold-out");
        assertThat(gone.json().path("detail").asString()).isEqualTo("10 off: 1 coupon asked for, 0 coupons left");
        JsonNode facts = gone.json().path("facts");
        assertThat(List.of(facts.path("stock").asString(), facts.path("asked").asInt(), facts.path("left").asInt()))
                .containsExactly("few coupons per lifetime", 1, 0);
        assertThat(server.post(TestServer.member("customer:c") + "/coupons/claims", body("c", "\"coupon\": \"few\""),
                "Accept-Language", "zh").json().path("detail").asString()).isEqualTo("立减10：要 1 张，剩余 0 张");
        server.runtime.settle();
        assertThat(entries()).as("nothing is journaled of it").isEqualTo(entries);
        assertThat(server.get(TestServer.member("customer:c") + "/commands?id=c").code()).isEqualTo("unknown-command");
        Reply again = claim("customer:a", "few", "c");
        assertThat(again.status()).as("who was granted one is told so").isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");

        assertThat(server.post(TestServer.member("customer:a") + "/coupons/revocations",
                body("v", "\"coupon\": 1, \"reason\": \"x\"")).status()).isEqualTo(201);
        server.runtime.settle();
        assertThat(claim("customer:c", "few", "c").status()).as("the same id, once there is one again").isEqualTo(201);
    }

    @Test
    void aClaimThatABudgetRefusesEndsWithItsReason() {
        String mei = MEI + "/coupons/grants";
        Reply refused = server.post(mei, body("g1", "\"coupon\": \"few\", \"times\": 3, \"reason\": \"x\""));
        assertThat(refused.code()).as("one in a lifetime").isEqualTo("limit-reached");
        assertThat(refused.json().path("detail").asString()).isEqualTo("10 off: 3 coupons asked for, 1 coupon left");
        Reply many = server.post(mei, body("g2", "\"coupon\": \"tote\", \"times\": 6, \"reason\": \"x\""));
        assertThat(many.json().path("detail").asString())
                .isEqualTo("Tote bag: 6 coupons asked for, and 5 coupons can be held besides");
        server.offer(TestServer.sale().replace("stock: 100", "stock: 1"));
        Reply soldOut = server.post(mei, body("g3", "\"coupon\": \"tote\", \"times\": 2, \"reason\": \"x\""));
        assertThat(soldOut.status()).as(soldOut.text()).isEqualTo(422);
        assertThat(soldOut.code()).isEqualTo("sold-out");
        assertThat(soldOut.json().at("/facts/reason").asString()).isEqualTo("sold-out");
        assertThat(soldOut.json().path("detail").asString())
                .isEqualTo("there are not as many left as were asked for");
        JsonNode told = server.get(MEI + "/commands?id=g3").json();
        assertThat(told.path("state").asString()).isEqualTo("undone");
        assertThat(told.path("reason").asString()).isEqualTo("sold-out");
        assertThat(lines()).contains("Tote bag: none is left");
        assertThat(server.post(mei, body("g3", "\"coupon\": \"tote\", \"times\": 2, \"reason\": \"x\"")).code())
                .isEqualTo("sold-out");
    }

    @Test
    void everyRefusalIsSaidInBothLanguages() {
        assertThat(detail("claims", "\"coupon\": \"off-50\"", "en")).isEmpty();
        assertThat(detail("claims", "\"coupon\": \"off-50\"", "en")).isEqualTo(
                "50 off 300: 1 coupon asked for, 0 coupons left, again from 2025-06-16 00:00:00 on");
        assertThat(detail("reservations", reservation("o1", "[1]", 299), "en"))
                .isEqualTo("50 off 300 is for orders from 300.00 CNY on; 1.00 CNY is missing to that, with 299.00 CNY");
        assertThat(detail("reservations", reservation("o1", "[1, 1]", 600), "en")).isEqualTo("50 off 300 (coupon 1)"
                + " can't be used: it is named twice; its time is from 2025-06-15 12:00:00 until 2025-06-22 12:00:00");
        assertThat(detail("reservations", reservation("o1", "[1, 1]", 600), "zh"))
                .isEqualTo("满300减50（第 1 张）不能使用：重复选择；可用时间为 2025-06-15 12:00:00 至 2025-06-22 12:00:00");
        assertThat(detail("reservations", reservation("o1", "[1]", 600), "en")).isEmpty();
        assertThat(detail("reservations", reservation("o1", "[1]", 600), "en"))
                .isEqualTo("order o1 holds or used coupons already");
        assertThat(detail("reservations", reservation("o1", "[1]", 600), "zh")).isEqualTo("订单 o1 已占用或使用过优惠券");
        server.post(TestServer.member("customer:guest") + "/activities", "{\"id\": \"o\", \"at\": \"" + now
                + "\", \"order\": {\"channel\": \"web\", \"lines\": [{\"product\": \"tea\", \"category\": \"drinks\","
                + " \"brand\": \"own\", \"quantity\": 1, \"price\": 1}]}}");
        assertThat(claim("customer:guest", "off-50", "c").code()).isEqualTo("not-a-member");
        server.offer(TestServer.sale().replace("audience: member.joined", "audience: '\"annual\" in member.plans'"));
        assertThat(detail("claims", "\"coupon\": \"few\"", "en"))
                .isEqualTo("Mid-year sale is for others: this member can't have 10 off");
        assertThat(detail("claims", "\"coupon\": \"few\"", "zh")).isEqualTo("年中大促面向其他会员：该会员不能领取立减10");
        assertThat(server.post(SALE + "/pauses", "{\"reason\": \"x\"}").status()).isEqualTo(201);
        assertThat(detail("claims", "\"coupon\": \"few\"", "en")).isEqualTo("Mid-year sale is paused; it gives coupons"
                + " from 2025-06-01 00:00:00 until 2025-07-01 00:00:00");
        assertThat(detail("claims", "\"coupon\": \"few\"", "zh"))
                .isEqualTo("年中大促已暂停；发放时间为 2025-06-01 00:00:00 至 2025-07-01 00:00:00");
    }

    @Test
    void whatMakesNoSenseIsNeverDecided() {
        Reply unknown = ask("claims", "x1", "\"coupon\": \"off-500\"");
        assertThat(unknown.code()).isEqualTo("malformed");
        assertThat(unknown.json().at("/errors/0/expected").asString()).isEqualTo("a coupon: off-50, few, tote");
        assertThat(unknown.json().at("/errors/0/suggestion").asString()).isEqualTo("off-50");
        assertThat(
                ask("reservations", "x2", "\"order\": \"o1\", \"coupons\": [1], \"for\": \"long\", \"what\": 1").json()
                        .path("errors")
                        .valueStream()
                        .map(one -> one.path("expected").asString()))
                .containsExactly("a span of minutes, hours or days, such as 30 minutes",
                        "a block with one of order, return, fulfilment and its fields");
        assertThat(ask("refunds", "x3", "\"amount\": 1.234, \"order\": \"o1\"").code()).isEqualTo("malformed");
        assertThat(ask("revocations", "x4", "\"coupon\": 0, \"reason\": \"x\"").code()).isEqualTo("malformed");
        assertThat(server.post(TestServer.member("customer:nobody") + "/coupons/claims",
                body("x5", "\"coupon\": \"few\"")).code()).isEqualTo("unknown-member");
    }

    @Test
    void aMembersTokenReadsTheirCouponsAndWritesNothing() {
        ask("claims", "c1", "\"coupon\": \"off-50\"");
        String own = "Bearer " + server.post(MEI + "/tokens", "").json().path("token").asString();
        assertThat(server.sendAs(own, "GET", MEI + "/coupons", BodyPublishers.noBody()).json().path("coupons").size())
                .isEqualTo(1);
        for (String resource : List.of("claims", "grants", "reservations", "redemptions", "releases", "refunds",
                "revocations", "extensions")) {
            assertThat(as(own, resource, "x", "\"coupon\": \"few\"").status()).as(resource).isEqualTo(403);
        }
        reserve("r1", "[1]", 320);
        ask("redemptions", "d1", "\"order\": \"o1\"");
        assertThat(server.get(MEI + "/statement").text()).contains("brand bears 20.00 CNY of its cost",
                "\"cost\":5000");
        assertThat(server.sendAs(own, "GET", MEI + "/statement", BodyPublishers.noBody()).text())
                .contains("50.00 CNY off")
                .doesNotContain("cost");
    }

    @Test
    void theFeedHasWhatIsTakenOfOffers() {
        ask("claims", "c1", "\"coupon\": \"off-50\"");
        server.runtime.settle();
        List<JsonNode> events = server.get("/v1/events?limit=100").json().path("events").valueStream().toList();
        JsonNode taken = events.stream().filter(one -> !one.path("offer").isNull()).findFirst().orElseThrow();
        assertThat(taken.path("offer").asString()).isEqualTo("sale");
        assertThat(taken.path("member").isNull() && taken.path("stock").isNull()).isTrue();
        assertThat(taken.path("heading").asString()).isEqualTo("Coupons asked for");
        assertThat(texts(taken.path("lines"), "words")).containsExactly(
                "Mid-year sale (per calendar day): 50.00 CNY taken",
                "Mid-year sale, what brand bears: 20.00 CNY taken");
        assertThat(events).filteredOn(one -> one.path("member").asString().equals("customer:mei"))
                .extracting(one -> one.path("heading").asString())
                .contains("Claim of a coupon: 50 off 300", "Answer to a claim: 50 off 300");
        assertThat(headings()).contains("Claim of a coupon: 50 off 300");
        assertThat(texts(server.get(MEI + "/statement?limit=9").json().at("/entries/1/lines"), "words"))
                .containsExactly("1 of the times allowed for “50 off 300” per calendar day used",
                        "50 off 300 asked for");
    }

    @Test
    void metricsTellOfCouponsAndOfWhatWasTakenForGood() {
        ask("claims", "c1", "\"coupon\": \"few\"");
        server.runtime.settle();
        Exposition metrics = Exposition.parse(server.get("/metrics").text());
        assertThat(metrics.value("guildhall_figures", "of", "coupon", "name", "few", "figure", "live")).isEqualTo(1.0);
        assertThat(metrics.value("guildhall_budget_taken", "programme", "willow-lane", "offer", "sale", "budget",
                "few/coupons per lifetime")).isEqualTo(1.0);
    }

    @Test
    void ofManyWhoComeAtOnceAsManyGetOneAsThereAre() throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            server.open("customer:" + i, 1);
        }
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < MEMBERS; i++) {
                String member = "customer:" + i;
                answers.add(callers.submit(() -> claim(member, "few", "c").status()));
            }
        }
        Set<Integer> statuses = new HashSet<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 422);
        server.runtime.settle();
        assertThat(sold("few", "granted", "live")).containsExactly("2", "2");
    }

    private Reply claim(String member, String coupon, String id) {
        return server.post(TestServer.member(member) + "/coupons/claims", body(id, "\"coupon\": \"" + coupon + "\""));
    }

    private Reply reserve(String id, String coupons, int price) {
        return ask("reservations", id, reservation("o1", coupons, price));
    }

    private static String reservation(String order, String coupons, int price) {
        return "\"order\": \"" + order + "\", \"coupons\": " + coupons + ", \"for\": \"30 minutes\", "
                + String.format(Locale.ROOT, ORDER, price);
    }

    private Reply ask(String resource, String id, String more) {
        return server.post(MEI + "/coupons/" + resource, body(id, more));
    }

    private Reply as(String authorization, String resource, String id, String more) {
        return server.sendAs(authorization, "POST", MEI + "/coupons/" + resource,
                BodyPublishers.ofString(body(id, more)));
    }

    /** Empty where it is accepted. */
    private String detail(String resource, String more, String language) {
        return server.post(MEI + "/coupons/" + resource, body("detail-" + asked++, more), "Accept-Language", language)
                .json()
                .path("detail")
                .asString();
    }

    private String body(String id, String more) {
        return "{\"id\": \"" + id + "\", \"at\": \"" + now + "\"" + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    private void clock(String moment) {
        now = moment;
        assertThat(server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"" + moment + "\"}")).status())
                .isEqualTo(200);
    }

    /** How many there are of all entities. */
    private long entries() {
        return server.get("/v1/events?limit=1000").json().path("events").size();
    }

    private JsonNode coupons() {
        return server.get(MEI + "/coupons").json().path("coupons");
    }

    private List<String> coupon(int index, String... names) {
        return texts(coupons().path(index), names);
    }

    private List<String> sold(String coupon, String... names) {
        server.runtime.settle();
        return texts(server.get(SALE)
                .json()
                .path("coupons")
                .valueStream()
                .filter(one -> one.path("coupon").asString().equals(coupon))
                .findFirst()
                .orElseThrow(), names);
    }

    /** By whom, and what their part is. */
    private List<String> borne(String coupon) {
        server.runtime.settle();
        return server.get(SALE)
                .json()
                .path("coupons")
                .valueStream()
                .filter(one -> one.path("coupon").asString().equals(coupon))
                .flatMap(one -> one.path("payers").valueStream())
                .map(one -> String.join(" ", texts(one, "payer", "percent", "cost")))
                .toList();
    }

    private List<String> budget(int index, String... names) {
        server.runtime.settle();
        return texts(server.get(SALE).json().path("budgets").path(index), names);
    }

    private List<String> lines() {
        return words("en");
    }

    /** What the last entry tells. */
    private List<String> words(String language) {
        return texts(
                server.send("GET", MEI + "/statement?limit=1", BodyPublishers.noBody(), "Accept-Language", language)
                        .json()
                        .at("/entries/0/lines"),
                "words");
    }

    private List<String> headings() {
        return texts(server.get(MEI + "/statement").json().path("entries"), "heading");
    }

    /** Of one thing, or of each of a list. */
    private static List<String> texts(JsonNode node, String... names) {
        Stream<JsonNode> all = node.isArray() ? node.valueStream() : Stream.of(node);
        return all.flatMap(one -> Stream.of(names).map(name -> one.path(name).asString())).toList();
    }
}
