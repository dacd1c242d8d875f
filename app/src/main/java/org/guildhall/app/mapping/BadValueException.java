package org.guildhall.app.mapping;

/** A field of a row that does not hold what the mapping says; without a trace, since a file may be full of them. */
public final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadValueException(String message) {
        super(message, null, false, false);
    }

    static BadValueException of(CharSequence found, String expected) {
        String text = found.length() <= 40 ? found.toString() : found.subSequence(0, 37) + "…";
        return new BadValueException("found \"" + text + "\", expected " + expected);
    }
}
