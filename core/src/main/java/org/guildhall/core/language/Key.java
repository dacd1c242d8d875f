package org.guildhall.core.language;

import org.jspecify.annotations.Nullable;

/**
 * One key of a block.
 *
 * @param usual the usual choice, proposed where a required key is missing; null for a key that may be left out
 * @param documentation one line: what it says about the programme
 */
record Key<T>(String name, Shape<T> shape, @Nullable String usual, String documentation) {

    /** A key that must be said. */
    static <T> Key<T> required(String name, Shape<T> shape, String usual, String documentation) {
        return new Key<>(name, shape, usual, documentation);
    }

    /** A key that may be left out; its line says what holds then. */
    static <T> Key<T> optional(String name, Shape<T> shape, String documentation) {
        return new Key<>(name, shape, null, documentation);
    }

    boolean isRequired() {
        return usual != null;
    }
}
