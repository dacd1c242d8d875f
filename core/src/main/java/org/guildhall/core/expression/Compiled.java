package org.guildhall.core.expression;

import java.util.List;

/** What compiling an expression gives: something that runs, or everything that is wrong with the text. */
public sealed interface Compiled<T> {
    /**
     * It runs.
     *
     * @param steps the most steps that one evaluation counts, from the declared maxima
     * @param looksOnlyAtActivity whether it looks at nothing but the activity, its lines and its moment
     * @param looksAtLine whether it looks at the line of a rule per line
     */
    record Sound<T>(T expression, long steps, boolean looksOnlyAtActivity, boolean looksAtLine)
            implements
                Compiled<T> {}

    /** It does not run. The problems stand in the order of the text; there is at least one. */
    record Faulty<T>(List<ExpressionProblem> problems) implements Compiled<T> {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }
}
