package org.guildhall.core.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is written out: numbers from the very digits of the text, texts, true and false. */
final class Literals {
    private Literals() {}

    static Value value(Lowering lowering, CelExpr part) {
        CelConstant constant = part.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> Value.Truth.constant(constant.booleanValue());
            case STRING_VALUE -> Value.Text.constant(constant.stringValue());
            case INT64_VALUE -> number(lowering, part, BigDecimal.valueOf(constant.int64Value()));
            case DOUBLE_VALUE -> {
                BigDecimal digits = decimal(lowering.spans.digits(part));
                yield number(lowering, part, digits == null || !Tokens.isNegative(constant) ? digits : digits.negate());
            }
            case NULL_VALUE -> lowering.problem(lowering.spans.of(part), "null", "a value", "!has(activity.brand)");
            case UINT64_VALUE -> lowering.refuse(part, "a number without a letter");
            default -> lowering.refuse(part, "a number, a text in quotes, true or false");
        };
    }

    private static Value number(Lowering lowering, CelExpr part, @Nullable BigDecimal exact) {
        if (exact != null) {
            BigDecimal plain = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
            plain = plain.scale() < 0 && plain.precision() - plain.scale() <= Exact.MOST_DIGITS ? plain.setScale(0)
                    : plain;
            if (plain.scale() >= 0 && plain.scale() <= Exact.MOST_DIGITS && plain.precision() <= Exact.MOST_DIGITS) {
                return Value.Number.constant(plain.unscaledValue().longValueExact(), plain.scale());
            }
        }
        return lowering.refuse(part, "a number of at most " + Exact.MOST_DIGITS + " digits");
    }

    private static @Nullable BigDecimal decimal(String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }
}
