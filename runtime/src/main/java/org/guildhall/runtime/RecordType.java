package org.guildhall.runtime;

import org.guildhall.core.codec.MalformedBytesException;

/** The kinds of journal record; the number is stored and never used for another kind. */
public enum RecordType {
    ENTRY(1),
    CONSUMED(2),
    TERMS(3),
    RECEIVED(4);

    private final int number;

    RecordType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static RecordType of(int number) {
        for (RecordType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new MalformedBytesException("expected the number of a journal record, but found " + number);
    }
}
