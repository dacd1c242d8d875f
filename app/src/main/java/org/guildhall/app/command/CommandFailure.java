package org.guildhall.app.command;

import java.util.List;

/** An end that is told to the user without a trace: what was found, where, and what would be right. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailure failed(List<?> problems) {
        return new CommandFailure(ExitCode.FAILED, String.join("\n", problems.stream().map(Object::toString).toList()));
    }

    static CommandFailure unavailable(String message) {
        return new CommandFailure(ExitCode.UNAVAILABLE, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
