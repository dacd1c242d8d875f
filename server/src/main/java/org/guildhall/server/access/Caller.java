package org.guildhall.server.access;

import org.jspecify.annotations.Nullable;

/** Who asks: somebody with a key, or a member with a token. */
public sealed interface Caller permits ApiKey, MemberToken {
    /** Names the key or token; nobody can ask with it. */
    String id();

    Role role();

    /** Whether it is good for a programme; for what concerns none of them, only a key for all is. */
    boolean reaches(@Nullable String programme);
}
