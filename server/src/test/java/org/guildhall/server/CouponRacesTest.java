package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Races that others have lost and published: each is run over HTTP by callers who come at once, again and again, and each time exactly one of
 * them gets what there is one of.
 */
class CouponRacesTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String OTHER = TestServer.member("customer:other");
    /** No more than coupons that one member may hold. */
    private static final int ROUNDS = 5;
    private static final int CALLERS = 8;

    private final TestServer server = TestServer.withPlans();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private int asked;

    @BeforeEach
    void publish() {
        server.offer(TestServer.sale()
                .replace("stock: 2", "stock: 1")
                .replace("limit: {times: 1, per: calendar day}", "limit: {times: 50, per: calendar day}"));
        server.open("customer:mei", 10);
        server.open("customer:other", 10);
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        server.close();
    }

    /** One coupon in five orders at once, as in macrozheng/mall#1003. */
    @Test
    void oneCouponIsHeldByOneOfFiveOrders() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            claim(MEI, "off-50");
            int coupon = round;
            List<Reply> replies = atOnce(IntStream.range(0, 5)
                    .<Callable<Reply>>mapToObj(i -> () -> reserve("order-" + coupon + "-" + i, "[" + coupon + "]"))
                    .toList());

            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            assertThat(replies).filteredOn(reply -> reply.status() != 201)
                    .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("coupon-not-usable"));
        }
        assertThat(states("reserved")).isEqualTo(ROUNDS);
    }

    /** A stock of one that is claimed by many at once, as in linlinjava/litemall#581. */
    @Test
    void aStockOfOneIsClaimedOnce() throws Exception {
        List<String> members = IntStream.range(0, 64).mapToObj(i -> "customer:m" + i).toList();
        members.forEach(member -> server.open(member, 1));
        List<Reply> replies = atOnce(members.stream()
                .<Callable<Reply>>map(member -> () -> claim(TestServer.member(member), "few"))
                .toList());

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() != 201)
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("sold-out"));
    }

    /** The use of a coupon reverted twice at once, as in medusajs/medusa#16595. */
    @Test
    void aRefundThatComesTwiceAtOnceGivesBackOnce() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            claim(MEI, "off-50");
            String order = "order-" + round;
            reserve(order, "[\"off-50\"]");
            ask(MEI, "redemptions", "\"order\": \"" + order + "\"");
            List<Reply> replies = atOnce(IntStream.range(0, CALLERS)
                    .<Callable<Reply>>mapToObj(i -> () -> ask(MEI, "refunds", "\"order\": \"" + order + "\""))
                    .toList());

            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            assertThat(replies).filteredOn(reply -> reply.status() != 201)
                    .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("not-found"));
            assertThat(states("live")).isEqualTo(round);
        }
        assertThat(cost("off-50")).isEqualTo("0.00");
    }

    /** An order that is cancelled and paid at once: one of them wins, and the coupon is where that one says. */
    @Test
    void anOrderThatIsCancelledAndPaidAtOnceIsOneOfBoth() throws Exception {
        int used = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            claim(MEI, "off-50");
            String order = "order-" + round;
            reserve(order, "[" + round + "]");
            List<Reply> replies = atOnce(List.of(
                    () -> ask(MEI, "releases", "\"order\": \"" + order + "\""),
                    () -> ask(MEI, "redemptions", "\"order\": \"" + order + "\"")));

            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            boolean paid = replies.get(1).status() == 201;
            used += paid ? 1 : 0;
            assertThat(replies.get(paid ? 0 : 1).code()).isEqualTo(paid ? "not-cancellable" : "not-found");
            assertThat(states("redeemed")).isEqualTo(used);
            assertThat(states("live")).isEqualTo(round - used);
            assertThat(states("reserved")).isZero();
        }
    }

    /** Another member's coupon, as in newbee-mall-plus#41: numbers and names are one's own alone. */
    @Test
    void nobodyUsesTheCouponOfAnother() throws Exception {
        claim(MEI, "off-50");
        List<Reply> replies = atOnce(List.of(
                () -> ask(OTHER, "reservations", reservation("theirs", "[1]")),
                () -> ask(OTHER, "reservations", reservation("theirs-too", "[\"off-50\"]")),
                () -> reserve("mine", "[1]"),
                () -> ask(OTHER, "redemptions", "\"order\": \"mine\"")));

        assertThat(replies.get(0).code()).isEqualTo("not-found");
        assertThat(replies.get(1).code()).isEqualTo("not-found");
        assertThat(replies.get(2).status()).isEqualTo(201);
        assertThat(replies.get(3).code()).isEqualTo("not-found");
        assertThat(states("reserved")).isEqualTo(1);
    }

    /** Usage that is not released on a refund, as in Sylius/Sylius#10125: what comes back counts as unused, for the member and the budget. */
    @Test
    void whatIsRefundedCanBeUsedAgain() throws Exception {
        claim(MEI, "off-50");
        for (int round = 1; round <= ROUNDS; round++) {
            String order = "order-" + round;
            assertThat(reserve(order, "[1]").status()).isEqualTo(201);
            assertThat(ask(MEI, "redemptions", "\"order\": \"" + order + "\"").status()).isEqualTo(201);
            assertThat(ask(MEI, "refunds", "\"order\": \"" + order + "\"").status()).isEqualTo(201);
        }
        assertThat(states("live")).isEqualTo(1);
        server.runtime.settle();
        assertThat(offer().at("/budgets/0/taken").asString()).isEqualTo("50.00");
        assertThat(cost("off-50")).isEqualTo("0.00");
    }

    private List<Reply> atOnce(List<Callable<Reply>> asks) throws Exception {
        CountDownLatch ready = new CountDownLatch(Math.min(CALLERS, asks.size()));
        List<Future<Reply>> futures = new ArrayList<>();
        for (Callable<Reply> one : asks) {
            futures.add(callers.submit(() -> {
                ready.countDown();
                ready.await();
                return one.call();
            }));
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> future : futures) {
            replies.add(future.get());
        }
        return replies;
    }

    private Reply claim(String member, String coupon) {
        return ask(member, "claims", "\"coupon\": \"" + coupon + "\"");
    }

    private Reply reserve(String order, String coupons) {
        return ask(MEI, "reservations", reservation(order, coupons));
    }

    private static String reservation(String order, String coupons) {
        return "\"order\": \"" + order + "\", \"coupons\": " + coupons + ", \"for\": \"30 minutes\", "
                + String.format(Locale.ROOT, "\"what\": {\"order\": {\"channel\": \"web\", \"lines\": [{\"product\":"
                        + " \"tea\", \"category\": \"drinks\", \"brand\": \"own\", \"quantity\": 1, \"price\": %d}]}}",
                        320);
    }

    private synchronized int next() {
        return asked++;
    }

    private Reply ask(String member, String resource, String more) {
        return server.post(member + "/coupons/" + resource,
                "{\"id\": \"race-" + next() + "\", \"at\": \"" + TestServer.NOW + "\", " + more + "}");
    }

    /** How many coupons of Mei's are in a state. */
    private long states(String state) {
        return server.get(MEI + "/coupons")
                .json()
                .path("coupons")
                .valueStream()
                .filter(one -> one.path("state").asString().equals(state))
                .count();
    }

    private JsonNode offer() {
        return server.get(TestServer.PROGRAMME + "/offers/sale").json();
    }

    private String cost(String coupon) {
        server.runtime.settle();
        return offer().path("coupons")
                .valueStream()
                .filter(one -> one.path("coupon").asString().equals(coupon))
                .findFirst()
                .orElseThrow()
                .path("cost")
                .asString();
    }
}
