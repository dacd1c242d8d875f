package org.guildhall.core.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in our words what CEL's parser and checker have found. */
final class Syntax {
    private static final Set<String> WORDS_FOR_OPERATORS = Set.of("and", "or", "not", "is", "then");

    private Syntax() {}

    /** The first of the parser's problems; what it says after that is a guess. */
    static ExpressionProblem parsed(String text, CelSource source, List<CelIssue> issues) {
        CelIssue issue = issues.get(0);
        String says = issue.getMessage();
        int at = offset(text, source, issue);
        int end = Tokens.end(text, at);
        String token = text.substring(at, end);
        if (text.isBlank()) {
            return new ExpressionProblem(0, text.length(), "nothing", "an expression", null);
        }
        if (says.contains("has() macro")) {
            return new ExpressionProblem(Tokens.nameBefore(text, at), Tokens.close(text, at),
                    text.substring(Tokens.nameBefore(text, at), Tokens.close(text, at)),
                    "the name of an optional field, as in " + Functions.HAS.signature(), null);
        }
        if (says.contains("simple name")) {
            return new ExpressionProblem(at, end, token, "a name for each element, such as l", null);
        }
        if (says.startsWith("For input string")) {
            return new ExpressionProblem(at, end, token, "a number of at most 18 digits", null);
        }
        if (says.startsWith("token recognition error") && (token.startsWith("\"") || token.startsWith("'"))) {
            return new ExpressionProblem(at, end, token, "a closing " + token.charAt(0), token + token.charAt(0));
        }
        if (at >= text.length()) {
            return new ExpressionProblem(at, at, "the end", "the rest of the expression", null);
        }
        String before = text.substring(Tokens.nameBefore(text, at), at).strip();
        if (WORDS_FOR_OPERATORS.contains(before)) {
            int start = Tokens.nameBefore(text, at);
            return new ExpressionProblem(start, start + before.length(), before, "an operator", operator(before));
        }
        String expected = says.contains("expecting {'['") || says.startsWith("no viable")
                ? "a name, a number, a text or a bracket"
                : "an operator or the end";
        if (token.equals(">") && text.startsWith("<>", at - 1)) {
            return new ExpressionProblem(at - 1, end, "<>", "an operator", "!=");
        }
        return new ExpressionProblem(at, end, token, expected, operator(token));
    }

    /** What the checker says, word for word; for what our own pass does not see. */
    static ExpressionProblem checked(String text, CelSource source, CelIssue issue) {
        int at = offset(text, source, issue);
        int end = Tokens.end(text, at);
        String says = issue.getMessage();
        return new ExpressionProblem(at, end, text.substring(at, end), "what CEL allows (" + says + ")", null);
    }

    private static @Nullable String operator(String token) {
        return switch (token) {
            case "=", "is" -> "==";
            case "and", "&" -> "&&";
            case "or", "|" -> "||";
            case "not" -> "!";
            case "if", "then" -> "condition ? one : other";
            default -> null;
        };
    }

    private static int offset(String text, CelSource source, CelIssue issue) {
        int codePoints = source.getLocationOffset(issue.getSourceLocation()).orElse(0);
        int most = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, most)));
    }
}
