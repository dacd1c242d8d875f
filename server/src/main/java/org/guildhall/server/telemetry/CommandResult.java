package org.guildhall.server.telemetry;

import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.guildhall.core.entity.Outcome;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.UndecidedException.Kind;

/**
 * What became of a command, in words of which there are few.
 *
 * @param outcome {@code accepted}, {@code refused}, {@code repeated}, {@code begun}, {@code undecided} or {@code failed}
 * @param reason the code of the refusal, or why there is no decision; empty otherwise
 */
record CommandResult(String outcome, String reason) {
    static CommandResult of(Answer answer) {
        return switch (answer) {
            case Answer.Decided decided -> of(decided.outcome());
            case Answer.Unknown unknown -> undecided(Kind.OUTCOME_UNKNOWN);
            case Answer.NotTaken notTaken -> undecided(Kind.STOPPED);
            case Answer.Failed failed -> new CommandResult("failed", "");
        };
    }

    private static CommandResult of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new CommandResult("accepted", "");
            case Outcome.Refused refused -> new CommandResult("refused", refused.refusal().code());
            case Outcome.Repeated repeated -> new CommandResult("repeated", "");
            case Outcome.Begun begun -> new CommandResult("begun", "");
        };
    }

    static CommandResult of(Throwable failure) {
        return switch (failure) {
            case UndecidedException undecided -> undecided(undecided.kind());
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            default -> new CommandResult("failed", "");
        };
    }

    static CommandResult undecided(Kind kind) {
        return new CommandResult("undecided", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
