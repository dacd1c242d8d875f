package org.guildhall.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.guildhall.server.access.Caller;
import org.guildhall.server.access.Callers;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.RateLimits;
import org.jspecify.annotations.Nullable;

/** Lets in who is known, may ask what they ask, and doesn't ask too often. A right key is let in wherever it comes from; wrong ones are slowed. */
public final class Gate {
    private static final String BEARER = "Bearer ";

    private final Callers callers;
    private final Guessing guessing;
    private final RateLimits limits;

    public Gate(Callers callers, Guessing guessing, RateLimits limits) {
        this.callers = callers;
        this.guessing = guessing;
        this.limits = limits;
    }

    /**
     * Who was let in.
     *
     * @param headers of the reply, which say how the caller's limit stands
     */
    record Admitted(Caller caller, Map<String, String> headers) {}

    /**
     * The caller, who may ask this.
     *
     * @throws ProblemException where there is none, or one who may not
     */
    Admitted admit(Route route, ServerRequest request) {
        Caller caller = caller(request);
        Map<String, String> headers = headers(limits.take(caller));
        if (!caller.role().may(route.permission())) {
            throw new ProblemException(403, "forbidden", "found a key of role " + caller.role().word()
                    + ", expected one with the permission " + route.permission().word());
        }
        String programme = route.concernsProgramme()
                ? request.path().pathParameters().get(Route.PROGRAMME)
                : null;
        if (programme != null && !caller.reaches(programme)) {
            throw new ProblemException(403, "forbidden",
                    "found a key for another programme, expected one for " + programme);
        }
        return new Admitted(caller, headers);
    }

    /** As draft-ietf-httpapi-ratelimit-headers has them. */
    private static Map<String, String> headers(RateLimits.@Nullable Standing standing) {
        if (standing == null) {
            return Map.of();
        }
        String policy = "\"" + standing.policy() + "\"";
        Map<String, String> headers = Map.of("RateLimit-Policy", policy + ";q=" + standing.rate() + ";w=1",
                "RateLimit", policy + ";r=" + standing.left() + ";t=1");
        if (!standing.within()) {
            throw new ProblemException(Problem.of(429, "rate-limited", "found more than " + standing.rate()
                    + " requests a second, expected at most that of this " + standing.policy()), headers);
        }
        return headers;
    }

    private Caller caller(ServerRequest request) {
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized(header.isEmpty() ? "no key" : "no Bearer");
        }
        String token = header.substring(BEARER.length()).strip();
        Caller caller = callers.find(token);
        if (caller != null) {
            return caller;
        }
        long seconds = callers.isGuess(token) ? guessing.wrong(address(request)) : 0;
        if (seconds > 0) {
            throw new ProblemException(Problem.of(429, "too-many-attempts",
                    "found too many keys that are not known here, expected the next in " + seconds + " s"),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
        throw unauthorized("a key that is not known here");
    }

    private static ProblemException unauthorized(String found) {
        return new ProblemException(401, "unauthorized",
                "found " + found + ", expected Authorization: Bearer with a key of this server");
    }

    private static InetAddress address(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
