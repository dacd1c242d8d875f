package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.http.Problem;
import org.guildhall.server.shown.Called;
import org.guildhall.server.shown.FactJson;
import org.guildhall.server.shown.FactWords;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/** What came of a command, as it is told. */
final class Outcomes {
    private static final System.Logger LOG = System.getLogger(Outcomes.class.getName());

    private static final Set<String> SAID = Set.of("sold-out", "code-used", "code-unknown");

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

    Problem refused(Refusal refusal, long version, Terms terms, Locale language) {
        Map<String, Object> more = new LinkedHashMap<>();
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        FactJson.of(refusal, terms)
                .forEach((name, fact) -> named.put(name, fact instanceof String text ? named(text) : fact));
        more.put("facts", named);
        more.put("version", version);
        String facts = named(new FactWords(terms, offers(terms), language).of(refusal));
        return new Problem(422, refusal.code(), facts, more);
    }

    private Offers offers(Terms terms) {
        return edge.programme(terms.programme()).offers();
    }

    /** Why a command was refused before, or work over two members came to nothing; it reads the journal. */
    Problem refusedBefore(EntityName member, long version, Terms terms, Locale language) {
        PastEntry entry = edge.runtime().entry(member, version);
        EntryView view = entry == null ? null : edge.engine().explain(member, entry.bytes());
        Refusal refusal = view == null ? null : view.refusal();
        if (refusal != null) {
            return refused(refusal, version, terms, language);
        }
        return view != null && view.work() instanceof EntryView.Work.Ended ended && !ended.done()
                ? undone(ended.reason(), version, language)
                : new Problem(422, "refused", "found that it was refused before, for a reason that is not kept",
                        Map.of("facts", Map.of(), "version", version));
    }

    private static Problem undone(String reason, long version, Locale language) {
        // What is gone is gone, whether a look at it said so or who decided; and of a code nothing else is to be told.
        boolean said = SAID.contains(reason);
        return new Problem(422, said ? reason : "other-refused",
                said ? FactWords.ended(reason, language) : "reason " + reason,
                Map.of("facts", Map.of("reason", reason), "version", version));
    }

    /** With members by a reference, rather one that is no contact, where a text names them as the engine does. */
    private String named(String text) {
        return new Called(name -> Objects.requireNonNullElse(
                Masks.name(edge.profiles().references(name.programme(), name.key())), name.toString())).in(text);
    }

    /** Why nothing can be told: a partition that stopped, or data that can't be read. */
    static Problem untold(RuntimeException why) {
        if (why instanceof UndecidedException undecided) {
            return undecided(undecided.kind(), undecided.getMessage());
        }
        LOG.log(System.Logger.Level.ERROR, "can't read or write what is stored", why);
        return Problem.of(503, "stopped", "found data that can't be read or written, which is in the log");
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
