package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions of texts, and {@code size}, which lines have too. */
final class TextCalls {
    /** How many characters a text function looks at in one step. */
    private static final int CHARACTERS_A_STEP = 64;

    private TextCalls() {}

    static Value call(Lowering lowering, Functions function, List<CelExpr> on) {
        Value value = lowering.lower(on.get(0));
        if (function == Functions.SIZE) {
            return size(lowering, on.get(0), value);
        }
        Value argument = lowering.lower(on.get(1));
        if (!(value instanceof Value.Text text) || text.key()) {
            return lowering.mismatch(on.get(0), value, "a text");
        }
        if (!(argument instanceof Value.Text part) || part.key()) {
            return lowering.mismatch(on.get(1), argument, "a text");
        }
        lowering.count(text.maximum() / CHARACTERS_A_STEP);
        return Value.Truth.computed(compared(function, text.code(), part.code()));
    }

    private static BooleanCode compared(Functions function, TextCode text, TextCode part) {
        return switch (function) {
            case STARTS_WITH -> (facts, lines) -> {
                facts.step();
                return there(text.run(facts, lines)).startsWith(there(part.run(facts, lines)));
            };
            case ENDS_WITH -> (facts, lines) -> {
                facts.step();
                return there(text.run(facts, lines)).endsWith(there(part.run(facts, lines)));
            };
            default -> (facts, lines) -> {
                facts.step();
                return there(text.run(facts, lines)).contains(there(part.run(facts, lines)));
            };
        };
    }

    private static Value size(Lowering lowering, CelExpr on, Value value) {
        return switch (value) {
            case Value.Lines lines -> Loops.size(lowering, lines);
            case Value.Mapped mapped -> Loops.size(lowering, mapped.lines());
            case Value.Text text when !text.key() -> {
                lowering.count(text.maximum() / CHARACTERS_A_STEP);
                TextCode code = text.code();
                yield Value.Number.computed((facts, lines) -> {
                    facts.step();
                    String there = there(code.run(facts, lines));
                    return there.codePointCount(0, there.length());
                }, 0);
            }
            default -> lowering.mismatch(on, value, "lines or a text");
        };
    }

    private static String there(@Nullable String text) {
        return Objects.requireNonNull(text);
    }
}
