package org.guildhall.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.guildhall.server.access.Caller;
import org.guildhall.server.access.Callers;
import org.guildhall.server.access.Guessing;

/** Lets in who is known and may ask what they ask. A right key is let in wherever it comes from; wrong ones are slowed. */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Callers callers;
    private final Guessing guessing;

    Gate(Callers callers, Guessing guessing) {
        this.callers = callers;
        this.guessing = guessing;
    }

    /**
     * The caller, who may ask this.
     *
     * @throws ProblemException where there is none, or one who may not
     */
    Caller admit(Route route, ServerRequest request) {
        Caller caller = caller(request);
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
        return caller;
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
