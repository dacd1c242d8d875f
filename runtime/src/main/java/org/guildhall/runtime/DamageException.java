package org.guildhall.runtime;

/** Stored bytes that are not what was written; the message says where, what was expected and what was found. */
public final class DamageException extends StorageException {
    private static final long serialVersionUID = 1L;

    public DamageException(String message) {
        super(message);
    }
}
