package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** Codes of coupons over HTTP: made, used once, and not to be guessed. */
class CouponCodesOverHttpTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String OTHER = TestServer.member("customer:other");
    private static final String CODES = TestServer.PROGRAMME + "/offers/sale/codes";
    private static final String UNKNOWN = "01M6-MPQY-5X35-WST3";
    private static final int CALLERS = 16;

    private final TestServer server = TestServer.withPlans();
    private int asked;

    @BeforeEach
    void publish() {
        server.offer(TestServer.sale()
                .replace("given: by-claim\n    limit: {times: 1, per: calendar day}",
                        "given: {code: SPRING-TEA}\n    limit: {times: 1, per: calendar day}")
                .replace("given: by-claim\n    limit: {times: 1, per: lifetime}",
                        "given: by-unique-code\n    limit: {times: 100, per: lifetime}")
                .replace("stock: 2", "stock: unlimited"));
        server.open("customer:mei", 10);
        server.open("customer:other", 10);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void makesCodesOnceForEachId() {
        List<String> codes = make("print-1", 500);
        assertThat(codes).hasSize(500).doesNotHaveDuplicates().allMatch(code -> code.length() == 19);
        assertThat(make("print-1", 500)).isEqualTo(codes);
        assertThat(make("print-2", 500)).hasSize(500).doesNotContainAnyElementsOf(codes);
        assertThat(few().path("codes").toString()).isEqualTo("{\"made\":1000,\"used\":0}");
        JsonNode told = server.get("/v1/audit").json().at("/entries/0");
        assertThat(told.path("action").asString()).isEqualTo("codes-made");
        assertThat(told.path("facts").path("first").asString()).isEqualTo("501");
        assertThat(told.toString()).as("codes themselves").doesNotContain(codes.getFirst());
    }

    @Test
    void refusesToMakeWhatThereIsNot() {
        assertThat(server.post(CODES, body("a", "\"coupon\": \"few\", \"count\": 0")).code()).isEqualTo("out-of-range");
        assertThat(server.post(CODES, body("b", "\"coupon\": \"tote\", \"count\": 1")).status()).isEqualTo(400);
        assertThat(
                server.post(TestServer.PROGRAMME + "/offers/none/codes", body("c", "\"coupon\": \"few\", \"count\": 1"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCodeGivesOneCouponOnce() {
        String code = make("print-1", 1).getFirst();
        Reply first = claim(MEI, "c1", code);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(claim(MEI, "c1", code).status()).isEqualTo(200);
        Reply second = claim(OTHER, "c2", code.toLowerCase(Locale.ROOT));
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.code()).isEqualTo("code-used");
        assertThat(claim(OTHER, "c2", code).code()).as("the same again").isEqualTo("code-used");
        assertThat(few().path("codes").toString()).isEqualTo("{\"made\":1,\"used\":1}");
        assertThat(few().path("granted").asLong()).isEqualTo(1);
    }

    /** One code that many members send at once is one member's, each time. */
    @Test
    void oneCodeThatManySendAtOnceIsUsedOnce() throws Exception {
        List<String> members = IntStream.range(0, CALLERS).mapToObj(i -> "customer:m" + i).toList();
        members.forEach(member -> server.open(member, 1));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (String code : make("print-1", 5)) {
                CountDownLatch ready = new CountDownLatch(CALLERS);
                List<Future<Reply>> futures = new ArrayList<>();
                for (String member : members) {
                    futures.add(callers.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return claim(TestServer.member(member), "race-" + next(), code);
                    }));
                }
                List<Reply> replies = new ArrayList<>();
                for (Future<Reply> future : futures) {
                    replies.add(future.get());
                }
                assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
                assertThat(replies).filteredOn(reply -> reply.status() != 201)
                        .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("code-used"));
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(few().path("codes").toString()).isEqualTo("{\"made\":5,\"used\":5}");
    }

    @Test
    void aPublicCodeIsTakenHoweverItIsWrittenAndItsNameAloneIsNot() {
        assertThat(claim(MEI, "c1", "spring tea").status()).isEqualTo(201);
        assertThat(claim(MEI, "c2", "SPRING-TEA").code()).isEqualTo("limit-reached");
        assertThat(server.post(MEI + "/coupons/claims", body("c3", "\"coupon\": \"off-50\"")).code())
                .isEqualTo("not-claimable");
        assertThat(server.sendUnchecked("Bearer " + server.token, "POST", MEI + "/coupons/claims",
                BodyPublishers.ofString(body("c4", "\"coupon\": \"off-50\", \"code\": \"SPRING-TEA\""))).status())
                .isEqualTo(400);
    }

    @Test
    void aMemberWhoGuessesWaitsAndNobodyElseOfTheShopDoes() {
        String code = make("print-1", 1).getFirst();
        for (int i = 0; i <= 10; i++) {
            assertThat(claim(MEI, "g" + i, UNKNOWN).code()).isEqualTo("code-unknown");
        }
        Reply slowed = claim(MEI, "right", code);
        assertThat(slowed.status()).as("a right one too").isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("too-many-attempts");
        assertThat(slowed.header("Retry-After")).isEqualTo("10");
        assertThat(claim(OTHER, "o1", "SPRING-TEA").status()).isEqualTo(201);
        server.clock.advance(10_000);
        assertThat(claim(MEI, "right", code).status()).isEqualTo(201);
    }

    @Test
    void anIdThatIsUsedAgainTellsNoMoreCodes() {
        String code = make("print-1", 1).getFirst();
        for (int i = 0; i <= 10; i++) {
            assertThat(claim(MEI, "g", UNKNOWN).status()).isEqualTo(422);
        }
        assertThat(claim(MEI, "g", code).code()).isEqualTo("too-many-attempts");
    }

    @Test
    void whatIsMistypedIsNoGuess() {
        for (int i = 0; i < 30; i++) {
            assertThat(claim(MEI, "m" + i, "01M6-MPQY-5X35-WST4").code()).isEqualTo("code-mistyped");
        }
        assertThat(claim(MEI, "right", make("print-1", 1).getFirst()).status()).isEqualTo(201);
    }

    private List<String> make(String id, int count) {
        Reply reply = server.post(CODES, body(id, "\"coupon\": \"few\", \"count\": " + count));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text().lines().toList();
    }

    private Reply claim(String member, String id, String code) {
        return server.post(member + "/coupons/claims", body(id, "\"code\": \"" + code + "\""));
    }

    private static String body(String id, String more) {
        return "{\"id\": \"" + id + "\", \"at\": \"" + TestServer.NOW + "\", " + more + "}";
    }

    private synchronized int next() {
        return asked++;
    }

    private JsonNode few() {
        server.runtime.settle();
        return server.get(TestServer.PROGRAMME + "/offers/sale")
                .json()
                .path("coupons")
                .valueStream()
                .filter(one -> one.path("coupon").asString().equals("few"))
                .findFirst()
                .orElseThrow();
    }
}
