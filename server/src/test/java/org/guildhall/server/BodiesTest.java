package org.guildhall.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.http.HttpEdge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bodies, paths and methods that make no sense, and what is said of them. */
class BodiesTest {
    private static final String ACTIVITIES = TestServer.member("customer:ann") + "/activities";
    private static final String SPENDS = TestServer.member("customer:ann") + "/spends";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
        Reply reply = server.post(ACTIVITIES, """
                {"id": "order-1",
                 "at": "2025-06-15T3:00",
                 "order": {"chanel": "web", "lines": [
                   {"product": "milk", "category": "drink", "brand": "own", "quantity": 2, "price": 1.505}]}}""");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed");
        List<JsonNode> errors = new ArrayList<>();
        reply.json().path("errors").forEach(errors::add);
        assertThat(errors).extracting(error -> error.path("line").asInt()).contains(2, 3, 4).doesNotContain(1);
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.path("column").asInt()).isPositive();
            assertThat(error.path("found").asString()).isNotEmpty();
            assertThat(error.path("expected").asString()).isNotEmpty();
        });
        assertThat(errors).extracting(error -> error.path("suggestion").asString(""))
                .contains("2025-06-15 03:00", "channel", "drinks");
        JsonNode moment = errors.stream().filter(error -> error.path("line").asInt() == 2).findFirst().orElseThrow();
        assertThat(moment.path("column").asInt()).isEqualTo(8);
        assertThat(moment.path("expected").asString()).startsWith("a time");
        assertThat(reply.json().path("detail").asString()).startsWith("body:");
    }

    @Test
    void aKeyTwiceIsMalformed() {
        assertMalformed("{\"id\": \"a\", \"id\": \"b\", \"at\": \"2025-06-15\", \"points\": 1}", "uplicate");
    }

    @Test
    void seventeenValuesWithinEachOtherAreTooDeep() {
        assertMalformed("[".repeat(17) + "]".repeat(17), "too deep");
        assertMalformed("{\"x\":".repeat(17) + "1" + "}".repeat(17), "too deep");
        assertThat(server.post(SPENDS, "[".repeat(16) + "]".repeat(16)).text()).doesNotContain("too deep");
        assertMalformed("[".repeat(100_000), "too deep");
    }

    @Test
    void noBodyIsMalformed() {
        assertMalformed("", "empty");
        assertMalformed("null", "null");
        assertMalformed(" \n ", "null");
    }

    @Test
    void whatIsNoObjectIsMalformed() {
        for (String body : List.of("1", "\"x\"", "[]", "true", "[{}]")) {
            assertMalformed(body, "");
        }
    }

    @Test
    void textBehindTheEndIsMalformed() {
        String spend = "{\"id\": \"a\", \"at\": \"2025-06-15\", \"points\": 1}";
        assertMalformed(spend + " {}", "behind the end");
        assertMalformed(spend + "x", "not JSON");
        assertMalformed(spend + "]", "not JSON");
    }

    @Test
    void whatIsCutOffIsMalformed() {
        String spend = "{\"id\": \"a\", \"at\": \"2025-06-15\", \"points\": 1}";
        for (int length = 1; length < spend.length(); length++) {
            assertMalformed(spend.substring(0, length), "not JSON");
        }
    }

    @Test
    void theParserSaysNothingOfItself() {
        for (String wrong : List.of("{\"id\": \"a\"]", "{\"points\": NaN}", "{\"points\": +1}", "{\"points\": 0x1}",
                "{\"points\": -Infinity}", "{/* x */}", "# x", "[1}", "{\"id\": \"a", "\u001e{}", "{\"points\": [1")) {
            Reply reply = server.post(SPENDS, wrong);
            assertThat(reply.code()).as(wrong).isEqualTo("malformed");
            assertThat(reply.text()).as(wrong)
                    .contains("a body that is not JSON: ")
                    .doesNotContain("Source", "Feature", "ALLOW_", "enabl");
        }
    }

    @Test
    void aMomentWhoseYearHasNoFourDigitsIsMalformed() {
        for (String at : List.of("0000-01-01", "0001-01-01", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z",
                "+99999999-12-31T23:59:59Z", "9999-12-31T23:00:00-12:00")) {
            assertThat(server.post(SPENDS, "{\"id\": \"a\", \"at\": \"" + at + "\", \"points\": 1}").code()).as(at)
                    .isEqualTo("malformed");
        }
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        for (String wrong : List.of("\u00ff", "\u00c3(", "\u00e5\u008d", "\u00c0\u00af")) {
            byte[] body = ("{\"id\": \"" + wrong + "\", \"at\": \"2025-06-15\", \"points\": 1}").getBytes(ISO_8859_1);
            Reply reply = server.send("POST", SPENDS, BodyPublishers.ofByteArray(body));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().at("/errors/0/found").asString()).isEqualTo("bytes that are not UTF-8");
        }
        byte[] wide = "{\"id\": \"a\", \"at\": \"2025-06-15\", \"points\": 1}".getBytes(UTF_16LE);
        assertThat(server.send("POST", SPENDS, BodyPublishers.ofByteArray(wide)).code()).isEqualTo("malformed");
    }

    @Test
    void aPlaceIsCountedInLettersNotInBytes() {
        Reply reply = server.post(SPENDS, "{\"id\": \"单单单\", \"at\": 1, \"points\": 1}");
        assertThat(reply.json().at("/errors/0/column").asInt()).isEqualTo(21);
    }

    @Test
    void anAmountThatNobodyCountsIsMalformed() {
        for (String amount : List.of("999999999999999.5", "9999999999999999", "1e3", "-", "0x1")) {
            assertThat(server.post(SPENDS, "{\"id\": \"a\", \"at\": \"2025-06-15\", \"points\": \"" + amount + "\"}")
                    .code()).as(amount).isEqualTo("malformed");
        }
    }

    @Test
    void aPathWithASemicolonIsMalformedAndNotCutOff() {
        Reply reply = server.post(TestServer.member("customer:ann;2") + "/activities", "{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asString()).contains("expected %3B");
    }

    @Test
    void aBodyOfTheLargestSizeIsRead() {
        String body = "{" + " ".repeat(HttpEdge.LARGEST_BODY - 2) + "}";
        assertThat(server.post(SPENDS, body).code()).isEqualTo("malformed");
    }

    @Test
    void aBodyThatIsDeclaredLargerIsTooLarge() throws IOException {
        Reply reply =
                server.raw("POST", SPENDS, "Content-Length: " + (HttpEdge.LARGEST_BODY + 1) + "\r\n", "{");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("too-large");
    }

    @Test
    void aBodyInPiecesThatGrowsLargerIsTooLarge() {
        byte[] body = new byte[HttpEdge.LARGEST_BODY + 1];
        Reply reply = server.send("POST", SPENDS,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.code()).isEqualTo("too-large");
        assertThat(server.get("/v1/programmes").status()).isEqualTo(200);
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        Reply reply = server.delete(SPENDS);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST");
        assertThat(reply.code()).isEqualTo("method-not-allowed");
        assertThat(server.put("/v1/keys").header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void aPathThatIsNotThereIsNotFound() {
        for (String path : List.of("/nowhere", "/v1", "/v2/programmes", "/v1/programmes/willow-lane/people",
                "/v1/programmes/willow-lane/members/customer:ann/orders")) {
            Reply reply = server.get(path);
            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.code()).as(path).isEqualTo("no-such-path");
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void titlesAreInTheLanguageOfTheReader() {
        assertTitle("zh-CN,zh;q=0.9", "请求无法读取", "zh");
        assertTitle("fr, zh;q=0.5, en;q=0.1", "请求无法读取", "zh");
        for (String english : List.of("en", "en-GB,en;q=0.9", "fr", "*", ";;q=x", "zh;q=9")) {
            assertTitle(english, "The request can't be read", "en");
        }
    }

    private void assertTitle(String asked, String title, String language) {
        Reply reply = server.post(SPENDS, "", "Accept-Language", asked);
        assertThat(reply.json().path("title").asString()).as(asked).isEqualTo(title);
        assertThat(reply.header("Content-Language")).as(asked).isEqualTo(language);
    }

    @Test
    void aProblemSaysAllThatTheStandardNames() {
        JsonNode problem = server.post(SPENDS, "").json();
        assertThat(problem.path("type").asString()).isEqualTo("/problems/malformed");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asString()).contains("found", "expected");
    }

    private void assertMalformed(String body, String found) {
        Reply reply = server.post(SPENDS, body);
        assertThat(reply.status()).as(body).isEqualTo(400);
        assertThat(reply.code()).as(body).isEqualTo("malformed");
        assertThat(reply.json().at("/errors/0/found").asString()).as(body).contains(found);
    }
}
