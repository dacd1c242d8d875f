package org.guildhall.app.importing;

/** An import that could not go on; running it again goes on where it stood. */
public final class ImportStoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    ImportStoppedException(String reason) {
        super(reason);
    }
}
