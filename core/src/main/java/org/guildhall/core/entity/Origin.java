package org.guildhall.core.entity;

import org.guildhall.core.codec.MalformedBytesException;

/** Where a command came from. A rehearsal feeds the first three again and makes the others anew. */
public enum Origin {
    API(1),
    IMPORT(2),
    OPERATOR(3),
    TIMER(4),
    MESSAGE(5),
    TERMS(6);

    private final int number;

    Origin(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Origin of(int number) {
        for (Origin origin : values()) {
            if (origin.number == number) {
                return origin;
            }
        }
        throw new MalformedBytesException("expected the number of an origin, but found " + number);
    }
}
