package org.guildhall.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many activities in one request. */
@Timeout(60)
class BulkTest {
    private static final String BULK = TestServer.PROGRAMME + "/activities";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String line(String member, String id, int yuan) {
        return "{\"member\": \"" + member + "\", \"id\": \"" + id + "\", \"at\": \"2025-06-15T03:00:00Z\", \"order\":"
                + " {\"channel\": \"app\", \"lines\": [{\"product\": \"tea\", \"category\": \"drinks\", \"brand\": \"Lane\","
                + " \"quantity\": 1, \"price\": \"" + yuan + ".00\"}]}}";
    }

    private List<JsonNode> send(String body) {
        Reply reply = server.post(BULK, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        return reply.text().lines().map(JSON::readTree).toList();
    }

    private static List<String> told(List<JsonNode> results) {
        return results.stream()
                .map(result -> result.path("line").asString() + " " + result.path("id").asString("")
                        + " " + result.path("outcome").asString(result.path("code").asString("")))
                .toList();
    }

    @Test
    void everyLineIsToldInItsOrder() {
        server.open("customer:ann", 100);
        String wrong = line("customer:ann", "o-3", 1).replace("channel", "chanel");
        String late = line("customer:ann", "o-6", 1).replace("2025-06-15", "2023-06-15");

        List<JsonNode> results = send(String.join("\n", line("customer:ann", "o-1", 10),
                line("customer:bob", "o-1", 20),
                wrong, "", "{", late, line("customer:ann", "o-1", 10), line("customer:ann", "o-1", 11),
                line("ann", "o-9", 1), line("customer:ann", "o-10", 1).replace("\"member\": \"customer:ann\", ", "")));

        assertThat(told(results)).containsExactly("1 o-1 accepted", "2 o-1 accepted", "3  malformed", "5  malformed",
                "6 o-6 too-late", "7 o-1 repeated", "8 o-1 id-reused", "9  malformed", "10  malformed");
        assertThat(results.get(2).path("errors").toString()).contains("\"suggestion\":\"channel\"");
        assertThat(results.get(4).path("facts").has("earliest")).isTrue();
        assertThat(results.get(8).at("/errors/0/expected").asString()).startsWith("member: ");
        assertThat(server.get(TestServer.member("customer:bob")).json().path("status").asString()).isEqualTo("guest");
    }

    @Test
    void theSameAgainIsRepeatedAndARefusalStaysOne() {
        String body = line("customer:ann", "o-1", 10) + "\n"
                + line("customer:ann", "o-2", 1).replace("2025-06-15", "2023-06-15") + "\n";
        List<JsonNode> first = send(body);
        List<JsonNode> again = send(body);

        assertThat(told(first)).containsExactly("1 o-1 accepted", "2 o-2 too-late");
        assertThat(told(again)).containsExactly("1 o-1 repeated", "2 o-2 too-late");
        assertThat(again.get(0).path("version")).isEqualTo(first.get(0).path("version"));
        assertThat(again.get(1).path("facts")).isEqualTo(first.get(1).path("facts"));
    }

    @Test
    void aLineThatIsTooLongIsToldAndTheNextIsRead() {
        String blank = " ".repeat(300_000);

        List<JsonNode> results =
                send(blank + line("customer:ann", "o-1", 10) + "\n" + line("customer:ann", "o-2", 10) + "\r\n\n");

        assertThat(told(results)).containsExactly("1  too-large", "2 o-2 accepted");
    }

    @Test
    void titlesAreInTheLanguageOfTheCaller() {
        Reply reply = server.post(BULK, "{", "Accept-Language", "zh");

        assertThat(JSON.readTree(reply.text()).path("title").asString()).isEqualTo("请求无法读取");
    }

    @Test
    void manyLinesOfManyMembersAreEachDoneOnce() {
        int members = 500;
        int each = 20;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < members * each; i++) {
            lines.add(line("customer:m" + i % members, "o-" + i, 1));
        }

        List<JsonNode> results = send(String.join("\n", lines));

        assertThat(results).hasSize(members * each);
        for (int i = 0; i < results.size(); i++) {
            JsonNode result = results.get(i);
            assertThat(result.path("line").asInt()).isEqualTo(i + 1);
            assertThat(result.path("id").asString()).isEqualTo("o-" + i);
            assertThat(result.path("outcome").asString()).isEqualTo("accepted");
            assertThat(result.path("version").asInt()).isEqualTo(i / members + 1);
        }
    }

    @Test
    void aLineIsToldBeforeTheNextIsSent() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out.write(("POST " + BULK + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(US_ASCII));
            for (int i = 1; i <= 3; i++) {
                chunk(out, line("customer:ann", "o-" + i, 10) + "\n");
                assertThat(next(in)).contains("\"line\":" + i, "\"id\":\"o-" + i + "\"", "accepted");
            }
            chunk(out, "");
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.write((Integer.toHexString(bytes.length).toLowerCase(Locale.ROOT) + "\r\n" + text + "\r\n")
                .getBytes(UTF_8));
        out.flush();
    }

    @Test
    void aCallerWhoIsCutOffHasWhatItSentBefore() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + BULK + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token
                    + "\r\nContent-Length: 100000\r\n\r\n" + line("customer:ann", "o-1", 10) + "\n{\"mem")
                    .getBytes(US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
                    .startsWith("HTTP/1.1 200");
        }

        assertThat(told(send(line("customer:ann", "o-1", 10)))).containsExactly("1 o-1 repeated");
        assertThat(server.get("/v1/programmes").status()).isEqualTo(200);
    }

    @Test
    void aCallerWhoReadsNothingAndGoesAwayLeavesNobodyWaiting() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + BULK + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token
                        + "\r\nContent-Length: 60000000\r\n\r\n" + "{}\n".repeat(20_000)).getBytes(US_ASCII));
                out.flush();
                Thread.sleep(200);
            }
        }
        // Whoever still held a place of the server would hold its end up for 10 s.
        long began = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void aKeyThatIsRevokedMeanwhileIsGoodForNothingMore() throws IOException {
        Reply made =
                server.post("/v1/keys", "{\"role\": \"partner\", \"name\": \"shop\", \"programme\": \"willow-lane\"}");
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out.write(("POST " + BULK + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + made.json().path("token").asString() + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(US_ASCII));
            chunk(out, line("customer:ann", "o-1", 10) + "\n");
            assertThat(next(in)).contains("accepted");
            server.delete("/v1/keys/" + made.json().path("id").asString());
            chunk(out, line("customer:ann", "o-2", 10) + "\n");
            chunk(out, line("customer:ann", "o-3", 10) + "\n");
            String told = next(in);
            while (told.contains("accepted")) {
                told = next(in);
            }
            assertThat(told).contains("\"unauthorized\"");
        }
        assertThat(told(send(line("customer:ann", "o-3", 10)))).containsExactly("1 o-3 accepted");
    }

    private static String next(BufferedReader in) throws IOException {
        String told = in.readLine();
        while (!told.startsWith("{")) {
            told = in.readLine();
        }
        Described.checkLine("POST", BULK, told);
        return told;
    }
}
