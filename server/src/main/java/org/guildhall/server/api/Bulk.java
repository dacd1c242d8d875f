package org.guildhall.server.api;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.runtime.UndecidedException.Kind;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Json;
import org.guildhall.server.http.Lines;
import org.guildhall.server.http.Problem;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.jspecify.annotations.Nullable;

/**
 * Many activities, or what is said of plans, payments and uses, in one request, one JSON object a line, and a line for each
 * in the same order, written while the rest is still being read. Whoever is not known yet becomes a guest, those of what arrived together in one write.
 */
final class Bulk {
    /** The longest line. */
    static final int LONGEST_LINE = 64 << 10;

    private static final String TYPE = "application/x-ndjson";
    /** Asked and not told yet: less than the queues of two partitions take, so that others find room. */
    private static final int UNDER_WAY = 1024;
    private static final System.Logger LOG = System.getLogger(Bulk.class.getName());

    private final Edge edge;
    private final Outcomes outcomes;

    Bulk(Edge edge, Outcomes outcomes) {
        this.edge = edge;
        this.outcomes = outcomes;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/v1/programmes/{programme}/activities", Permission.RECORD, this::bulk));
    }

    private Reply bulk(Call call) {
        Catalogue programme = edge.programme(call);
        InputStream in = call.parts().stream();
        return Reply.streamed(TYPE, out -> new Run(programme, call).run(in, out));
    }

    /**
     * One line that was read.
     *
     * @param body null where it could not be read, which {@code answer} says
     * @param answer what is told of it: an {@link Answer}, or a {@link Problem}
     */
    private record Asked(long line, @Nullable RequestBody body, EntityName member, CompletableFuture<Object> answer) {
        private static final EntityName NOBODY = new EntityName(0, EntityKind.MEMBER, 0);

        static Asked wrong(long line, Problem problem) {
            return new Asked(line, null, NOBODY, CompletableFuture.completedFuture(problem));
        }
    }

    /** One request: this thread reads and asks, another tells. */
    private final class Run {
        private static final Asked END = Asked.wrong(0, Problem.of(0, "", ""));

        private final Catalogue programme;
        private final ApiKey key;
        private final Locale language;
        private final BooleanSupplier closing;
        private final BlockingQueue<Asked> asked = new ArrayBlockingQueue<>(UNDER_WAY);
        /** Whether nobody reads what is told any more. */
        private volatile boolean gone;

        Run(Catalogue programme, Call call) {
            this.programme = programme;
            this.key = call.key();
            this.language = call.language();
            this.closing = call.closing();
        }

        void run(InputStream in, OutputStream out) throws IOException {
            Thread teller = Thread.ofVirtual().name("guildhall-bulk").start(() -> tell(out));
            boolean read = false;
            try {
                Lines lines = new Lines(in, LONGEST_LINE);
                while (!lines.ended() && !gone && !closing.getAsBoolean()) {
                    ask(lines.next());
                    if (!edge.keys().hold(key)) {
                        asked.put(Asked.wrong(lines.number(), Problem.of(401, "unauthorized",
                                "found a key that was revoked meanwhile; nothing from this line on was done")));
                        break;
                    }
                }
                asked.put(END);
                read = true;
                teller.join();
                if (gone) {
                    throw new IOException("nobody reads what is told");
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } finally {
                if (!read) {
                    teller.interrupt();
                }
            }
        }

        /** Asks for what could be read of the lines, once their members have keys, and keeps the order of all. */
        private void ask(List<Lines.Line> lines) throws InterruptedException {
            List<Object> read = new ArrayList<>(lines.size());
            List<String> references = new ArrayList<>(lines.size());
            for (Lines.Line line : lines) {
                try {
                    RequestBody body = read(line);
                    references.add(member(body, references));
                    read.add(body);
                } catch (ProblemException refused) {
                    read.add(refused.problem());
                }
            }
            long[] keys = edge.profiles().keysOf(Edge.number(programme), references);
            int next = 0;
            for (int i = 0; i < read.size(); i++) {
                long line = lines.get(i).number();
                asked.put(switch (read.get(i)) {
                    case RequestBody body -> submitted(line, body, keys[next++]);
                    case Problem problem -> Asked.wrong(line, problem);
                    default -> throw new IllegalStateException("expected a body or a problem");
                });
            }
        }

        /** Whoever is known, or will be by this line or one before. */
        private String member(RequestBody body, List<String> before) {
            String reference = body.requireMember();
            boolean mayBeFirst = body.command() instanceof MemberCommand.Record
                    || body.command() instanceof MemberCommand.Subscribe;
            if (!mayBeFirst && edge.profiles().find(Edge.number(programme), reference).isEmpty()
                    && !before.contains(reference)) {
                throw Members.unknown(reference);
            }
            return reference;
        }

        private RequestBody read(Lines.Line line) {
            if (line.tooLong()) {
                throw new ProblemException(413, "too-large",
                        "found a line of more than " + LONGEST_LINE + " bytes, expected at most that");
            }
            return RequestBody.readLine(line.bytes(), Ask.ACTIVITY, programme, edge.codes());
        }

        private Asked submitted(long line, RequestBody body, long key) throws InterruptedException {
            EntityName member = new EntityName(Edge.number(programme), EntityKind.MEMBER, key);
            CompletableFuture<Object> answer = new CompletableFuture<>();
            Command command = new Command(member, body.id(), body.at(), 0, Ask.ACTIVITY.origin(), body.command());
            if (edge.runtime().submitWaiting(command, answer::complete) != Submission.TAKEN) {
                answer.complete(Outcomes.undecided(Kind.STOPPED, "its partition has stopped"));
            }
            return new Asked(line, body, member, answer);
        }

        /** Writes what came of each, and sends it whenever the next is not decided yet; takes all, whoever reads it. */
        private void tell(OutputStream to) {
            OutputStream out = new BufferedOutputStream(to, 32 << 10);
            try {
                for (Asked one = asked.take(); one != END; one = asked.take()) {
                    if (!gone) {
                        tell(one, out);
                    }
                }
                if (!gone) {
                    out.close(); // the end of a body that is whole; any other has none
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException left) {
                gone = true;
            }
        }

        private void tell(Asked one, OutputStream out) {
            try {
                if (!one.answer.isDone()) {
                    out.flush();
                }
                out.write(Json.bytes(told(one)));
                out.write('\n');
                if (asked.isEmpty()) {
                    out.flush();
                }
            } catch (IOException | RuntimeException left) {
                gone = true;
            }
        }

        private Map<String, Object> told(Asked one) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("line", one.line);
            RequestBody body = one.body;
            if (body != null) {
                json.put("id", body.id());
            }
            json.putAll(outcome(one, one.answer.join()));
            return json;
        }

        private Map<String, Object> outcome(Asked one, Object answer) {
            try {
                return answer instanceof Answer.Decided decided && one.body != null
                        ? decided(one.member, one.body, decided.outcome())
                        : problem(answer).json(language);
            } catch (UndecidedException | StorageException unread) {
                return Outcomes.untold(unread).json(language);
            }
        }

        private Map<String, Object> decided(EntityName member, RequestBody body, Outcome outcome) {
            return switch (outcome) {
                case Outcome.Accepted accepted -> Outcomes.json("accepted", body.id(), accepted.version());
                case Outcome.Repeated repeated when repeated.accepted() ->
                        Outcomes.json("repeated", body.id(), repeated.version());
                case Outcome.Begun begun -> Outcomes.json("begun", body.id(), begun.version());
                case Outcome.Repeated repeated ->
                        outcomes.refusedBefore(member, repeated.version(), body.terms(), language).json(language);
                case Outcome.Refused refused ->
                        outcomes.refused(refused.refusal(), refused.version(), body.terms(), language).json(language);
            };
        }

        private Problem problem(Object answer) {
            return switch (answer) {
                case Problem problem -> problem;
                case Answer.Unknown unknown -> Outcomes.undecided(Kind.OUTCOME_UNKNOWN, unknown.reason());
                case Answer.NotTaken notTaken -> Outcomes.undecided(Kind.STOPPED, notTaken.reason());
                case Answer.Failed failed -> {
                    LOG.log(System.Logger.Level.ERROR, "failed to decide", failed.cause());
                    yield Problem.of(500, "fault", "found a fault of ours, which is in the log; nothing was done");
                }
                default -> throw new IllegalStateException("expected an answer, but found " + answer);
            };
        }
    }
}
