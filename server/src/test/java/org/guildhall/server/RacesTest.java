package org.guildhall.server;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who come at the same moment. */
@Timeout(60)
class RacesTest {
    private static final String ANN = TestServer.member("customer:ann");
    private static final int CALLERS = 20;
    private static final int ROUNDS = 5;

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theSameSpendFromEverySideTakesPointsOnce() throws Exception {
        server.open("customer:ann", 100);
        for (int round = 1; round <= ROUNDS; round++) {
            String spend = spend("spend-" + round, 7);
            List<Reply> replies = atOnce(CALLERS, caller -> server.post(ANN + "/spends", spend));
            assertThat(statuses(replies)).isEqualTo(Map.of(201, 1L, 200, CALLERS - 1L));
            assertThat(replies.stream().map(reply -> reply.json().path("version").asLong()).distinct()).hasSize(1);
            assertThat(server.available("customer:ann")).isEqualTo(String.valueOf(100 - 7 * round));
        }
    }

    @Test
    void ofManySpendsOfTheWholeBalanceOneIsAccepted() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String reference = "customer:c" + round;
            server.open(reference, 100);
            List<Reply> replies = atOnce(CALLERS,
                    caller -> server.post(TestServer.member(reference) + "/spends", spend("spend-" + caller, 100)));
            assertThat(statuses(replies)).isEqualTo(Map.of(201, 1L, 422, CALLERS - 1L));
            assertThat(replies.stream().filter(reply -> reply.status() == 422).map(Reply::code))
                    .containsOnly("not-enough-points");
            assertThat(server.available(reference)).isEqualTo("0");
        }
    }

    @Test
    void ofManyWhoSawTheSameVersionOneIsFirst() throws Exception {
        server.open("customer:ann", 1000);
        for (int round = 1; round <= ROUNDS; round++) {
            String id = "spend-" + round + "-";
            String seen = "\"" + round + "\"";
            List<Reply> replies = atOnce(CALLERS,
                    caller -> server.post(ANN + "/spends", spend(id + caller, 1), "If-Match", seen));
            assertThat(statuses(replies)).isEqualTo(Map.of(201, 1L, 412, CALLERS - 1L));
        }
        assertThat(server.available("customer:ann")).isEqualTo(String.valueOf(1000 - ROUNDS));
    }

    @Test
    void ofTwoReversalsOfOneOrderOneIsAccepted() throws Exception {
        server.open("customer:ann", 100);
        for (int round = 1; round <= ROUNDS; round++) {
            String order = "order-" + round;
            assertThat(server.post(ANN + "/activities", order(order)).status()).isEqualTo(201);
            List<Reply> replies = atOnce(2, caller -> server.post(ANN + "/reversals", """
                    {"id": "back-%s-%d", "at": "2025-06-15T03:30:00Z", "of": "%s"}""".formatted(order, caller, order)));
            assertThat(statuses(replies)).isEqualTo(Map.of(201, 1L, 422, 1L));
        }
    }

    @Test
    void oneNewcomerWhoComesFromEverySideIsOneMember() throws Exception {
        List<Reply> replies = atOnce(CALLERS,
                caller -> server.post(ANN + "/activities", order("order-" + caller)));
        assertThat(statuses(replies)).isEqualTo(Map.of(201, (long) CALLERS));
        assertThat(server.get(ANN).json().path("version").asInt()).isEqualTo(CALLERS);
    }

    private static String spend(String id, int points) {
        return """
                {"id": "%s", "at": "2025-06-15", "points": %d}""".formatted(id, points);
    }

    private static String order(String id) {
        return """
                {"id": "%s", "at": "2025-06-15T03:00:00Z", "order": {"channel": "web", "lines": [
                  {"product": "milk", "category": "drinks", "brand": "own", "quantity": 2, "price": 15.50}]}}"""
                .formatted(id);
    }

    private static Map<Integer, Long> statuses(List<Reply> replies) {
        return replies.stream().collect(groupingBy(Reply::status, counting()));
    }

    private static List<Reply> atOnce(int callers, IntFunction<Reply> call)
            throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.apply(caller);
                }));
            }
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> future : futures) {
                replies.add(future.get());
            }
            return replies;
        }
    }
}
