package org.guildhall.server.http;

import java.util.Map;
import org.guildhall.server.access.Caller;
import org.guildhall.server.access.RateLimits;
import org.jspecify.annotations.Nullable;

/** Lets in who is known, may ask what they ask, and doesn't ask too often. */
public final class Gate {
    private static final String BEARER = "Bearer ";

    private final CallerCheck check;
    private final RateLimits limits;

    public Gate(CallerCheck check, RateLimits limits) {
        this.check = check;
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
    Admitted admit(Route route, Call.Parts parts) {
        Caller caller = caller(parts);
        Map<String, String> headers = headers(limits.take(caller));
        if (!caller.role().may(route.permission())) {
            throw new ProblemException(403, "forbidden", "found a key of role " + caller.role().word()
                    + ", expected one with the permission " + route.permission().word());
        }
        String programme = route.concernsProgramme() ? parts.path(Route.PROGRAMME) : null;
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

    private Caller caller(Call.Parts parts) {
        String header = parts.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized(header.isEmpty() ? "no key" : "no Bearer");
        }
        Caller caller = check.find(header.substring(BEARER.length()).strip(), parts.from());
        if (caller == null) {
            throw unauthorized("a key that is not known here");
        }
        return caller;
    }

    private static ProblemException unauthorized(String found) {
        return new ProblemException(401, "unauthorized",
                "found " + found + ", expected Authorization: Bearer with a key of this server");
    }
}
