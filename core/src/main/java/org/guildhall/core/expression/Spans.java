package org.guildhall.core.expression;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an expression stand in its text. The parser gives one point for each: of a call its opening
 * bracket, of an operator the operator, of a field the dot before it, of anything else where it begins.
 */
final class Spans {
    private final String text;
    private final Map<Long, Integer> points;
    private final Map<Long, CelExpr> macros;

    /** A stretch of the text. */
    record Span(int offset, int end) {}

    Spans(String text, CelSource source) {
        this.text = text;
        this.points = source.getPositionsMap();
        this.macros = source.getMacroCalls();
    }

    Span of(CelExpr part) {
        int start = start(part);
        return new Span(start, Math.max(start, end(part)));
    }

    String text(CelExpr part) {
        Span span = of(part);
        return text.substring(span.offset(), span.end());
    }

    /** The operator of an operation. */
    Span operator(CelExpr part) {
        int at = point(part);
        return new Span(at, Tokens.end(text, at));
    }

    /** The name of a field or a function. */
    Span name(CelExpr part) {
        int at = point(part);
        if (part.getKind() == Kind.SELECT && !part.select().testOnly()) {
            int start = Tokens.skip(text, at + 1);
            return new Span(start, Tokens.end(text, start));
        }
        return new Span(Tokens.nameBefore(text, at), at);
    }

    /** The digits of a number that is written out, without its sign. */
    String digits(CelExpr number) {
        int at = point(number);
        return text.substring(at, Tokens.end(text, at));
    }

    /** The call that was written where the parser put a loop or a test, null where there is none. */
    @Nullable
    CelCall macro(CelExpr part) {
        CelExpr written = macros.get(part.id());
        return written == null ? null : written.call();
    }

    private int point(CelExpr part) {
        Integer codePoints = points.get(part.id());
        return codePoints == null ? 0 : text.offsetByCodePoints(0, codePoints);
    }

    private int start(CelExpr part) {
        int at = point(part);
        CelCall call = call(part);
        if (call != null) {
            if (call.target().isPresent()) {
                return start(call.target().get());
            }
            if (text.startsWith("(", at)) {
                return Tokens.nameBefore(text, at);
            }
            return isInfix(call) ? start(call.args().get(0)) : at;
        }
        return switch (part.getKind()) {
            case SELECT -> start(part.select().operand());
            case STRUCT -> Tokens.nameBefore(text, at);
            case CONSTANT -> Tokens.signBefore(text, at, part.constant());
            default -> at;
        };
    }

    private int end(CelExpr part) {
        int at = point(part);
        CelCall call = call(part);
        if (call != null) {
            boolean brackets = text.startsWith("(", at) || call.function().equals("_[_]");
            return brackets ? Tokens.close(text, at) : end(call.args().get(call.args().size() - 1));
        }
        return switch (part.getKind()) {
            case SELECT -> name(part).end();
            case LIST, MAP, STRUCT -> Tokens.close(text, at);
            default -> Tokens.end(text, at);
        };
    }

    private @Nullable CelCall call(CelExpr part) {
        CelCall written = macro(part);
        return written == null && part.getKind() == Kind.CALL ? part.call() : written;
    }

    private static boolean isInfix(CelCall call) {
        return call.function().startsWith("_") || call.function().equals("@in");
    }
}
