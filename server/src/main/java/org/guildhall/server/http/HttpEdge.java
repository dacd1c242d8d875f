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
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
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
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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
    private static final String GONE = "the caller went away";
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** What observers are told of a route or a method that is none of ours. */
    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Held on to, as a logger that nobody holds forgets its level. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        HELIDON.setLevel(Level.WARNING);
    }

    private final AccessKeys keys;
    private final Observer observer;
    private final WebServer server;
    private volatile boolean closing;

    /** @param health what {@code /health} answers to anybody */
    public HttpEdge(
            Listening at, AccessKeys keys, List<Route> routes, Supplier<Reply> health, Observer observer) {
        this.keys = keys;
        this.observer = observer;
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.get("/health", observed("/health", (request, caller) -> health.get()));
        byPath(routes).forEach((path, byMethod) -> routing.any(path,
                observed(path, (request, caller) -> answer(byMethod, request, caller))));
        routing.any(observed(OTHER, (request, caller) -> Problem.of(404, "no-such-path",
                "found no " + request.path().path() + ", expected a path under /v1").reply(language(request))));
        routing.error(Exception.class, (request, response, fault) -> send(request, response, fault(request, fault)));
        WebServerConfig.Builder builder = WebServer.builder()
                .host(at.host())
                .port(at.port())
                .maxPayloadSize(LARGEST_STREAM)
                .shutdownGracePeriod(GRACE)
                .shutdownHook(false)
                .directHandlers(unreadable())
                .routing(routing);
        if (at.identity() != null) {
            builder.tls(at.identity().tls());
        }
        server = builder.build().start();
        if (!server.isRunning()) {
            throw new IllegalStateException(
                    "can't listen at " + at.host() + " port " + at.port() + ", which the log explains");
        }
    }

    /** Whose call it is, once that is known. */
    private static final class Caller {
        private @Nullable ApiKey key;
    }

    /** Answers requests of one route, and tells the observer: the one place where all of them pass. */
    private Handler observed(String route, BiFunction<ServerRequest, Caller, Reply> answer) {
        return (request, response) -> {
            Caller caller = new Caller();
            Observer.Observation observation = observer.begin(arrival(route, request));
            Reply reply = null;
            try {
                reply = answered(answer, request, caller);
                send(request, response, reply);
            } finally {
                observation.end(new Observer.Answered(reply == null ? Observer.Answered.GONE : reply.status(),
                        response.bytesWritten(), reply != null && reply.body() instanceof Reply.Body.Streamed,
                        caller.key));
            }
        };
    }

    private static Reply answered(
            BiFunction<ServerRequest, Caller, Reply> answer, ServerRequest request, Caller caller) {
        try {
            return answer.apply(request, caller);
        } catch (RuntimeException fault) {
            return fault(request, fault);
        }
    }

    private static Observer.Arrival arrival(String route, ServerRequest request) {
        String method = request.prologue().method().text();
        return new Observer.Arrival(METHODS.contains(method) ? method : OTHER, route,
                request.path().pathParameters().first(Route.PROGRAMME).orElse(null),
                name -> request.headers().first(HeaderNames.create(name)), () -> request.remotePeer().host());
    }

    /** What is answered to a request that never reaches a route: in English, as its headers may not have been read. */
    private DirectHandlers unreadable() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, this::unreadable);
        }
        return handlers.build();
    }

    private TransportResponse unreadable(
            DirectHandler.TransportRequest request, DirectHandler.EventType event, Status status,
            ServerResponseHeaders headers, String message) {
        byte[] problem = Json.bytes(unreadable(status.code(), message).json(Locale.ENGLISH));
        headers.set(HeaderNames.CONTENT_TYPE, Problem.TYPE);
        observer.begin(new Observer.Arrival(OTHER, OTHER, null, name -> Optional.empty(), () -> ""))
                .end(new Observer.Answered(status.code(), problem.length, false, null));
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(event.keepAlive())
                .entity(problem)
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

    /** Shows itself so from now on, to connections that are made anew. */
    public void renew(Identity identity) {
        server.reloadTls(identity.tls());
    }

    private Reply answer(Map<String, Route> byMethod, ServerRequest request, Caller caller) {
        Locale language = language(request);
        Route route = byMethod.get(request.prologue().method().text());
        if (route == null) {
            String allowed = byMethod.keySet().stream().sorted().collect(Collectors.joining(", "));
            return Problem.of(405, "method-not-allowed",
                    "found " + request.prologue().method().text() + ", expected " + allowed)
                    .reply(language)
                    .with("Allow", allowed);
        }
        if (!request.prologue().uriPath().rawPath().equals(request.prologue().uriPath().rawPathNoParams())) {
            return Problem.of(400, "malformed", "found a ; in the path, expected %3B for one").reply(language);
        }
        try {
            ApiKey key = keyFor(route, request, caller);
            return route.handler().apply(new Call(key, language, new HelidonParts(request), () -> closing));
        } catch (ProblemException refused) {
            return refused.problem().reply(language);
        }
    }

    /** The caller's key, which may ask this. */
    private ApiKey keyFor(Route route, ServerRequest request, Caller caller) {
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
        caller.key = key;
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
