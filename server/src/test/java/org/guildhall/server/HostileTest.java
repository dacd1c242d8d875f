package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.guildhall.server.ApiFile.Operation;
import org.guildhall.server.RandomRequests.Request;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.api.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of every route that make hardly any sense, by several callers at once: never a fault, never a word of what is inside, and
 * what was accepted is there. {@code -Dguildhall.hostile=10000} sends so many bodies to every route instead of the usual.
 */
class HostileTest {
    /** So many that there are 10,000 bodies of JSON in all, and 10,000 lines. */
    private static final int ROUNDS = Integer.getInteger("guildhall.hostile", 525);
    /** One round of so many asks also what takes no JSON, and holds all against the document; that takes longer. */
    private static final int FULL_ROUND = 7;
    private static final int CALLERS = 4;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LINES = "application/x-ndjson";
    /** What is nobody's business outside. */
    private static final List<String> INSIDE = List.of("java.", "javax.", ".java", "org.guildhall", "helidon",
            "jackson",
            "snakeyaml", "dev.cel", "Exception", "StackOverflow", "\\tat ", "[Source", "Feature", "ALLOW_", "$Lambda");
    /** The shop has no scores, points that can't be given to others, and nothing of which a plan gives one of several. */
    private static final List<String> NEVER_DONE = List.of("/scores", "/transfers", "/choices");

    /** In each of so many rounds there is something of coupons. */
    private static final int OF_COUPONS = 5;

    private final TestServer server = TestServer.withPlans();
    private final RandomRequests requests = new RandomRequests(server.terms, offer(RandomRequests.RESTING));
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<Integer>> statuses = new ConcurrentHashMap<>();

    /** What is there from now on. @param location where it is told */
    private record Accepted(String location, String id, long version) {
        static Accepted of(String location, JsonNode told) {
            return new Accepted(location, told.path("id").asString(), told.path("version").asLong());
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void noRequestOfAnyKindMakesTheServerFailOrForget() throws ExecutionException, InterruptedException {
        server.offer(TestServer.sale().replace("money: 2000", "money: 2000000").replace("900.50", "900000"));
        server.offer(offer(RandomRequests.RESTING));
        server.offer(offer(RandomRequests.ENDING));
        server.open("phone:+86555", 10); // to whom coupons are moved
        List<Operation> all = Stream.concat(
                server.routes().stream().map(route -> RandomRequests.operation(route.method(), route.path())),
                Api.open(server.edge).stream().map(route -> RandomRequests.operation(route.method(), route.path())))
                .toList();
        send(all.stream().filter(one -> !movesClock(one)).toList());
        assertEveryAcceptedIsThere();
        send(all.stream().filter(HostileTest::movesClock).toList());
        assertEveryAcceptedIsThere();

        assertThat(server.get("/health").status()).isEqualTo(200);
        assertThat(server.runtime.status().timersStopped()).isNull();
        for (Operation operation : all) {
            Set<Integer> those = statuses.getOrDefault(operation.name(), Set.of());
            if (NEVER_DONE.stream().noneMatch(operation.path()::endsWith)) {
                assertThat(those).as("some of %s are right", operation.name()).anyMatch(status -> status < 300);
            }
            if (takes(operation, "application/json")) {
                assertThat(those).as("some of %s are wrong", operation.name()).contains(400);
            }
        }
    }

    /** Of the same coupons under other names. */
    private static String offer(String name) {
        return TestServer.sale()
                .replace("offer: sale", "offer: " + name)
                .replaceAll("(?m)^  (off-50|few|tote):$", "  " + name + "-$1:")
                .replace("given: by-grant", "given: by-unique-code\n    limit: {times: 1, per: lifetime}");
    }

    /** Far ahead, so that it comes after all that goes by the clock. */
    private static boolean movesClock(Operation operation) {
        return operation.name().equals("PUT /v1/clock");
    }

    private static boolean takes(Operation operation, String type) {
        return operation.place().node().path("requestBody").path("content").has(type);
    }

    private void send(List<Operation> operations) throws ExecutionException, InterruptedException {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller;
                all.add(callers.submit(() -> {
                    for (int round = first; round < ROUNDS; round += CALLERS) {
                        send(operations, round);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void send(List<Operation> operations, int round) {
        boolean full = round % FULL_ROUND == 0;
        for (Operation operation : operations) {
            if (full || takes(operation, "application/json") || takes(operation, LINES)) {
                send(operation, round, full);
            }
        }
    }

    private void send(Operation operation, int round, boolean full) {
        if (RandomRequests.isErasure(operation)) {
            server.open("gone:" + round, 10);
        } else if (operation.name().equals("POST /v1/programmes/{programme}/members/{reference}/claims")) {
            basic(RandomRequests.claiming(round));
        } else if (operation.path().endsWith("/uses/cancellations")) {
            String user = RandomRequests.using(round);
            basic(user);
            server.post(TestServer.member(user) + "/uses", "{\"id\": \"benefit-uses-0\", \"at\": \"" + TestServer.NOW
                    + "\", \"benefit\": \"return-freight\", \"amount\": 1}");
        } else if (operation.path().contains("/coupons/") && round % OF_COUPONS == 0) {
            coupons(operation, RandomRequests.holder(operation, round));
        }
        if (operation.path().endsWith("{plan}/seats")) {
            basic(RandomRequests.seat("owner", round));
            server.open(RandomRequests.seat("holder", round), 10);
        } else if (operation.path().endsWith("/seats/removals")) {
            String remover = RandomRequests.seat("remover", round);
            String asked = RandomRequests.seat("asked", round);
            basic(remover);
            server.open(asked, 10);
            server.post(TestServer.member(remover) + "/subscriptions/basic/seats", "{\"id\": \"seat\", \"at\": \""
                    + TestServer.NOW + "\", \"to\": \"" + asked + "\"}");
        }
        Request request = requests.like(operation, round, new Random(operation.name().hashCode() * 31L + round));
        Reply reply = answer(request, full);
        Supplier<String> what = () -> request + "\n" + reply;
        assertThat(reply.status()).as(what).isLessThan(500);
        if (reply.status() >= 400) {
            assertThat(reply.header("Content-Type")).as(what).isEqualTo("application/problem+json");
            assertThat(reply.code()).as(what).isNotEmpty();
        }
        if (operation.place().at("requestBody") != null || reply.status() >= 400) {
            assertThat(INSIDE.stream().filter(reply.text()::contains)).as(what).isEmpty();
        }
        statuses.computeIfAbsent(operation.name(), name -> ConcurrentHashMap.newKeySet()).add(reply.status());
        if (reply.header("Content-Type").equals(LINES)) {
            noteLines(request, reply, what);
        } else if (isAccepted(reply.status()) && reply.header("Location").contains("/commands?id=")) {
            accepted.add(Accepted.of(reply.header("Location"), reply.json()));
        } else if (reply.status() == 201 && operation.name().equals("POST /v1/keys")) {
            requests.keys.add(reply.json().path("id").asString());
        }
    }

    /** Opens a member who has what a request about coupons may be about. */
    private void coupons(Operation operation, String member) {
        server.open(member, 10);
        List<String> before = switch (operation.path().replaceFirst(".*/", "")) {
            case "claims", "grants" -> List.of();
            case "redemptions", "releases" -> List.of("claims", "reservations");
            case "refunds" -> List.of("claims", "reservations", "redemptions");
            default -> List.of("claims");
        };
        for (String resource : before) {
            String path = "/v1/programmes/{programme}/members/{reference}/coupons/" + resource;
            String body = RandomRequests.operation("POST", path)
                    .place()
                    .required("requestBody")
                    .required("content")
                    .required("application/json")
                    .required("example")
                    .node()
                    .toString()
                    .replace("2025-06-15T03:00:00Z", TestServer.NOW);
            assertThat(server.post(TestServer.member(member) + "/coupons/" + resource, body).status())
                    .as("%s of %s", resource, member)
                    .isEqualTo(201);
        }
    }

    /** Opens a member who takes the plan that costs nothing. */
    private void basic(String member) {
        server.open(member, 10);
        server.post(TestServer.member(member) + "/subscriptions",
                "{\"id\": \"basic\", \"at\": \"" + TestServer.NOW + "\", \"plan\": \"basic\"}");
    }

    /** Now, not before: what is repeated may be of a member whom this one took in, and told there. */
    private static boolean isAccepted(int status) {
        return status == 201 || status == 202;
    }

    private Reply answer(Request request, boolean checked) {
        BodyPublisher body = BodyPublishers.ofByteArray(request.body());
        String[] headers = request.headers().toArray(String[]::new);
        try {
            return checked ? server.send(request.method(), request.path(), body, headers)
                    : server.sendUnchecked("Bearer " + server.token, request.method(), request.path(), body, headers);
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(request.toString(), broken);
        }
    }

    private void noteLines(Request request, Reply reply, Supplier<String> what) {
        String[] lines = new String(request.body(), UTF_8).split("\n", -1);
        for (JsonNode told : reply.all()) {
            assertThat(told.path("status").asInt(200)).as(what).isLessThan(500);
            assertThat(told.has("code")).as(what).isNotEqualTo(told.has("outcome"));
            if (told.has("outcome") && !told.path("outcome").asString().equals("repeated")) {
                String member = JSON.readTree(lines[told.path("line").asInt() - 1]).path("member").asString();
                accepted.add(Accepted.of(TestServer.member(encoded(member)) + "/commands?id="
                        + encoded(told.path("id").asString()), told));
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Of work over two members the version is that of its end. */
    private void assertEveryAcceptedIsThere() {
        for (Accepted one : new HashSet<>(accepted)) {
            Reply reply = server.sendUnchecked("Bearer " + server.token, "GET", one.location, BodyPublishers.noBody());
            assertThat(reply.status()).as("%s: %s", one, reply).isEqualTo(200);
            JsonNode told = reply.json();
            assertThat(told.path("id").asString()).isEqualTo(one.id);
            assertThat(one.version).as("%s: %s", one, reply)
                    .isIn(told.path("version").asLong(), told.path("ended").asLong());
            assertThat(told.path("state").asString()).as("%s: %s", one, reply).isNotEqualTo("refused");
        }
    }
}
