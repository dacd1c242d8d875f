package org.guildhall.server.http;

import java.net.InetAddress;
import java.util.Map;
import org.guildhall.server.access.Caller;
import org.guildhall.server.access.Callers;
import org.guildhall.server.access.Guessing;
import org.jspecify.annotations.Nullable;

/** Tells whose a key or token is. A right one is known wherever it comes from; who brings wrong ones is slowed. Any thread. */
public record CallerCheck(Callers callers, Guessing guessing) {
    /**
     * Whose it is; null for nobody's.
     *
     * @throws ProblemException when too many wrong ones came from there
     */
    public @Nullable Caller find(String token, InetAddress from) {
        Caller caller = callers.find(token);
        long seconds = caller == null && callers.isGuess(token) ? guessing.wrong(from) : 0;
        if (seconds > 0) {
            throw new ProblemException(Problem.of(429, "too-many-attempts",
                    "found too many keys that are not known here, expected the next in " + seconds + " s"),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
        return caller;
    }
}
