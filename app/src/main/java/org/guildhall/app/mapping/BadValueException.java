package org.guildhall.app.mapping;

/** A field of a row that does not hold what the mapping says; without a trace, since a file may be full of them. */
public final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    private final String found;
    private final String expected;

    private BadValueException(String found, String where, String expected) {
        super("found " + found + where + ", expected " + expected, null, false, false);
        this.found = found;
        this.expected = expected;
    }

    static BadValueException of(CharSequence found, String expected) {
        CharSequence shown = found.length() <= SHOWN ? found : found.subSequence(0, SHOWN - 3) + "…";
        return new BadValueException(found.isEmpty() ? "nothing" : "\"" + shown + "\"", "", expected);
    }

    /** The same, saying in which column. */
    BadValueException in(Column column) {
        return new BadValueException(found, " in " + column.name(), expected);
    }
}
