package org.guildhall.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of a programme: CEL, type-checked against the declared fields, then turned once into
 * closures over exact numbers. Safe for many threads; what it gives is too.
 */
public final class ExpressionCompiler {
    /** The most steps that an expression may need, where nothing else is said. */
    public static final long MOST_STEPS = 100_000;

    /** The most lines that an activity may have. */
    public static final int MOST_LINES = 1_000;

    private static final Fields[] NO_LINES = new Fields[0];

    private final long mostSteps;
    private volatile @Nullable Prepared last;

    /** A scope with its type environment, kept because a file's expressions often share one. */
    private record Prepared(Scope scope, Visible visible, CelCompiler compiler) {}

    public ExpressionCompiler() {
        this(MOST_STEPS);
    }

    /** A compiler that refuses expressions that may need more than {@code mostSteps}. */
    public ExpressionCompiler(long mostSteps) {
        this.mostSteps = mostSteps;
    }

    /** An expression that is true or false. */
    public Compiled<Condition> condition(String text, Scope scope) {
        return compiled(text, scope, "true or false", (value, slots) -> {
            if (!(value instanceof Value.Truth truth)) {
                return null;
            }
            BooleanCode code = truth.code();
            return slots == 0
                    ? facts -> code.run(facts, NO_LINES)
                    : facts -> code.run(facts, new Fields[slots]);
        });
    }

    /** An expression that is a number. */
    public Compiled<Quantity> quantity(String text, Scope scope) {
        return compiled(text, scope, "a number", (value, slots) -> {
            if (!(value instanceof Value.Number number)) {
                return null;
            }
            LongCode code = number.code();
            return new Quantity(number.scale(), slots == 0
                    ? facts -> code.run(facts, NO_LINES)
                    : facts -> code.run(facts, new Fields[slots]), number.constant());
        });
    }

    /** Makes what is asked for of code that needs {@code slots} for its loops; null where it is of another kind. */
    @FunctionalInterface
    private interface Finish<T> {
        @Nullable
        T of(Value value, int slots);
    }

    private <T> Compiled<T> compiled(String text, Scope scope, String wanted, Finish<T> finish) {
        Prepared prepared = prepared(scope);
        CelValidationResult parsed = prepared.compiler.parse(text);
        if (parsed.hasError()) {
            return new Compiled.Faulty<>(List.of(Syntax.parsed(text, parsed.getSource(), parsed.getErrors())));
        }
        CelAbstractSyntaxTree tree = tree(parsed);
        CelValidationResult checked = prepared.compiler.check(tree);
        CelAbstractSyntaxTree best = checked.hasError() ? tree : tree(checked);
        Lowering lowering = new Lowering(text, prepared.visible, best);
        Value value = lowering.lower(best.getExpr());
        T finished = finish.of(value, lowering.slots);
        if (finished == null) {
            lowering.mismatch(best.getExpr(), value, wanted);
        }
        if (lowering.steps > mostSteps) {
            String many = lowering.steps == Long.MAX_VALUE ? "too many" : "up to " + lowering.steps;
            lowering.problem(lowering.spans.of(best.getExpr()), "an expression of " + many + " steps",
                    "at most " + mostSteps, null);
        }
        List<ExpressionProblem> problems = new ArrayList<>(lowering.problems());
        if (problems.isEmpty()) {
            for (CelIssue issue : checked.getErrors()) {
                problems.add(Syntax.checked(text, checked.getSource(), issue));
            }
        }
        return finished == null || !problems.isEmpty()
                ? new Compiled.Faulty<>(problems)
                : new Compiled.Sound<>(finished, lowering.steps, !lowering.looksBeyond, lowering.looksAtLine);
    }

    private Prepared prepared(Scope scope) {
        Prepared known = last;
        if (known != null && known.scope == scope) {
            return known;
        }
        Visible visible = Visible.of(scope);
        Prepared made = new Prepared(scope, visible, Environment.compiler(visible));
        last = made;
        return made;
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException impossible) {
            throw new IllegalStateException("expected a tree where there is no error", impossible);
        }
    }
}
