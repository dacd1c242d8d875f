package org.guildhall.server.access;

import org.guildhall.runtime.Clock;
import org.jspecify.annotations.Nullable;

/** Everybody who may ask, by what they bring. Any thread. */
public record Callers(AccessKeys keys, MemberTokens members, Clock clock) {
    /** Whose key or token it is; null for nobody's. */
    public @Nullable Caller find(String token) {
        return token.startsWith(MemberTokens.PREFIX) ? members.find(token, clock.millis()) : keys.find(token);
    }

    /** Whether a token that is nobody's never was anybody's member token. */
    public boolean isGuess(String token) {
        return !members.isGenuine(token);
    }
}
