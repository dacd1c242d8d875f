package org.guildhall.core.expression;

import java.util.List;

/**
 * Compiles the expressions of a programme: CEL, type-checked against the declared fields, then turned once into
 * closures over exact numbers. Safe for many threads; what it gives is too.
 */
public final class ExpressionCompiler {
    /** The most steps that an expression may need, where nothing else is said. */
    public static final long MOST_STEPS = 100_000;

    private final long mostSteps;

    public ExpressionCompiler() {
        this(MOST_STEPS);
    }

    /** A compiler that refuses expressions that may need more than {@code mostSteps}. */
    public ExpressionCompiler(long mostSteps) {
        this.mostSteps = mostSteps;
    }

    /** An expression that is true or false. */
    public Compiled<Condition> condition(String text, Scope scope) {
        return new Compiled.Faulty<>(List.of(notYet(text)));
    }

    /** An expression that is a number. */
    public Compiled<Quantity> quantity(String text, Scope scope) {
        return new Compiled.Faulty<>(List.of(notYet(text)));
    }

    private ExpressionProblem notYet(String text) {
        return new ExpressionProblem(
                0, text.length(), text, "a compiler of " + mostSteps + " steps, which is being written", null);
    }
}
