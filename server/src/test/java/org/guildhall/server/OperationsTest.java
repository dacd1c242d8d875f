package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How a command stands that was asked before, work over two members above all. */
class OperationsTest {
    private static final String MEMBERS = "/v1/programmes/harbour/members/";
    private static final String ANN = MEMBERS + "customer:ann";
    private static final String BOB = MEMBERS + "customer:bob";

    /** Entries behind it are not there yet. */
    private long newest = Long.MAX_VALUE;
    private final TestServer server = new TestServer(this::upToTheNewest);

    private Runtime upToTheNewest(Runtime runtime) {
        return (Runtime) Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[]{Runtime.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(runtime, arguments);
                        return method.getName().equals("entries") ? before((Stream<?>) result) : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() == null ? thrown : thrown.getCause();
                    }
                });
    }

    private Stream<?> before(Stream<?> entries) {
        return entries.filter(entry -> ((PastEntry) entry).version() <= newest);
    }

    /** Willow Lane, where points can be given away. */
    @BeforeEach
    void publishes() {
        assertThat(server.post("/v1/programmes", server.terms.replace("programme: willow-lane", "programme: harbour")
                .replace("transferable: no", "transferable: yes")).status()).isEqualTo(201);
        open(ANN, 100);
        open(BOB, 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aTransferThatArrivedIsDone() {
        assertThat(transfer("t-1").status()).isEqualTo(201);
        JsonNode state = state("t-1");
        assertThat(state.path("state").asString()).isEqualTo("done");
        assertThat(state.path("reason").isNull()).isTrue();
        assertThat(state.path("version").asLong()).isEqualTo(2);
        assertThat(state.path("ended").asLong()).isEqualTo(3);
        assertThat(state.path("what").asString()).isEqualTo("transfer");
        assertThat(state.path("lines").size()).isPositive();
    }

    @Test
    void aTransferThatCameBackIsUndoneAndSaysWhy() {
        leave(BOB);
        Reply refused = transfer("t-1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/facts/reason").asString()).isEqualTo("has-left");
        JsonNode state = state("t-1");
        assertThat(state.path("state").asString()).isEqualTo("undone");
        assertThat(state.path("reason").asString()).isEqualTo("has-left");
        assertThat(server.get(ANN + "/statement?limit=1").text()).contains("what was sent came back: they have left");
        assertThat(server.get(ANN).json().at("/wallets/points/available").asString()).isEqualTo("100");
    }

    @Test
    void workThatHasNotEndedIsBegun() {
        transfer("t-1");
        newest = 2;
        JsonNode state = state("t-1");
        assertThat(state.path("state").asString()).isEqualTo("begun");
        assertThat(state.path("reason").isNull()).isTrue();
        assertThat(state.path("ended").isNull()).isTrue();
    }

    @Test
    void eachOfSeveralHasItsOwnEnd() {
        transfer("t-1");
        leave(BOB);
        transfer("t-2");
        merge("m-1");
        open(MEMBERS + "customer:cat", 5);
        assertThat(server.post(ANN + "/merges",
                "{\"id\": \"m-2\", \"at\": \"2025-06-15\", \"from\": \"customer:cat\"}").status()).isEqualTo(201);
        assertThat(state("t-1").path("state").asString()).isEqualTo("done");
        assertThat(state("t-2").path("state").asString()).isEqualTo("undone");
        assertThat(state("m-1").path("state").asString()).isEqualTo("undone");
        assertThat(state("m-1").path("reason").asString()).isEqualTo("has-left");
        assertThat(state("m-2").path("state").asString()).isEqualTo("done");
        newest = state("m-2").path("version").asLong();
        assertThat(state("m-2").path("state").asString()).isEqualTo("begun");
        assertThat(state("m-1").path("state").asString()).isEqualTo("undone");
    }

    @Test
    void anythingElseIsDoneOrRefusedAtOnce() {
        assertThat(state("opening").path("state").asString()).isEqualTo("done");
        server.post(ANN + "/transfers",
                "{\"id\": \"t-1\", \"at\": \"2025-06-15\", \"points\": 1000, \"to\": \"customer:bob\"}");
        JsonNode state = state("t-1");
        assertThat(state.path("state").asString()).isEqualTo("refused");
        assertThat(state.path("refused").asString()).isEqualTo("not-enough-points");
    }

    private Reply transfer(String id) {
        return server.post(ANN + "/transfers",
                "{\"id\": \"" + id + "\", \"at\": \"2025-06-15\", \"points\": 10, \"to\": \"customer:bob\"}");
    }

    private void merge(String id) {
        assertThat(server.post(ANN + "/merges",
                "{\"id\": \"" + id + "\", \"at\": \"2025-06-15\", \"from\": \"customer:bob\"}").status())
                .isEqualTo(422);
    }

    private void leave(String member) {
        assertThat(server.post(member + "/departures",
                "{\"id\": \"leave\", \"at\": \"2025-06-14\", \"reason\": \"asked for it\"}").status()).isEqualTo(201);
    }

    private JsonNode state(String id) {
        return server.get(ANN + "/commands?id=" + id).json();
    }

    private void open(String member, int points) {
        String lots = points == 0 ? ""
                : ", \"lots\": {\"points\": [{\"amount\": " + points
                        + ", \"earned\": \"2025-05-01\", \"expires\": \"never\"}]}";
        Reply reply = server.post(member + "/openings",
                "{\"id\": \"opening\", \"at\": \"2025-06-10\", \"joined\": \"2025-01-02\"" + lots + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }
}
