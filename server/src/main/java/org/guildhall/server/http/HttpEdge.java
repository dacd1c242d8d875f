package org.guildhall.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.guildhall.server.access.Caller;
import org.jspecify.annotations.Nullable;

/** Serves routes over HTTP/1.1, each request on a virtual thread of its own. */
public final class HttpEdge implements AutoCloseable {
    /** The longest body. */
    public static final int LARGEST_BODY = 1 << 20;

    /** The longest body of a request that is read as it arrives, and of a piece of any. */
    public static final int LARGEST_STREAM = 64 << 20;

    private static final System.Logger LOG = System.getLogger(HttpEdge.class.getName());
    private static final String GET = "GET";
    static final String HEAD = "HEAD";
    private static final String GONE = "the caller went away";
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int REQUESTS_A_TURN = 16;
    /** What observers are told of a route or a method that is none of ours. */
    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of(GET, HEAD, "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Held on to, as a logger that nobody holds forgets its level. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        HELIDON.setLevel(Level.WARNING);
    }

    private final Paths<Function<Asking, Reply>> paths = new Paths<>();
    private final BiFunction<Visit, Problem, Reply> nowhere;
    private final Gate gate;
    private final Limits limits;
    private final Observer observer;
    private final Watch headers;
    private final Sending sending;
    private final WebServer server;
    private volatile boolean closing;

    /**
     * @param open what anybody can ask; no path of these is one of {@code routes}
     * @param nowhere what a browser sees of a path that is none of ours
     */
    public HttpEdge(
            Listening at, Limits limits, Gate gate, List<Route> routes, List<OpenRoute> open,
            BiFunction<Visit, Problem, Reply> nowhere, Observer observer) {
        this.gate = gate;
        this.limits = limits;
        this.observer = observer;
        headers = new Watch("guildhall-slow-headers", limits.headers());
        sending = new Sending(limits);
        this.nowhere = nowhere;
        routes.forEach(route -> paths.put(route.method(), route.path(), asking -> keyed(route, asking)));
        open.forEach(route -> paths.put(route.method(), route.path(),
                asking -> route.handler().apply(visit(asking.request, asking.parts))));
        HttpRouting.Builder routing = HttpRouting.builder()
                .any(this::serve)
                .error(Throwable.class,
                        (request, response, fault) -> sending.send(request, response, fault(request, fault)));
        WebServerConfig.Builder builder = WebServer.builder()
                .host(at.host())
                .port(at.port())
                .maxPayloadSize(LARGEST_STREAM)
                .useNio(false) // as channels have no read timeout
                .connectionOptions(TimedReads.of(limits.read()))
                .idleConnectionTimeout(limits.idle())
                .idleConnectionPeriod(limits.idle().dividedBy(4))
                .maxTcpConnections(limits.connections())
                .maxConcurrentRequests(limits.requests())
                .addProtocol(Http1Config.builder()
                        .validateResponseHeaders(true)
                        .addReceiveListener(new SlowHeaders(headers))
                        .build())
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

    /** One request of a path that is there. */
    private static final class Asking {
        private final ServerRequest request;
        private final Map<String, String> parts;
        /** Once it is known. */
        private @Nullable Caller caller;

        Asking(ServerRequest request, Map<String, String> parts) {
            this.request = request;
            this.parts = parts;
        }
    }

    /** Answers a request, and tells the observer: the one place where all of them pass. */
    private void serve(ServerRequest request, ServerResponse response) {
        Paths.Found<Function<Asking, Reply>> found = found(request);
        Asking asking = new Asking(request, found == null ? Map.of() : found.parts());
        Observer.Observation observation = observer.begin(arrival(found == null ? OTHER : found.path(), asking));
        Reply reply = null;
        try {
            reply = answered(found, asking);
            sending.send(request, response, reply);
        } finally {
            observation.end(new Observer.Answered(reply == null ? Observer.Answered.GONE : reply.status(),
                    response.bytesWritten(), reply != null && reply.body() instanceof Reply.Body.Streamed,
                    asking.caller));
        }
        takeTurns();
    }

    /**
     * Sends this connection's thread to the end of the queue that all connections share, once in so many requests.
     *
     * <p>A virtual thread whose caller already asks again never leaves its carrier, and a carrier takes what waits in its own
     * queue before that one: under load, whoever had come to the shared queue waited until the load ended, for 9 s and more.
     * Only a thread that waits for a timer comes back by the shared queue; {@code yield} mostly goes to the carrier's own.
     */
    private static void takeTurns() {
        if (ThreadLocalRandom.current().nextInt(REQUESTS_A_TURN) == 0) {
            LockSupport.parkNanos(1);
        }
    }

    private Paths.@Nullable Found<Function<Asking, Reply>> found(ServerRequest request) {
        try {
            return paths.find(request.prologue().uriPath().rawPathNoParams());
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private Reply answered(Paths.@Nullable Found<Function<Asking, Reply>> found, Asking asking) {
        try {
            return found == null ? nowhere(asking.request) : answer(found.byMethod(), asking);
        } catch (RuntimeException fault) {
            return fault(asking.request, fault);
        }
    }

    private static Observer.Arrival arrival(String route, Asking asking) {
        ServerRequest request = asking.request;
        String method = request.prologue().method().text();
        return new Observer.Arrival(METHODS.contains(method) ? method : OTHER, route,
                asking.parts.get(Route.PROGRAMME),
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
        // Whatever goes wrong behind a route is told as a fault there; here it is a request that can't be read.
        Status told = event == DirectHandler.EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status;
        byte[] problem = Json.bytes(unreadable(told.code(), message).json(Locale.ENGLISH));
        headers.set(HeaderNames.CONTENT_TYPE, Problem.TYPE);
        headers.set(HeaderNames.CONTENT_LANGUAGE, Locale.ENGLISH.getLanguage());
        if (status.code() == 503) {
            headers.set(HeaderNames.RETRY_AFTER, "1");
        }
        observer.begin(new Observer.Arrival(OTHER, OTHER, null, name -> Optional.empty(), () -> ""))
                .end(new Observer.Answered(told.code(), problem.length, false, null));
        return TransportResponse.builder()
                .status(told)
                .headers(headers)
                .keepAlive(event.keepAlive())
                .entity(problem)
                .build();
    }

    private static Problem unreadable(int status, @Nullable String message) {
        if (status == 503) {
            return Problem.of(status, "try-later", "found too many requests at once; nothing was done");
        }
        String code = status == 413 ? "too-large" : status < 500 || status == 505 ? "malformed" : "fault";
        return Problem.of(status, code, "found a request that can't be read"
                + (message == null ? ", expected one as HTTP/1.1 has it" : ": " + message));
    }

    public int port() {
        return server.port();
    }

    /** Shows itself so from now on, to connections that are made anew. */
    public void renew(Identity identity) {
        server.reloadTls(identity.tls());
    }

    private static Reply answer(Map<String, Function<Asking, Reply>> byMethod, Asking asking) {
        ServerRequest request = asking.request;
        Function<Asking, Reply> asked =
                byMethod.get(Sending.isHead(request) ? GET : request.prologue().method().text());
        if (asked == null) {
            Set<String> allowed = new TreeSet<>(byMethod.keySet());
            if (allowed.contains(GET)) {
                allowed.add(HEAD);
            }
            return notAllowed(request, String.join(", ", allowed), language(request));
        }
        if (!request.prologue().uriPath().rawPath().equals(request.prologue().uriPath().rawPathNoParams())) {
            return Problem.of(400, "malformed", "found a ; in the path, expected %3B for one")
                    .reply(language(request));
        }
        try {
            Reply reply = asked.apply(asking);
            return asked == byMethod.get(GET) ? unlessKept(reply, request) : reply;
        } catch (ProblemException refused) {
            return refused.reply(language(request));
        }
    }

    private Reply keyed(Route route, Asking asking) {
        HelidonParts parts = parts(asking.request, asking.parts);
        Gate.Admitted admitted = gate.admit(route, parts);
        asking.caller = admitted.caller();
        Call call = new Call(admitted.caller(), language(asking.request), parts, () -> closing);
        Reply reply = handled(route, call).with(admitted.headers());
        String unasked = route.method().equals(GET) && reply.status() == 200 ? parts.unasked() : null;
        if (unasked == null) {
            return reply;
        }
        Sending.drop(reply);
        return unknownInQuery(unasked, parts.asked()).reply(call.language());
    }

    private static Problem unknownInQuery(String name, Set<String> known) {
        return Problem.of(400, "malformed", "found ?" + name + "=, expected "
                + (known.isEmpty() ? "no query" : "no more than " + String.join(", ", new TreeSet<>(known))));
    }

    private Visit visit(ServerRequest request, Map<String, String> parts) {
        return new Visit(language(request), parts(request, parts));
    }

    private HelidonParts parts(ServerRequest request, Map<String, String> parts) {
        return new HelidonParts(request, parts, limits.body());
    }

    private Reply nowhere(ServerRequest request) {
        Problem problem = Problem.of(404, "no-such-path",
                "found no " + request.path().path() + ", expected a path under /v1");
        boolean wantsPage = request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
        return wantsPage ? nowhere.apply(visit(request, Map.of()), problem) : problem.reply(language(request));
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

    private static Reply handled(Route route, Call call) {
        try {
            return route.handler().apply(call);
        } catch (ProblemException refused) {
            return refused.reply(call.language());
        }
    }

    private static Reply fault(ServerRequest request, Throwable fault) {
        Locale language = language(request);
        return switch (fault) {
            case ProblemException refused -> refused.reply(language);
            case RequestException malformed when malformed.status().code() < 500 ->
                    unreadable(malformed.status().code(), malformed.getMessage()).reply(language);
            case CloseConnectionException ended -> throw ended;
            case Throwable cutOff when Sending.isGone(cutOff) -> throw new CloseConnectionException(GONE, cutOff);
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

    /** Takes no more, answers what it took, within 10 s. */
    @Override
    public void close() {
        closing = true;
        server.stop();
        headers.close();
        sending.close();
    }
}
