package org.guildhall.core.language;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in a file, as its author reads it.
 *
 * @param suggestion what was probably meant, null where nothing is near
 */
public record Problem(
        String file, Place place, String found, String expected, @Nullable String suggestion) {

    @Override
    public String toString() {
        return file + ":" + place.line() + ":" + place.column() + ": found " + found + ", expected " + expected
                + (suggestion == null ? "" : ", did you mean " + suggestion);
    }
}
