package org.guildhall.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.ApiKey;
import org.jspecify.annotations.Nullable;

/** Serves routes over HTTP/1.1, each request on a virtual thread of its own. */
public final class HttpEdge implements AutoCloseable {
    /** The longest body. */
    public static final int LARGEST_BODY = 1 << 20;

    /** The longest body of a request that is read as it arrives, and of a piece of any. */
    public static final int LARGEST_STREAM = 64 << 20;

    private static final System.Logger LOG = System.getLogger(HttpEdge.class.getName());
    private static final String BEARER = "Bearer ";
    private static final String GET = "GET";
    private static final String GONE = "the caller went away";
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Held on to, as a logger that nobody holds forgets its level. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        HELIDON.setLevel(Level.WARNING);
    }

    private final AccessKeys keys;
    private final WebServer server;
    private volatile boolean closing;

    /**
     * @param port 0 for any that is free
     * @param open what is answered to anybody
     */
    public HttpEdge(String host, int port, AccessKeys keys, List<Route> routes, List<OpenRoute> open) {
        this.keys = keys;
        HttpRouting.Builder routing = HttpRouting.builder();
        open.forEach(route -> routing.any(route.path(),
                (request, response) -> send(request, response, answer(route, request))));
        byPath(routes).forEach((path, byMethod) -> routing.any(path, (request, response) -> {
            Locale language = language(request);
            send(request, response, answer(byMethod, request, language));
        }));
        routing.any((request, response) -> send(request, response, Problem.of(404, "no-such-path",
                "found no " + request.path().path() + ", expected a path under /v1").reply(language(request))));
        routing.error(Exception.class, (request, response, fault) -> send(request, response, fault(request, fault)));
        server = WebServer.builder()
                .host(host)
                .port(port)
                .maxPayloadSize(LARGEST_STREAM)
                .shutdownGracePeriod(GRACE)
                .shutdownHook(false)
                .directHandlers(unreadable())
                .routing(routing)
                .build()
                .start();
        if (!server.isRunning()) {
            throw new IllegalStateException("can't listen at " + host + " port " + port + ", which the log explains");
        }
    }

    /** What is answered to a request that never reaches a route: in English, as its headers may not have been read. */
    private static DirectHandlers unreadable() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, HttpEdge::unreadable);
        }
        return handlers.build();
    }

    private static TransportResponse unreadable(
            DirectHandler.TransportRequest request, DirectHandler.EventType event, Status status,
            ServerResponseHeaders headers, String message) {
        Problem problem = unreadable(status.code(), message);
        headers.set(HeaderNames.CONTENT_TYPE, Problem.TYPE);
        headers.set(HeaderNames.CONTENT_LANGUAGE, Locale.ENGLISH.getLanguage());
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(event.keepAlive())
                .entity(Json.bytes(problem.json(Locale.ENGLISH)))
                .build();
    }

    private static Problem unreadable(int status, @Nullable String message) {
        String code = status == 413 ? "too-large" : status < 500 || status == 505 ? "malformed" : "fault";
        return Problem.of(status, code, "found a request that can't be read"
                + (message == null ? ", expected one as HTTP/1.1 has it" : ": " + message));
    }

    private static Map<String, Map<String, Route>> byPath(List<Route> routes) {
        Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            byPath.computeIfAbsent(route.path(), path -> new LinkedHashMap<>()).put(route.method(), route);
        }
        return byPath;
    }

    public int port() {
        return server.port();
    }

    private Reply answer(Map<String, Route> byMethod, ServerRequest request, Locale language) {
        Route route = byMethod.get(request.prologue().method().text());
        if (route == null) {
            return notAllowed(request, byMethod.keySet().stream().sorted().collect(Collectors.joining(", ")), language);
        }
        if (!request.prologue().uriPath().rawPath().equals(request.prologue().uriPath().rawPathNoParams())) {
            return Problem.of(400, "malformed", "found a ; in the path, expected %3B for one").reply(language);
        }
        try {
            Call call = new Call(keyFor(route, request), language, new HelidonParts(request), () -> closing);
            Reply reply = route.handler().apply(call);
            return route.method().equals(GET) ? unlessKept(reply, request) : reply;
        } catch (ProblemException refused) {
            return refused.problem().reply(language);
        }
    }

    private static Reply answer(OpenRoute route, ServerRequest request) {
        return request.prologue().method().text().equals(GET)
                ? unlessKept(route.reply().get(), request)
                : notAllowed(request, GET, language(request));
    }

    private static Reply unlessKept(Reply reply, ServerRequest request) {
        return reply.unlessAmong(request.headers().contains(HeaderNames.IF_NONE_MATCH)
                ? request.headers().get(HeaderNames.IF_NONE_MATCH).allValues()
                : List.of());
    }

    private static Reply notAllowed(ServerRequest request, String allowed, Locale language) {
        return Problem.of(405, "method-not-allowed",
                "found " + request.prologue().method().text() + ", expected " + allowed)
                .reply(language)
                .with("Allow", allowed);
    }

    /** The caller's key, which may ask this. */
    private ApiKey keyFor(Route route, ServerRequest request) {
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        ApiKey key = bearer
                ? keys.find(header.substring(BEARER.length()).strip())
                : null;
        if (key == null) {
            throw new ProblemException(401, "unauthorized",
                    "found " + (header.isEmpty() ? "no key" : bearer ? "a key that is not known here" : "no Bearer")
                            + ", expected Authorization: Bearer with a key of this server");
        }
        if (!key.role().may(route.permission())) {
            throw new ProblemException(403, "forbidden", "found a key of role " + key.role().word()
                    + ", expected one with the permission " + route.permission().word());
        }
        String programme = route.concernsProgramme()
                ? request.path().pathParameters().get(Route.PROGRAMME)
                : null;
        if (programme != null && !key.reaches(programme)) {
            throw new ProblemException(403, "forbidden", "found a key for " + key.programme() + ", expected one for "
                    + programme);
        }
        return key;
    }

    private static Reply fault(ServerRequest request, Throwable fault) {
        Locale language = language(request);
        return switch (fault) {
            case ProblemException refused -> refused.problem().reply(language);
            case RequestException malformed when malformed.status().code() < 500 ->
                    unreadable(malformed.status().code(), malformed.getMessage()).reply(language);
            case CloseConnectionException ended -> throw ended;
            case Throwable cutOff when isGone(cutOff) -> throw new CloseConnectionException(GONE, cutOff);
            default -> {
                LOG.log(System.Logger.Level.ERROR, "failed to answer " + request.prologue().method().text() + " of "
                        + request.prologue().uriPath().rawPathNoParams().length() + " characters", fault);
                yield Problem.of(500, "fault", "found a fault of ours, which is in the log").reply(language);
            }
        };
    }

    private static Locale language(ServerRequest request) {
        return Languages.preferred(request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse(null));
    }

    private static void send(ServerRequest request, ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        if (!reply.type().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, reply.type());
        }
        if (reply.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        boolean leftUnread = reply.body() instanceof Reply.Body.Whole && isLeftUnread(request);
        if (leftUnread) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        switch (reply.body()) {
            case Reply.Body.Whole whole -> response.send(whole.bytes());
            case Reply.Body.Streamed streamed -> stream(request, response, streamed.writer());
        }
        if (leftUnread || request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            // Helidon 4.4.0 would keep the connection, and its thread, until the body was read.
            throw new CloseConnectionException("nothing more is expected on this connection");
        }
    }

    /** Whether a body was not read that nobody should have to read. */
    private static boolean isLeftUnread(ServerRequest request) {
        return request.content().hasEntity()
                && !request.content().consumed()
                && request.headers().contentLength().orElse(Long.MAX_VALUE) > LARGEST_BODY;
    }

    /** A body that was begun can only be cut off, so that nobody takes a part of it for the whole. */
    private static void stream(ServerRequest request, ServerResponse response, Reply.Writer writer) {
        try {
            writer.write(response.outputStream());
        } catch (IOException | RuntimeException fault) {
            if (!isGone(fault)) {
                LOG.log(System.Logger.Level.ERROR, "failed in the midst of an answer", fault);
            }
            throw new CloseConnectionException("the answer was cut off", fault);
        }
        if (!request.content().consumed()) {
            throw new CloseConnectionException("the rest of the body is not waited for");
        }
    }

    private static boolean isGone(Throwable fault) {
        return fault instanceof IOException || fault instanceof UncheckedIOException
                || fault instanceof DataReader.InsufficientDataAvailableException;
    }

    /** Takes no more, answers what it took, within 10 s. */
    @Override
    public void close() {
        closing = true;
        server.stop();
    }

    private record HelidonParts(ServerRequest request) implements Call.Parts {
        @Override
        public String path(String name) {
            return request.path().pathParameters().get(name);
        }

        @Override
        public Optional<String> query(String name) {
            try {
                return Optional.of(request.query().get(name));
            } catch (NoSuchElementException none) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<String> header(String name) {
            return request.headers().first(HeaderNames.create(name));
        }

        @Override
        public byte[] body() {
            if (request.headers().contentLength().orElse(0) > LARGEST_BODY) {
                throw tooLarge();
            }
            try (InputStream in = stream()) {
                byte[] body = in.readNBytes(LARGEST_BODY + 1);
                if (body.length > LARGEST_BODY) {
                    throw tooLarge();
                }
                return body;
            } catch (IOException cutOff) {
                throw new UncheckedIOException(cutOff);
            }
        }

        private static ProblemException tooLarge() {
            return new ProblemException(413, "too-large",
                    "found a body of more than " + LARGEST_BODY + " bytes, expected at most that");
        }

        @Override
        public InputStream stream() {
            return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        }
    }
}
