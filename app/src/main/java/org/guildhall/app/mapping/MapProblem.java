package org.guildhall.app.mapping;

import org.jspecify.annotations.Nullable;

/** One mistake in a mapping, as its author reads it; lines and columns count from 1. */
public record MapProblem(
        String file, int line, int column, String found, String expected, @Nullable String suggestion) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": found " + found + ", expected " + expected
                + (suggestion == null ? "" : ", did you mean " + suggestion);
    }
}
