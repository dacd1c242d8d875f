package org.guildhall.server.access;

import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept: nobody can make the token of it.
 *
 * @param id names the key where it is listed and revoked
 * @param hash the SHA-256 of its token, in hexadecimal
 * @param programme the only programme it is good for; null for all
 * @param name who has it, for people
 * @param created epoch milliseconds
 */
public record ApiKey(String id, String hash, Role role, @Nullable String programme, String name, long created)
        implements
            Caller {
    public ApiKey {
        if (role == Role.MEMBER) {
            throw new IllegalArgumentException("a key of role " + role.word() + ", which only tokens have");
        }
    }

    @Override
    public boolean reaches(@Nullable String other) {
        return programme == null || programme.equals(other);
    }
}
