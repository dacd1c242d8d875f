package org.guildhall.core.entity;

import org.guildhall.core.codec.MalformedBytesException;

/** The kinds of entity; the number is stored and never used for another kind. */
public enum EntityKind {
    MEMBER(1),
    /** Pieces or codes that members are given one at a time; its key is its symbol in the terms. */
    STOCK(2),
    /** What an offer may give and what of it was taken; its key is the offer's symbol. */
    BUDGET(3),
    /** What one shard may give of an offer; its key ends with the offer's symbol. */
    SLICE(5);

    private final int number;

    EntityKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static EntityKind of(int number) {
        for (EntityKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new MalformedBytesException("expected the number of an entity kind, but found " + number);
    }
}
