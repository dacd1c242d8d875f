package org.guildhall.server.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of members. A token says by itself whose it is and until when, and is signed; nothing is kept of it, but up to
 * when a member's tokens are revoked. Any thread.
 */
public final class MemberTokens {
    /** Every member's token begins so. */
    public static final String PREFIX = "ghm_";
    /** The most days for which a token can be good. */
    public static final int MOST_DAYS = 366;
    public static final int SECRET_BYTES = 32;

    private static final int ID_BYTES = 6;

    private final TokenStore store;
    private final TokenSeal seal;
    private final Map<EntityName, Long> revoked;
    private final SecureRandom random = new SecureRandom();

    public MemberTokens(TokenStore store) {
        this.store = store;
        seal = new TokenSeal(store.secret());
        revoked = new ConcurrentHashMap<>(store.revoked());
    }

    /** A new token, with the text that is never shown again. */
    public record Issued(MemberToken token, String text) {}

    /**
     * @param days 1 to {@value #MOST_DAYS}
     * @param now epoch milliseconds
     */
    public Issued issue(EntityName member, int days, long now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        MemberToken token = new MemberToken(HexFormat.of().formatHex(id), member.programme(), member.key(),
                Math.max(now, revokedUpTo(member) + 1),
                now + Duration.ofDays(days).toMillis());
        return new Issued(token, PREFIX + seal.close(token));
    }

    /** Whose token it is; null for nobody's, and for one that has expired or was revoked. */
    public @Nullable MemberToken find(String text, long now) {
        MemberToken token = open(text);
        return token != null && now < token.expires() && token.issued() > revokedUpTo(token.member()) ? token : null;
    }

    /** Whether it was made here, though it may have expired or been revoked. */
    boolean isGenuine(String text) {
        return open(text) != null;
    }

    private @Nullable MemberToken open(String text) {
        return text.startsWith(PREFIX) ? seal.open(text.substring(PREFIX.length())) : null;
    }

    private long revokedUpTo(EntityName member) {
        return revoked.getOrDefault(member, 0L);
    }

    /** Whatever tokens the member has are good for nothing from now on. */
    public synchronized void revoke(EntityName member, long now) {
        long upTo = Math.max(now, revokedUpTo(member) + 1);
        store.revoke(member, upTo);
        revoked.put(member, upTo);
    }
}
