package org.guildhall.runtime;

/** A page was asked of an image whose entity has changed since it was read. Read the entity again. */
public final class StaleImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleImageException(String message) {
        super(message, null, false, false);
    }
}
