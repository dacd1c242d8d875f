package org.guildhall.core.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.number.Rounding;
import org.jspecify.annotations.Nullable;

/** Finds the function that a call means, and checks how it is written; each call counts a step. */
final class Calls {
    private final Lowering lowering;
    private final NumberCalls numbers;
    private final MemberCalls members;

    Calls(Lowering lowering) {
        this.lowering = lowering;
        this.numbers = new NumberCalls(lowering, this);
        this.members = new MemberCalls(lowering, this);
    }

    Value call(CelExpr part) {
        CelCall call = part.call();
        Functions function = Functions.find(call.function());
        if (function == null) {
            return unknown(part, call);
        }
        List<CelExpr> on = new ArrayList<>();
        call.target().ifPresent(on::add);
        on.addAll(call.args());
        if (!function.takes(call.target().isPresent(), call.args().size())) {
            return lowering.problem(lowering.spans.of(part), lowering.spans.text(part),
                    "it written as " + function.signature(), null);
        }
        lowering.count(1);
        return switch (function) {
            case MIN, MAX, ABS, FLOOR, CEIL, ROUND, DIVIDE, WHOLE -> numbers.call(function, part, on);
            case AVAILABLE, COUNT, TOTAL -> members.call(function, on);
            case DAY_OF_WEEK, DAY_OF_MONTH, MONTH, HOUR -> TimeCalls.call(lowering, function, on.get(0));
            case SIZE, STARTS_WITH, ENDS_WITH, CONTAINS -> TextCalls.call(lowering, function, on);
            case HAS, EXISTS, EXISTS_ONE, ALL, FILTER, MAP, SUM ->
                    lowering.refuse(part, "it written as " + function.signature());
        };
    }

    private Value unknown(CelExpr part, CelCall call) {
        call.target().ifPresent(lowering::lower);
        return lowering.problem(lowering.spans.name(part), call.function(),
                "one of the functions " + String.join(", ", Functions.words(call.target().isPresent())),
                Functions.instead(call.function()));
    }

    /** The text that is written out at a place, null where none is. */
    @Nullable
    String literal(CelExpr part, String expected) {
        if (part.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            String name = part.ident().name();
            lowering.problem(lowering.spans.of(part), name, expected, '"' + name.replace('_', '-') + '"');
            return null;
        }
        if (lowering.lower(part) instanceof Value.Text text && text.constant() != null) {
            return text.constant();
        }
        lowering.problem(lowering.spans.of(part), lowering.spans.text(part), expected, null);
        return null;
    }

    /** The number of digits that is written out at a place, -1 where none is. */
    int digits(CelExpr part) {
        if (lowering.lower(part) instanceof Value.Number number
                && number.constant() != null
                && number.scale() == 0
                && number.constant() >= 0
                && number.constant() <= Exact.MOST_DIGITS) {
            return (int) (long) number.constant();
        }
        lowering.problem(lowering.spans.of(part), lowering.spans.text(part),
                "a number of digits from 0 to " + Exact.MOST_DIGITS, null);
        return -1;
    }

    @Nullable
    Rounding rounding(CelExpr part) {
        List<String> words = Arrays.stream(Rounding.values()).map(Rounding::word).toList();
        String expected = "a way to round (" + String.join(", ", words) + ")";
        String word = literal(part, expected);
        if (word == null) {
            return null;
        }
        int index = words.indexOf(word);
        if (index < 0) {
            String near = Nearest.to(word, words);
            lowering.problem(lowering.spans.of(part), lowering.spans.text(part), expected,
                    near == null ? null : '"' + near + '"');
            return null;
        }
        return Rounding.values()[index];
    }
}
