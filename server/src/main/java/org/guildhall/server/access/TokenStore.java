package org.guildhall.server.access;

import java.util.Map;
import org.guildhall.core.entity.EntityName;

/** Keeps what tells genuine member tokens. {@link MemberTokens} calls it, one call at a time. */
public interface TokenStore {
    /** What tokens are signed with: {@value MemberTokens#SECRET_BYTES} random bytes, the same as long as the store is. */
    byte[] secret();

    /** The last moment, in epoch milliseconds, whose tokens are revoked, of each member who has such. */
    Map<EntityName, Long> revoked();

    /** Keeps that a member's tokens up to that moment are revoked; durable on return. */
    void revoke(EntityName member, long upTo);
}
