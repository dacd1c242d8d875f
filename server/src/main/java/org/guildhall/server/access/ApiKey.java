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
 * @param rate how many requests a second it may send, up to {@value #MOST_RATE}; 0 for any number
 */
public record ApiKey(String id, String hash, Role role, @Nullable String programme, String name, long created, int rate)
        implements
            Caller {
    public static final int MOST_RATE = 100_000;

    public ApiKey {
        if (role == Role.MEMBER) {
            throw new IllegalArgumentException("a key of role " + role.word() + ", which only tokens have");
        }
        if (rate < 0 || rate > MOST_RATE) {
            throw new IllegalArgumentException("a rate of " + rate);
        }
    }

    @Override
    public boolean reaches(@Nullable String other) {
        return programme == null || programme.equals(other);
    }
}
