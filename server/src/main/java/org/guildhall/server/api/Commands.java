package org.guildhall.server.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.OtherVersion;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.http.Watch;

/** Asks members for decisions. Whatever is answered is on disk; what is not may be asked again with the same id. */
final class Commands {
    private static final Pattern SEEN = Pattern.compile("\"[0-9]{1,18}\"");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** Of all servers of the process, with which it ends. */
    private static final Watch WAITING = new Watch("guildhall-slow-decisions", LONGEST_WAIT);
    private static final long BEGUN_NANOS = 2_000_000_000;
    private static final long TURN_NANOS = 10_000_000;

    private final Edge edge;
    private final Members members;
    private final Outcomes outcomes;
    private final SoldOut soldOut;
    private final CodeGuesses guesses;

    Commands(Edge edge, Members members, Outcomes outcomes) {
        this.edge = edge;
        this.members = members;
        this.outcomes = outcomes;
        soldOut = new SoldOut(edge);
        guesses = new CodeGuesses(Guessing.ofCodes(edge.clock(), edge.audit()));
    }

    List<Route> routes() {
        return Ask.ALL.stream()
                .map(ask -> new Route("POST", Members.ONE + "/" + ask.resource(), ask.permission(),
                        call -> ask(call, ask)))
                .toList();
    }

    private Reply ask(Call call, Ask ask) {
        Catalogue programme = edge.programme(call);
        String reference = Members.reference(call);
        RequestBody body = RequestBody.read(call, ask, programme, edge.codes(),
                other -> ask.othersMayBeFirst()
                        ? members.knownFromNow(programme, Members.requireForm(other))
                        : members.known(programme, Members.requireForm(other)));
        EntityName member = ask.mayBeFirst()
                ? members.knownFromNow(programme, reference)
                : members.known(programme, reference);
        Command command = new Command(member, body.id(), body.at(), 0, ask.origin(), body.command(),
                expected(call, reference));
        boolean byCode = CodeGuesses.concern(body.command());
        if (byCode) {
            guesses.requireFewBy(member);
            guesses.count(member, body.command());
        }
        SoldOut.Found gone = soldOut.of(programme, command);
        if (gone != null) {
            throw new ProblemException(outcomes.refused(gone.refusal(), gone.version(), body.terms(), call.language()));
        }
        String location = Members.location(programme, reference) + "/commands?id=" + Members.part(body.id());
        Outcome outcome = ended(command);
        if (byCode) {
            guesses.count(member, body.command(), outcome);
        }
        if (body.command() instanceof MemberCommand.Merge merge && !(outcome instanceof Outcome.Refused)) {
            edge.tokens().revoke(merge.from(), edge.clock().millis());
        }
        if (!ask.action().isEmpty()) {
            record(call, ask.action(), member, outcome);
        }
        return reply(call, command, outcome, body, location, "of " + reference);
    }

    /** @param of what the version of an answer is of, in words */
    Reply reply(
            Call call, Command command, Outcome outcome, RequestBody body, String location, String of) {
        EntityName entity = command.entity();
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                    Reply.json(201, Outcomes.json("accepted", body.id(), accepted.version()))
                            .with("Location", location);
            case Outcome.Repeated repeated when repeated.accepted() ->
                    Reply.json(200, Outcomes.json("repeated", body.id(), repeated.version()))
                            .with("Location", location);
            case Outcome.Repeated repeated ->
                    throw new ProblemException(
                            outcomes.refusedBefore(entity, repeated.version(), body.terms(), call.language()));
            case Outcome.Begun begun ->
                    Reply.json(202, Outcomes.json("begun", body.id(), begun.version())).with("Location", location);
            case Outcome.Refused refused when refused.refusal() instanceof OtherVersion other ->
                    throw new ProblemException(412, "precondition-failed", "found version " + other.version()
                            + " " + of + ", expected " + other.expected() + "; nothing was done");
            case Outcome.Refused refused ->
                    throw new ProblemException(
                            outcomes.refused(refused.refusal(), refused.version(), body.terms(), call.language()));
        };
    }

    /** The version that the caller saw. @param of whose it is, in words */
    static long expected(Call call, String of) {
        String seen = call.parts().header("If-Match").orElse(null);
        if (seen == null) {
            return Command.ANY;
        }
        if (!SEEN.matcher(seen).matches()) {
            throw new ProblemException(400, "malformed", "found If-Match: " + seen
                    + ", expected the version of " + of + ", in quotes: \"12\"");
        }
        return Long.parseLong(seen.substring(1, seen.length() - 1));
    }

    /** Who asked for what changed the member; also when it is asked again, as the first time may not have been recorded. */
    void record(Call call, String action, EntityName member, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> record(call, action, member, "accepted", accepted.version());
            case Outcome.Begun begun -> record(call, action, member, "begun", begun.version());
            case Outcome.Repeated repeated when repeated.accepted() ->
                    record(call, action, member, "repeated", repeated.version());
            case Outcome.Repeated _,Outcome.Refused _ -> {}
        }
    }

    private void record(Call call, String action, EntityName member, String outcome, long version) {
        edge.record(call, action, member, Map.of("outcome", outcome, "version", Long.toString(version)));
    }

    /** The outcome; of work over several entities that begins now its end, if that comes within 2 s. */
    Outcome ended(Command command) {
        Outcome outcome = decided(command);
        if (!(outcome instanceof Outcome.Begun)) {
            return outcome;
        }
        long began = System.nanoTime();
        while (outcome instanceof Outcome.Begun begun && System.nanoTime() - began < BEGUN_NANOS) {
            LockSupport.parkNanos(TURN_NANOS);
            outcome = now(command, begun);
        }
        return outcome instanceof Outcome.Repeated end && end.accepted() ? new Outcome.Accepted(end.version())
                : outcome;
    }

    /** How work stands that had begun, as far as can be told. */
    private Outcome now(Command command, Outcome.Begun before) {
        try {
            return decided(command);
        } catch (UndecidedException untold) {
            return before;
        }
    }

    /** Waits without a time limit of its own, which would wake another thread for every command. */
    private Outcome decided(Command command) {
        CompletableFuture<Answer.Decided> decided = edge.runtime().submit(command);
        WAITING.begin();
        try {
            return decided.get().outcome();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException undecided ? undecided
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException over) {
            if (!WAITING.end()) {
                throw unknown("no answer came within " + LONGEST_WAIT.toSeconds() + " seconds");
            }
            Thread.currentThread().interrupt();
            throw unknown("the server is stopping");
        } finally {
            WAITING.end();
        }
    }

    private static UndecidedException unknown(String why) {
        return new UndecidedException(UndecidedException.Kind.OUTCOME_UNKNOWN, why);
    }
}
