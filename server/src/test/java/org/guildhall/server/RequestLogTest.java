package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.access.Role;
import org.guildhall.server.http.Limits;
import org.guildhall.server.http.Listening;
import org.guildhall.server.telemetry.RequestLog;
import org.guildhall.server.telemetry.RequestLog.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of requests, and what it never says. */
class RequestLogTest {
    private static final String ZEBRA = "customer:zebra-4711";

    private final LoggedLines log = new LoggedLines();
    private volatile boolean faulty;

    @AfterEach
    void close() {
        log.close();
    }

    private TestServer server(Access access, Duration slow) {
        return new TestServer(this::faulty,
                edge -> GuildhallServer.start(edge, new Listening("127.0.0.1", 0, null), Limits.USUAL,
                        new RequestLog(access, slow), null));
    }

    private Runtime faulty(Runtime runtime) {
        return (Runtime) Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[]{Runtime.class},
                (proxy, method, arguments) -> {
                    if (faulty && List.of("view", "submit").contains(method.getName())) {
                        throw new IllegalStateException("a fault of ours");
                    }
                    try {
                        return method.invoke(runtime, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Test
    void logsEveryRequestByItsRouteWhereAsked() {
        try (TestServer server = server(Access.PLAIN, Duration.ofDays(1))) {
            server.open(ZEBRA, 50);
            server.get(TestServer.member("customer:nobody"));
            server.get("/health");
        }

        assertThat(log.of("request")).hasSize(3);
        assertThat(log.of("request").get(0)).matches("request method=POST"
                + " route=/v1/programmes/\\{programme}/members/\\{reference}/openings status=201 milliseconds=\\d+"
                + " bytes=\\d+ key=[0-9a-f]{12}");
        assertThat(log.of("request").get(1)).contains(" status=404 ");
        assertThat(log.of("request").get(2)).contains(" route=/health status=200 ").doesNotContain("key=");
        assertThat(log.lines()).noneMatch(line -> line.contains("127.0.0.1"));
        assertThat(log.of("slow-request")).isEmpty();
    }

    @Test
    void logsAddressesOnlyWhereAsked() {
        try (TestServer server = server(Access.ADDRESS, Duration.ofDays(1))) {
            server.get("/health");
        }

        assertThat(log.of("request")).singleElement().asString().endsWith(" address=127.0.0.1");
    }

    @Test
    void logsSlowRequestsUnlessTheyAreStreamed() {
        try (TestServer server = server(Access.NONE, Duration.ZERO)) {
            server.get("/health");
            server.post(TestServer.PROGRAMME + "/activities", "{}");
        }

        assertThat(log.of("slow-request")).singleElement().asString().contains(" route=/health ");
        assertThat(log.of("request")).isEmpty();
    }

    @Test
    void tellsNobodyWhoAMemberIsWhateverIsAskedAndWhateverFails() throws IOException {
        String token;
        String other;
        try (TestServer server = server(Access.PLAIN, Duration.ZERO)) {
            token = server.token;
            other = server.key(Role.SUPPORT);
            server.open(ZEBRA, 50);
            String order = "{\"id\": \"zebra-4711\", \"at\": \"" + TestServer.NOW + "\", \"points\": 5}";
            server.post(TestServer.member(ZEBRA) + "/spends", order);
            server.post(TestServer.member(ZEBRA) + "/spends?zebra-4711=" + token, "{\"zebra-4711\": ");
            server.post(TestServer.PROGRAMME + "/activities", "{\"member\": \"" + ZEBRA + "\"}\n");
            server.get("/zebra-4711");
            server.sendAs("Bearer " + other + "x", "GET", TestServer.member(ZEBRA), BodyPublishers.noBody());
            server.sendAs("Bearer " + other, "POST", TestServer.member(ZEBRA) + "/spends",
                    BodyPublishers.ofString(order));
            raw(server, "GET " + TestServer.member(ZEBRA) + "/%zebra-4711 HTTP/1.1\r\nHost: zebra-4711\r\n\r\n");
            raw(server, "zebra-4711\r\n\r\n");
            raw(server, "POST " + TestServer.member(ZEBRA) + "/joins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + token + "\r\nContent-Length: 100\r\n\r\n{\"id\": \"zebra-4711\"");
            faulty = true;
            assertThat(server.get(TestServer.member(ZEBRA)).status()).isEqualTo(500);
            assertThat(server.post(TestServer.member(ZEBRA) + "/spends", order).status()).isEqualTo(500);
            faulty = false;
        }

        assertThat(log.lines()).anyMatch(line -> line.contains("java.lang.IllegalStateException: a fault of ours"));
        assertThat(log.of("key-made")).hasSize(2);
        assertThat(log.of("request")).hasSizeGreaterThan(8);
        assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase("zebra")
                .doesNotContain(token, other));
    }

    private static void raw(TestServer server, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }
}
