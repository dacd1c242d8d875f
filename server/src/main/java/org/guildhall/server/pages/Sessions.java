package org.guildhall.server.pages;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.ApiKey;
import org.jspecify.annotations.Nullable;

/** Who has signed in to the console. Nothing of it is kept on disk: a restart signs everybody out. Any thread. */
final class Sessions {
    static final Duration LASTING = Duration.ofHours(12);

    private static final int TOKEN_BYTES = 24;

    private final AccessKeys keys;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byToken = new ConcurrentHashMap<>();

    private record Session(ApiKey key, long until) {}

    Sessions(AccessKeys keys) {
        this.keys = keys;
    }

    /**
     * The token of a new session.
     *
     * @param now epoch milliseconds
     */
    String open(ApiKey key, long now) {
        byToken.values().removeIf(session -> !isGood(session, now));
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byToken.put(token, new Session(key, now + LASTING.toMillis()));
        return token;
    }

    /** Whose session it is; null once it has ended, or its key is revoked. */
    @Nullable
    ApiKey find(String token, long now) {
        Session session = byToken.get(token);
        return session != null && isGood(session, now) ? session.key() : null;
    }

    void close(String token) {
        byToken.remove(token);
    }

    private boolean isGood(Session session, long now) {
        return now < session.until() && keys.hold(session.key());
    }
}
