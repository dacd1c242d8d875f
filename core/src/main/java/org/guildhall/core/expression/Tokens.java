package org.guildhall.core.expression;

import dev.cel.common.ast.CelConstant;
import java.util.Set;

/** Finds the ends of words, numbers, texts and brackets in an expression's text. */
final class Tokens {
    private static final Set<String> DOUBLE_OPERATORS = Set.of("&&", "||", "==", "!=", "<=", ">=");

    private Tokens() {}

    /** The end of what begins at {@code start}: a name, a number, a quoted text, an operator. */
    static int end(String text, int start) {
        if (start >= text.length()) {
            return text.length();
        }
        char first = text.charAt(start);
        if (first == '"' || first == '\'') {
            return quoted(text, start);
        }
        int end = start;
        if (Character.isDigit(first) || first == '.') {
            while (end < text.length() && inNumber(text, start, end)) {
                end++;
            }
            return Math.max(end, start + 1);
        }
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end > start) {
            boolean prefix = end < text.length() && "\"'".indexOf(text.charAt(end)) >= 0 && end - start <= 2;
            return prefix ? quoted(text, end) : end;
        }
        boolean two = start + 2 <= text.length() && DOUBLE_OPERATORS.contains(text.substring(start, start + 2));
        return start + (two ? 2 : Character.charCount(text.codePointAt(start)));
    }

    /** The end of the bracket that opens at {@code open}; the text's end where it is never closed. */
    static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = quoted(text, i) - 1;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }

    static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the name begins that ends at {@code at}, spaces aside. */
    static int nameBefore(String text, int at) {
        int start = back(text, at);
        int end = start;
        while (start > 0 && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return start == end ? at : start;
    }

    /** Where a constant begins whose digits begin at {@code at}: a sign is part of it. */
    static int signBefore(String text, int at, CelConstant constant) {
        boolean negative = switch (constant.getKind()) {
            case INT64_VALUE -> constant.int64Value() < 0;
            case DOUBLE_VALUE -> isNegative(constant);
            default -> false;
        };
        int before = back(text, at) - 1;
        return negative && before >= 0 && text.charAt(before) == '-' ? before : at;
    }

    /** Whether a decimal was written with a minus; only its sign is taken from the parser. */
    static boolean isNegative(CelConstant constant) {
        return Double.doubleToRawLongBits(constant.doubleValue()) < 0;
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static int back(String text, int at) {
        int before = at;
        while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        return before;
    }

    private static boolean inNumber(String text, int start, int at) {
        char c = text.charAt(at);
        boolean exponent = at > start && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
        return Character.isLetterOrDigit(c) || c == '.' || exponent && (c == '+' || c == '-');
    }

    private static int quoted(String text, int start) {
        String quote = text.substring(start, start + 1);
        String triple = quote.repeat(3);
        String closing = text.startsWith(triple, start) ? triple : quote;
        int at = start + closing.length();
        while (at < text.length() && !text.startsWith(closing, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + closing.length());
    }
}
