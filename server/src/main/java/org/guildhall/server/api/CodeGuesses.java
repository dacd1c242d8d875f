package org.guildhall.server.api;

import java.util.Map;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.http.Problem;
import org.guildhall.server.http.ProblemException;

/**
 * Slows down whoever guesses codes of coupons, by the member who claims: a shop asks for all its members from one address and with one key.
 * Who has to wait is told nothing of a code, right or wrong. Any thread.
 */
final class CodeGuesses {
    private final Guessing guessing;

    CodeGuesses(Guessing guessing) {
        this.guessing = guessing;
    }

    static boolean concern(Command.Body body) {
        return body instanceof MemberCommand.ClaimByCode || body instanceof MemberCommand.ClaimByUniqueCode
                || body instanceof MemberCommand.ClaimByWrongCode;
    }

    /** @throws ProblemException where too many wrong ones came before */
    void requireFewBy(EntityName member) {
        long seconds = guessing.waits(member);
        if (seconds > 0) {
            throw new ProblemException(Problem.of(429, "too-many-attempts",
                    "found too many codes that there are not, expected the next in " + seconds + " s"),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    /**
     * Counts a text that is no code, before anything is answered: an id that is used again must not tell which of two is one. What is mistyped
     * can be no code, so it is no guess.
     */
    void count(EntityName member, Command.Body body) {
        if (body instanceof MemberCommand.ClaimByWrongCode wrong && !wrong.mistyped()) {
            guessing.wrong(member);
        }
    }

    /** What came of a claim by a code: one that is none any more, or an id that was another claim's. */
    void count(EntityName member, Command.Body body, Outcome outcome) {
        boolean counted = body instanceof MemberCommand.ClaimByWrongCode;
        if (!counted && outcome instanceof Outcome.Refused refused
                && (refused.refusal() instanceof MemberRefusal.CodeUnknown
                        || refused.refusal() instanceof MemberRefusal.IdReused)) {
            guessing.wrong(member);
        }
    }
}
