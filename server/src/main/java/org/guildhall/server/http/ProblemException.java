package org.guildhall.server.http;

import java.util.Locale;
import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** @param headers of the reply, beside those of every problem */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    public ProblemException(int status, String code, String detail) {
        this(Problem.of(status, code, detail));
    }

    public Problem problem() {
        return problem;
    }

    /** Headers of the reply, beside those of every problem. */
    public Map<String, String> headers() {
        return headers;
    }

    Reply reply(Locale language) {
        return problem.reply(language).with(headers);
    }
}
