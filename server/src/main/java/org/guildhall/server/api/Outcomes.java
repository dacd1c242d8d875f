package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.http.Problem;
import org.guildhall.server.shown.FactJson;
import org.guildhall.server.shown.FactWords;
import org.jspecify.annotations.Nullable;

/** What came of a command, as it is told. */
final class Outcomes {
    private final Edge edge;

    Outcomes(Edge edge) {
        this.edge = edge;
    }

    /** @param outcome {@code accepted}, {@code repeated} or {@code begun} */
    static Map<String, Object> json(String outcome, String id, long version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("id", id);
        json.put("version", version);
        return json;
    }

    static Problem refused(Refusal refusal, long version, Terms terms) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("facts", FactJson.of(refusal, terms));
        more.put("version", version);
        String facts = new FactWords(terms).of(refusal);
        return new Problem(422, refusal.code(), facts.isEmpty() ? refusal.code() : facts, more);
    }

    /** Why a command was refused before; it reads the journal. */
    Problem refusedBefore(EntityName member, long version, Terms terms) {
        PastEntry entry = edge.runtime().entry(member, version);
        Refusal refusal = entry == null ? null : edge.engine().explain(member, entry.bytes()).refusal();
        return refusal == null
                ? Problem.of(422, "refused", "found that it was refused before, for a reason that is not kept")
                : refused(refusal, version, terms);
    }

    static Problem undecided(UndecidedException.Kind kind, @Nullable String why) {
        return switch (kind) {
            case TRY_LATER -> Problem.of(429, "try-later", String.valueOf(why));
            case STOPPED -> Problem.of(503, "stopped", why + "; nothing was done");
            case OUTCOME_UNKNOWN -> Problem.of(503, "outcome-unknown",
                    why + "; it may be done or not, expected the same id to be asked again");
        };
    }
}
