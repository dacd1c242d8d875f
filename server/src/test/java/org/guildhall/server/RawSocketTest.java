package org.guildhall.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.guildhall.server.http.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client library would send, over sockets: never a fault, never more than the problem says, and the server lives on. */
class RawSocketTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");

    private final TestServer server =
            new TestServer(new Limits(SHORT, SHORT, SHORT.multipliedBy(5), SHORT, SHORT.multipliedBy(5), 100, 50));

    @AfterEach
    void livesOn() {
        try (server) {
            assertThat(server.get("/health").status()).isEqualTo(200);
            assertThat(server.get("/v1/programmes").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\r\n\r\n", " \r\n\r\n", "GET\r\n\r\n", "GET /health\r\n\r\n", "GET /health HTTP/1.1\n\n",
        "GET /health HTTP/1.1 \r\nHost: x\r\n\r\n", "GET /health HTTP/1.0\r\n\r\n", "GET /health HTTP/2.0\r\n\r\n",
        "GET /health HTTP/9.9\r\n\r\n", "GET  /health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /health?%zz=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GE\u0007T /health HTTP/1.1\r\nHost: x\r\n\r\n", "GET /\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://other/health HTTP/1.1\r\nHost: x\r\n\r\n", "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n", "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x:port\r\n\r\n", "GET /health HTTP/1.1\r\nHost x\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nA: b\r\n folded\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nA\u0000B: c\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nAccept-Language: \u00ff;q=9\r\n\r\n",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n{}",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"})
    void aRequestThatMakesNoSenseIsRefusedOrTakenAsItCanBe(String request) throws IOException {
        assertHarmless(exchange(request));
    }

    @Test
    void aLineOrHeadersBeyondAllMeasureAreRefused() throws IOException {
        assertRefused(exchange("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertRefused(exchange("GET /health HTTP/1.1\r\nHost: x\r\nA: " + "b".repeat(100_000) + "\r\n\r\n"));
        assertRefused(exchange("GET /health HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(20_000) + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "2;x\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n", "fffffffff\r\n{}\r\n", "7fffffff\r\n{}", "\r\n\r\n", "2\r\n{}\r\n0\r\nA: b\r\n\r\n",
        "2\n{}\n0\n\n"})
    void aBodyInChunksThatAreNoneIsRefused(String chunks) throws IOException {
        for (String path : List.of("/v1/keys", TestServer.PROGRAMME + "/activities")) {
            assertHarmless(exchange("POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks));
        }
        assertThat(server.keys.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: close\r\n"})
    void anAnswerInPartsEndsWithItsLastChunk(String more) throws IOException {
        String answer =
                exchange("POST " + TestServer.PROGRAMME + "/activities HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + server.token + "\r\n" + more + "Content-Length: 3\r\n\r\n{}\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"line\":1,").endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void headersThatTrickleInAreNotWaitedFor() throws IOException {
        assertThat(trickle("GET /health HTTP/1.1\r\n", "A: b\r\n")).isEmpty();
    }

    @Test
    void aFirstLineThatTricklesInIsNotWaitedFor() throws IOException {
        assertHarmless(trickle("GET /", "a"));
    }

    @Test
    void aBodyThatTricklesInIsNotWaitedFor() throws IOException {
        String answer = trickle("POST /v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token
                + "\r\nContent-Length: 100000\r\n\r\n", " ");
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"too-slow\"");
    }

    @Test
    void aBodyThatNobodyAskedForIsNotWaitedForEither() throws IOException {
        String answer = trickle("POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", " ");
        assertThat(answer).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void whoSaysNothingIsLeftAlone() throws IOException {
        try (Socket silent = connect()) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket kept = connect()) {
            send(kept, HEALTH);
            assertThat(readAll(kept)).as("closed after an answer and a wait").startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoHasSaidEverythingIsAnsweredThoughTheyListenOnly() throws IOException {
        try (Socket socket = connect()) {
            send(socket, HEALTH);
            socket.shutdownOutput();
            assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoStopsInTheMidstIsLeftAlone() throws IOException {
        for (String part : List.of("G", "GET /health HT", "GET /health HTTP/1.1\r\nHo",
                "POST /v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token
                        + "\r\nContent-Length: 100\r\n\r\n{\"role\"")) {
            try (Socket socket = connect()) {
                send(socket, part);
                socket.shutdownOutput();
                assertHarmless(readAll(socket));
            }
        }
        assertThat(server.keys.all()).hasSize(1);
    }

    @Test
    void requestsThatComeAtOnceAreAnsweredInTheirOrder() throws IOException {
        try (Socket socket = connect()) {
            String authorized = "Host: x\r\nAuthorization: Bearer " + server.token + "\r\n";
            send(socket, HEALTH + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                    + "GET /v1/programmes HTTP/1.1\r\n" + authorized + "Connection: close\r\n\r\n" + HEALTH);
            assertThat(statuses(readAll(socket))).containsExactly(200, 404, 401, 200);
        }
    }

    @Test
    void connectionsBeyondTheMostAreClosedAndOthersGoOn() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                open.add(connect());
            }
            Socket first = open.getFirst();
            send(first, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(readAll(first)).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void whoTakesNothingIsCutOff() throws IOException, InterruptedException {
        String document = server.get("/v1/openapi.json").text();
        int asked = (32 << 20) / document.length();
        try (Socket socket = connect()) {
            send(socket, "GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(asked));
            Thread.sleep(SHORT.multipliedBy(4));

            assertThat(statuses(readAll(socket)).size()).isBetween(1, asked - 1);
        }
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return readAll(socket);
        }
    }

    /** What is answered, and how soon, to somebody who sends the beginning and then a piece every so often. */
    private String trickle(String beginning, String piece) throws IOException {
        long began = System.nanoTime();
        try (Socket socket = connect()) {
            send(socket, beginning);
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        send(socket, piece);
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException closed) {
                    // nobody reads on
                }
            });
            String answer = readAll(socket);
            sender.interrupt();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
            return answer;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (SocketException refusedBefore) {
            if (text.length() < 1000) {
                throw refusedBefore;
            }
        }
    }

    /** All that is answered until the connection ends; a reset ends it too. */
    private static String readAll(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int one = in.read(); one >= 0; one = in.read()) {
                all.append((char) one);
            }
        } catch (SocketException reset) {
            return all.toString();
        }
        return all.toString();
    }

    private static List<Integer> statuses(String answers) {
        return STATUS.matcher(answers).results().map(status -> Integer.parseInt(status.group(1))).toList();
    }

    private static void assertRefused(String answer) {
        assertHarmless(answer);
        assertThat(statuses(answer)).allMatch(status -> status >= 400);
    }

    private static void assertHarmless(String answer) {
        assertThat(statuses(answer)).allMatch(status -> status < 500 || status == 505);
        assertThat(answer).doesNotContain("Exception", "\tat ", "io.helidon", "java.");
    }
}
