package org.guildhall.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in an expression.
 *
 * @param offset where it begins in the expression's text, in UTF-16 units
 * @param end where it ends, exclusive; at least {@code offset}
 * @param suggestion what was probably meant, null where nothing is near
 */
public record ExpressionProblem(int offset, int end, String found, String expected, @Nullable String suggestion) {
    /** {@code found X, expected Y, did you mean Z}. */
    public String message() {
        String message = "found " + found + ", expected " + expected;
        return suggestion == null ? message : message + ", did you mean " + suggestion;
    }
}
