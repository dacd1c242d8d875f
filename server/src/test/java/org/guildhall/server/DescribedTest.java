package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.server.ApiFile.Operation;
import org.guildhall.server.ApiFile.Place;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.api.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The document is one, says all there is, and what is sent otherwise is found. */
class DescribedTest {
    private static final String ANN = TestServer.member("customer:17850");
    private static final String JSON = "application/json";
    /** Codes of problems that no route of the document has. */
    private static final List<String> ONLY_ON_PAGES = List.of("other-origin", "member-link-ended");

    /** With a clock that callers move, so that it has every route. */
    private final TestServer server = TestServer.sandbox();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theDocumentIsOneOfOpenApi() {
        assertThat(Described.wrongWith(ApiFile.TEXT)).isEmpty();
        assertThat(Described.wrongWith(ApiFile.TEXT.replace("\"operationId\"", "\"operation\""))).isNotEmpty();
        assertThat(Described.wrongWith(ApiFile.TEXT.replace("\"minLength\":1", "\"minLength\":\"1\""))).isNotEmpty();
    }

    @Test
    void itNamesEveryRouteAndNoOther() {
        Stream<String> routes = StreamSupport.stream(server.routes().spliterator(), false)
                .map(route -> route.method() + " " + route.path());
        Stream<String> open = Api.open(server.edge).stream().map(route -> "GET " + route.path());
        assertThat(ApiFile.operations().stream().map(Operation::name))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(routes, open).toList());
    }

    @Test
    void itNamesEveryCodeAndNoOther() {
        List<String> codes = new ArrayList<>();
        for (String schema : List.of("ProblemCode", "RefusalCode")) {
            ApiFile.place("#/components/schemas/" + schema + "/enum")
                    .node()
                    .forEach(code -> codes.add(code.asString()));
        }
        codes.addAll(ONLY_ON_PAGES);
        assertThat(codes).containsExactlyInAnyOrderElementsOf(
                ResourceBundle.getBundle("org.guildhall.server.http.titles").keySet());
    }

    @Test
    void noTwoOperationsHaveOneName() {
        assertThat(ApiFile.operations().stream().map(one -> one.place().required("operationId").node().asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        List<String> references = ApiFile.place("#")
                .all()
                .stream()
                .map(Place::node)
                .filter(node -> node.path("$ref").isString())
                .map(node -> node.path("$ref").asString())
                .toList();
        assertThat(references).allMatch(reference -> ApiFile.place(reference).node().isObject());
        for (String kind : List.of("schemas", "responses", "headers", "parameters", "examples")) {
            assertThat(references).containsAll(ApiFile.place("#/components/" + kind)
                    .node()
                    .propertyNames()
                    .stream()
                    .map(name -> "#/components/" + kind + "/" + name)
                    .toList());
        }
    }

    @Test
    void everyExampleIsValid() {
        Map<String, List<String>> wrong = new TreeMap<>();
        List<Place> examples = ApiFile.place("#")
                .all()
                .stream()
                .filter(place -> place.at("schema") != null
                        && (place.at("example") != null || place.at("examples") != null))
                .toList();
        assertThat(examples).hasSizeGreaterThan(25);
        for (Place place : examples) {
            Stream<JsonNode> values = place.at("example") instanceof Place one
                    ? Stream.of(one.node())
                    : place.required("examples")
                            .node()
                            .propertyNames()
                            .stream()
                            .map(name -> place.required("examples").required(name).node().path("value"));
            List<String> errors =
                    values.flatMap(value -> Described.valid(place.required("schema"), value).stream()).toList();
            if (!errors.isEmpty()) {
                wrong.put(place.pointer(), errors);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRequestThatIsShownIsUnderstood() {
        TestServer server = TestServer.withPlans();
        server.open("phone:+86555", 11);
        server.offer(TestServer.sale().replaceFirst("given: by-claim", "given: by-unique-code"));
        List<Operation> asks = ApiFile.operations()
                .stream()
                .filter(one -> one.place().at("requestBody") != null)
                .filter(one -> !one.path().endsWith("/scores")) // the shop has none
                .filter(one -> one.place().required("requestBody").required("content").at("application/yaml") == null)
                .toList();
        for (Operation ask : asks) {
            Place content = ask.place().required("requestBody").required("content");
            String type = content.node().propertyNames().iterator().next();
            String body = content.required(type).required("example").node().toString();
            Reply reply = server.send(ask.method(), ask.path()
                    .replace("{programme}", "willow-lane")
                    .replace("{plan}", "annual")
                    .replace("{benefit}", "return-freight")
                    .replace("{offer}", "sale")
                    .replace("{stock}", ask.path().endsWith("/codes") ? "film-codes" : "tea-pots")
                    .replace("{reference}", "customer:17850"), BodyPublishers.ofString(body));
            assertThat(reply.text()).as(ask.name()).doesNotContain("\"malformed\"");
        }
        assertThat(asks).hasSizeGreaterThan(25);
        server.close();
    }

    @Test
    void whatIsShownOfAMemberIsWhatIsSent() {
        for (String ask : List.of("openings", "activities", "spends")) {
            String path = "/v1/programmes/{programme}/members/{reference}/" + ask;
            String body = ApiFile.operations()
                    .stream()
                    .filter(one -> one.name().equals("POST " + path))
                    .findFirst()
                    .orElseThrow()
                    .place()
                    .required("requestBody")
                    .required("content")
                    .required("application/json")
                    .required("example")
                    .node()
                    .toString();
            assertThat(server.post(ANN + "/" + ask, body).status()).as(ask).isEqualTo(201);
        }
        assertThat(
                server.post(ANN + "/spends", "{\"id\": \"spend-2\", \"at\": \"2025-06-15\", \"points\": 300}").json())
                .isEqualTo(ApiFile.place("#/components/responses/Refused/content/application~1problem+json/example")
                        .node());
        assertThat(server.get(ANN).json()).isEqualTo(ApiFile.place("#/components/examples/Member/value").node());
        assertThat(server.get(ANN + "/commands?id=spend-1").json())
                .isEqualTo(ApiFile.place("#/components/examples/Explanation/value").node());
    }

    @Test
    void itIsServedToAnybodyOnceAndNotAgain() {
        Reply json = server.sendAs("", "GET", "/v1/openapi.json", BodyPublishers.noBody());
        assertThat(json.text()).isEqualTo(ApiFile.TEXT);
        Reply yaml = server.sendAs("", "GET", "/v1/openapi.yaml", BodyPublishers.noBody());
        assertThat(yaml.text()).startsWith("openapi: 3.1");
        Reply again = server.sendAs("", "GET", "/v1/openapi.json", BodyPublishers.noBody(), "If-None-Match",
                json.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(server.post("/v1/openapi.json", "{}").header("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /health       | 418 | application/json         | {"status": "up"}             | found this status, expected one of [200, 500, 503]
            /health       | 200 | text/plain               | {"status": "up"}             | found a body of type text/plain
            /health       | 200 | application/json         | {"status": "down"}           | /status: does not have a value
            /health       | 200 | application/json         | {"status": "up", "x": 1}     | property 'x'
            /health       | 200 | application/json         | {}                           | required property 'status' not found
            /health       | 200 | application/json         | {                            | found what is no JSON
            /nowhere      | 200 | application/json         | {}                           | x-otherwise/any-other-path
            /v1/keys/x    | 200 | application/json         | {}                           | x-otherwise/any-other-method
            /v1/keys      | 401 | application/problem+json | {}                           | found no header WWW-Authenticate
            /v1/programmes/x/members/a:b/commands | 404 | application/problem+json | \
            {"type": "/problems/own-key", "title": "x", "status": 404, "code": "own-key", "detail": "x"} | /code: does not have a value
            """)
    void whatIsSentOtherwiseIsFound(String path, int status, String type, String body, String told) {
        Reply reply =
                new Reply(status, HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true), body);
        assertThatThrownBy(() -> Described.check("GET", path, reply))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET " + path + " " + status)
                .hasMessageContaining(told);
    }

    @Test
    void aHeaderThatIsNotDescribedIsFound() {
        Reply reply = new Reply(200, HttpHeaders.of(Map.of("Content-Type", List.of(JSON), "X-Odd", List.of("1")),
                (name, value) -> true), "{\"status\": \"up\"}");
        assertThatThrownBy(() -> Described.check("GET", "/health", reply)).hasMessageContaining("found header x-odd");
    }

    @Test
    void aLineThatIsNotDescribedIsFound() {
        String bulk = TestServer.PROGRAMME + "/activities";
        Described.checkLine("POST", bulk, "{\"line\": 1, \"id\": \"a\", \"outcome\": \"accepted\", \"version\": 1}");
        for (String line : List.of("{\"id\": \"a\", \"outcome\": \"accepted\", \"version\": 1}", "{\"line\": 1}",
                "{\"line\": 1, \"id\": \"a\", \"outcome\": \"done\", \"version\": 1}",
                "{\"line\": 1, \"id\": \"a\", \"outcome\": \"accepted\", \"version\": 1, \"facts\": {}}")) {
            assertThatThrownBy(() -> Described.checkLine("POST", bulk, line)).as(line)
                    .isInstanceOf(AssertionError.class);
        }
    }
}
