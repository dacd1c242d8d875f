package org.guildhall.core.language;

import java.math.BigDecimal;
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

    private final Reading reading;
    private final Problems problems;

    Expressions(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    Compiled.@Nullable Sound<Condition> condition(Node.@Nullable Text text, Scope scope) {
        return text == null ? null : sound(COMPILER.condition(text.text(), scope), text);
    }

    /**
     * A number that must not be below 0. One that always is, whatever the facts are, is reported; terms that were
     * published with it stay readable.
     */
    Compiled.@Nullable Sound<Quantity> amount(Node.@Nullable Text text, Scope scope) {
        Compiled.Sound<Quantity> amount = text == null ? null : sound(COMPILER.quantity(text.text(), scope), text);
        BigDecimal always = amount == null ? null : amount.expression().always();
        if (text != null && always != null && always.signum() < 0 && !reading.isPublished()) {
            String is = always.toPlainString();
            problems.add(text.place(), text.text().equals(is) ? text.found() : text.found() + ", which is " + is,
                    Words.AT_LEAST_0, null);
        }
        return amount;
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
