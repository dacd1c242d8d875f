package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.CouponCodes;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.guildhall.runtime.memory.MemoryProfiles;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.AuditTrail;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.MemberTokens;
import org.guildhall.server.access.MemoryAudit;
import org.guildhall.server.access.MemoryKeys;
import org.guildhall.server.access.MemoryTokens;
import org.guildhall.server.access.Role;
import org.guildhall.server.api.Edge;
import org.guildhall.server.api.SandboxClock;
import org.guildhall.server.figures.Due;
import org.guildhall.server.figures.Figures;
import org.guildhall.server.figures.MonthEnds;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.http.Identity;
import org.guildhall.server.http.Limits;
import org.guildhall.server.http.Listening;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Route;
import org.guildhall.server.pages.Pages;
import org.guildhall.server.publishing.Publishing;
import org.guildhall.server.telemetry.RequestLog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of Willow Lane's terms, in memory, at noon of 15 June 2025 in Shanghai. */
final class TestServer implements AutoCloseable {
    static final Path TERMS = Path.of("..", "examples", "willow-lane", "terms", "2025-01-01.yaml");
    static final String PROGRAMME = "/v1/programmes/willow-lane";
    static final String NOW = "2025-06-15T04:00:00Z";

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    final String terms;
    final AccessKeys keys = new AccessKeys(new MemoryKeys());
    /** What codes of coupons are made of. */
    final CodeKey codes = new CodeKey(new byte[CouponCodes.SECRET_BYTES]);
    final MemberTokens tokens = new MemberTokens(new MemoryTokens());
    final VirtualClock clock = new VirtualClock(Instant.parse(NOW).toEpochMilli());
    final AuditTrail audit;
    final Edge edge;
    /** What figures over time there are. */
    volatile List<Figures.Month> months = List.of();
    final String token;
    final MonthEnds figures;
    final LocalRuntime runtime;
    /** What a sandbox kept of its clock. */
    final List<Long> keptTimes = new CopyOnWriteArrayList<>();
    private final List<OpenRoute> pages;
    private final GuildhallServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Reply(int status, HttpHeaders headers, String text) {
        /** Of a whole response with a body of a declared length. */
        static Reply parse(String response) {
            String[] parts = response.split("\r\n\r\n", 2);
            List<String> lines = parts[0].lines().toList();
            Map<String, List<String>> headers = lines.stream()
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    .collect(groupingBy(line -> line[0], mapping(line -> line[1], toList())));
            return new Reply(Integer.parseInt(lines.getFirst().split(" ")[1]),
                    HttpHeaders.of(headers, (name, value) -> true), parts[1]);
        }

        JsonNode json() {
            return MAPPER.readTree(text);
        }

        /** Of one line each, where there are several. */
        List<JsonNode> all() {
            return header("Content-Type").equals("application/x-ndjson")
                    ? text.lines().map(MAPPER::readTree).toList()
                    : List.of(json());
        }

        String code() {
            return json().path("code").asString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    TestServer() {
        this(runtime -> runtime);
    }

    /** One whose clock callers move. */
    static TestServer sandbox() {
        return new TestServer(runtime -> runtime, new MemoryAudit(), TestServer::usual, true, "");
    }

    /** A sandbox of a shop that sells plans too: one a year with a trial, one a month, one for nothing. */
    static TestServer withPlans() {
        return with("plans.yaml");
    }

    /** The same. @param around what the server sees of the runtime */
    static TestServer withPlans(UnaryOperator<Runtime> around) {
        return new TestServer(around, new MemoryAudit(), TestServer::usual, true, resource("plans.yaml"));
    }

    /** @param more the file with what the terms have besides those of the shop */
    static TestServer with(String more) {
        return new TestServer(runtime -> runtime, new MemoryAudit(), TestServer::usual, true, resource(more));
    }

    /** The offer of the shop that sells plans. */
    static String sale() {
        return resource("sale.yaml");
    }

    private static String resource(String name) {
        return read(Path.of("src", "test", "resources", "org", "guildhall", "server", name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** @param around what the server sees of the runtime */
    TestServer(UnaryOperator<Runtime> around) {
        this(around, new MemoryAudit());
    }

    TestServer(UnaryOperator<Runtime> around, AuditTrail audit) {
        this(around, audit, TestServer::usual, false, "");
    }

    TestServer(Limits limits) {
        this(runtime -> runtime, edge -> GuildhallServer.start(edge, new Listening("127.0.0.1", 0, null), limits,
                RequestLog.SLOW_ONLY, null));
    }

    /** @param start starts the server otherwise than usual */
    TestServer(UnaryOperator<Runtime> around, Function<Edge, GuildhallServer> start) {
        this(around, new MemoryAudit(), start, false, "");
    }

    private static GuildhallServer usual(Edge edge) {
        return GuildhallServer.start(edge, "127.0.0.1", 0);
    }

    /** @param more of the terms, after those of the shop */
    private TestServer(UnaryOperator<Runtime> around, AuditTrail audit, Function<Edge, GuildhallServer> start,
            boolean sandbox, String more) {
        this.audit = audit;
        terms = read(TERMS) + more;
        Engine engine = new Engine(TermsReader::published, OfferReader::published);
        runtime = LocalRuntime.start(new MemoryStorage(), engine, RuntimeOptions.of(2), clock);
        Terms read = TermsReader.published(terms, null);
        runtime.publish(new PublishedTerms(read.programme(), read.from(), terms).encode());
        Runtime seen = around.apply(runtime);
        figures = new MonthEnds(engine, runtime, clock, new MemoryFigures());
        edge = new Edge(engine, seen, new MemoryProfiles(clock), keys, clock, tokens, audit,
                shownFigures(),
                new Publishing(engine, seen, clock), codes, sandbox ? new SandboxClock(clock, keptTimes::add) : null);
        pages = Pages.routes(edge, new CallerCheck(edge.callers(), new Guessing(clock, audit)));
        token = key(Role.ADMINISTRATOR);
        server = start.apply(edge);
    }

    /** Those that are made, or the months that a test made up. */
    private Figures shownFigures() {
        return new Figures() {
            @Override
            public List<Figures.Month> months(int programme) {
                return months.isEmpty() ? figures.months(programme) : months;
            }

            @Override
            public @Nullable Due due(int programme) {
                return figures.due(programme);
            }
        };
    }

    List<Route> routes() {
        return server.routes();
    }

    int port() {
        return server.port();
    }

    void renew(Identity identity) {
        server.renew(identity);
    }

    /** The token of a new key for all programmes. */
    String key(Role role) {
        return key(role, null);
    }

    String key(Role role, @Nullable String programme) {
        return keys.create(role, programme, "test", 0).token();
    }

    Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Reply post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), headers);
    }

    Reply put(String path) {
        return send("PUT", path, BodyPublishers.noBody());
    }

    Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Reply send(String method, String path, BodyPublisher body, String... headers) {
        return sendAs("Bearer " + token, method, path, body, headers);
    }

    /** @param authorization empty for none */
    Reply sendAs(String authorization, String method, String path, BodyPublisher body, String... headers) {
        Reply reply = sendUnchecked(authorization, method, path, body, headers);
        check(method, path, reply);
        return reply;
    }

    /** The same without holding what comes back against the document, which takes longer than the request. */
    Reply sendUnchecked(String authorization, String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.method(method, body).build(), TestServer::whole);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The text; nothing of a stream that doesn't end. */
    private static BodySubscriber<String> whole(HttpResponse.ResponseInfo response) {
        boolean ends = !response.headers().firstValue("Content-Type").orElse("").equals("text/event-stream");
        return ends ? BodySubscribers.ofString(UTF_8) : BodySubscribers.mapping(BodySubscribers.ofInputStream(), in -> {
            try (in) {
                return "";
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** What a request gives that is written as it stands, on a connection of its own that ends with it. */
    Reply raw(String method, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nConnection: close\r\n" + headers + "\r\n" + body).getBytes(UTF_8));
            Reply reply = Reply.parse(new String(socket.getInputStream().readAllBytes(), UTF_8));
            check(method, path, reply);
            return reply;
        }
    }

    /** Against the document, which has no pages. */
    private void check(String method, String target, Reply reply) {
        String path = target.replaceFirst("\\?.*", "");
        boolean isPage = pages.stream().anyMatch(page -> ApiFile.matches(page.path(), path))
                || (!path.startsWith("/v1") && reply.header("Content-Type").startsWith("text/html"));
        if (!isPage) {
            Described.check(method, path, reply);
        }
    }

    /** Publishes an offer of the shop. */
    void offer(String text) {
        Reply reply = post(PROGRAMME + "/offers", text, "Content-Type", "application/yaml");
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
    }

    static String member(String reference) {
        return PROGRAMME + "/members/" + reference;
    }

    /** Makes a member with that many points to spend. */
    void open(String reference, int points) {
        Reply reply = post(member(reference) + "/openings", """
                {"id": "opening", "at": "2025-06-10", "joined": "2025-01-02",
                 "lots": {"points": [{"amount": %d, "earned": "2025-05-01", "expires": "never"}]}}"""
                .formatted(points));
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
    }

    /** What a member can spend. */
    String available(String reference) {
        return get(member(reference)).json().at("/wallets/points/available").asString();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        figures.close();
        runtime.close();
    }
}
