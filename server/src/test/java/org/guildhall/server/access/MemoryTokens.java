package org.guildhall.server.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.guildhall.core.entity.EntityName;

/** Tokens that are gone with the test. */
public final class MemoryTokens implements TokenStore {
    private final byte[] secret = new byte[MemberTokens.SECRET_BYTES];
    private final Map<EntityName, Long> revoked = new HashMap<>();

    public MemoryTokens() {
        this(1);
    }

    MemoryTokens(long seed) {
        new Random(seed).nextBytes(secret);
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public Map<EntityName, Long> revoked() {
        return Map.copyOf(revoked);
    }

    @Override
    public void revoke(EntityName member, long upTo) {
        revoked.put(member, upTo);
    }
}
