package org.guildhall.core.language;

import java.util.List;
import org.guildhall.core.expression.Compiled;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.ExpressionCompiler;
import org.guildhall.core.expression.ExpressionProblem;
import org.guildhall.core.expression.Quantity;
import org.guildhall.core.expression.Scope;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of a file and reports their mistakes where they stand. */
final class Expressions {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    private final Problems problems;

    Expressions(Problems problems) {
        this.problems = problems;
    }

    Compiled.@Nullable Sound<Condition> condition(Node.@Nullable Text text, Scope scope) {
        return text == null ? null : sound(COMPILER.condition(text.text(), scope), text);
    }

    Compiled.@Nullable Sound<Quantity> quantity(Node.@Nullable Text text, Scope scope) {
        return text == null ? null : sound(COMPILER.quantity(text.text(), scope), text);
    }

    private <T> Compiled.@Nullable Sound<T> sound(Compiled<T> compiled, Node.Text text) {
        return switch (compiled) {
            case Compiled.Sound<T> sound -> sound;
            case Compiled.Faulty<T>(List<ExpressionProblem> faults) -> {
                for (ExpressionProblem fault : faults) {
                    problems.add(text.source().at(fault.offset()), fault.found(), fault.expected(),
                            fault.suggestion());
                }
                yield null;
            }
        };
    }
}
