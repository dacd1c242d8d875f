package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.guildhall.server.http.Limits;
import org.guildhall.server.http.Listening;
import org.guildhall.server.telemetry.RequestLog;
import org.guildhall.server.telemetry.Tracing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Traces, as a collector gets them. */
class TracingTest {
    private static final String ZEBRA = "customer:zebra-4711";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final HttpServer collector;

    TracingTest() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::receive);
        collector.start();
    }

    @AfterEach
    void close() {
        collector.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
        byte[] reply = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    @FunctionalInterface
    private interface Work {
        void on(TestServer server);
    }

    /** The spans of what is done, once all are sent. */
    private List<Span> spans(double share, Work work) {
        URI address = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        List<Tracing> tracing = new ArrayList<>();
        try (TestServer server = new TestServer(runtime -> runtime, edge -> {
            tracing.add(new Tracing(address, share, edge.engine()));
            return GuildhallServer.start(edge, new Listening("127.0.0.1", 0, null), Limits.USUAL, RequestLog.SLOW_ONLY,
                    tracing.getFirst());
        })) {
            work.on(server);
        }
        tracing.getFirst().close();
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    @Test
    void aRequestGoesOnWithTheTraceOfItsCallerAndTheDecisionIsPartOfIt() {
        List<Span> spans = spans(0, server -> {
            server.open(ZEBRA, 50);
            var _ = server.post(TestServer.member(ZEBRA) + "/spends", spend(2000), "traceparent",
                    "00-" + TRACE + "-" + PARENT + "-01");
        });

        assertThat(spans).as("only what the caller traces, where no share is taken of the others").hasSize(2);
        Span request = named(spans, "POST /v1/programmes/{programme}/members/{reference}/spends");
        Span decision = named(spans, "decide");
        assertThat(hex(request.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(request.getParentSpanId())).isEqualTo(PARENT);
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(attributes(request)).containsEntry("http.route",
                "/v1/programmes/{programme}/members/{reference}/spends")
                .containsEntry("http.response.status_code", "422")
                .containsEntry("guildhall.programme", "willow-lane")
                .containsKey("guildhall.key");
        assertThat(hex(decision.getTraceId())).isEqualTo(TRACE);
        assertThat(decision.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(attributes(decision)).containsEntry("guildhall.command", "spend")
                .containsEntry("guildhall.outcome", "refused")
                .containsEntry("guildhall.reason", "not-enough-points");
        assertThat(decision.getStartTimeUnixNano()).isGreaterThanOrEqualTo(request.getStartTimeUnixNano());
        assertThat(decision.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());
    }

    @Test
    void tracesBeginHereWhereNobodyBeganThemAndNameNoMember() {
        List<Span> spans = spans(1, server -> {
            server.open(ZEBRA, 50);
            server.get(TestServer.member(ZEBRA) + "?zebra-4711");
            server.get("/v1/programmes/zebra-4711");
            server.get("/zebra-4711");
            server.post(TestServer.PROGRAMME + "/activities",
                    "{\"member\": \"" + ZEBRA + "\", \"id\": \"zebra-4711\"}");
            var _ = server.sendAs("", "GET", "/health", BodyPublishers.noBody(), "traceparent", "00-zebra-4711-01");
        });

        assertThat(spans).extracting(Span::getName)
                .containsExactlyInAnyOrder(
                        "POST /v1/programmes/{programme}/members/{reference}/openings",
                        "decide",
                        "GET /v1/programmes/{programme}/members/{reference}",
                        "GET /v1/programmes/{programme}",
                        "GET other",
                        "POST /v1/programmes/{programme}/activities",
                        "GET /health");
        assertThat(received.toString()).contains("service.name", "guildhall")
                .doesNotContainIgnoringCase("zebra")
                .doesNotContain("gh_");
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList()
                .stream()
                .collect(Collectors.toMap(one -> one.getKey(), one -> one.getValue().hasIntValue()
                        ? String.valueOf(one.getValue().getIntValue())
                        : one.getValue().getStringValue()));
    }

    private static String spend(int points) {
        return "{\"id\": \"s\", \"at\": \"%s\", \"points\": %d, \"purpose\": \"zebra-4711\"}".formatted(TestServer.NOW,
                points);
    }
}
