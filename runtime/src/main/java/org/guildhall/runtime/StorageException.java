package org.guildhall.runtime;

import org.jspecify.annotations.Nullable;

/** A read, write or sync that failed. It is never retried on the same object. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StorageException(String message) {
        this(message, null);
    }
}
