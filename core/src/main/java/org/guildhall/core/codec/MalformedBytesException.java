package org.guildhall.core.codec;

/** Bytes that no version of the engine wrote: damage, or a record of a newer version. */
public final class MalformedBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBytesException(String message) {
        super(message);
    }
}
