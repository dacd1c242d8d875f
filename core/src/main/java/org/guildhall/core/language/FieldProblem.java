package org.guildhall.core.language;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in the values of an activity.
 *
 * @param field where: {@code amount}, {@code lines[2].price}; lines count from 0
 * @param suggestion what was probably meant, null where nothing is near
 */
public record FieldProblem(String field, String found, String expected, @Nullable String suggestion) {

    FieldProblem under(String path) {
        return new FieldProblem(path + "." + field, found, expected, suggestion);
    }

    @Override
    public String toString() {
        return field + ": found " + found + ", expected " + expected
                + (suggestion == null ? "" : ", did you mean " + suggestion);
    }
}
