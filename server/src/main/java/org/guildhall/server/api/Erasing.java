package org.guildhall.server.api;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Problem;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.MemberJson;
import org.jspecify.annotations.Nullable;

/**
 * Erases members: they leave, so that the ledger says what became of their points; then nobody knows any more who they were. It
 * is noted first that it is begun, so that a start after a crash ends it for those who had left by then.
 */
public final class Erasing {
    private static final String ACTION = Ask.ERASURE.action();
    private static final String LEFT = "left";
    private static final Set<String> IN = Set.of("guest", "active", "frozen");
    private static final System.Logger LOG = System.getLogger(Erasing.class.getName());

    private final Edge edge;
    private final Members members;
    private final Commands commands;
    private final Outcomes outcomes;

    Erasing(Edge edge, Members members, Commands commands, Outcomes outcomes) {
        this.edge = edge;
        this.members = members;
        this.commands = commands;
        this.outcomes = outcomes;
    }

    List<Route> routes() {
        return List.of(new Route("DELETE", Members.ONE, Permission.OPERATE, this::erase));
    }

    /** Ends what a crash cut off; of those who have not left by now it was never decided. */
    public static void endBegun(Edge edge) {
        for (EntityName member : edge.profiles().begunErasures()) {
            try {
                endBegun(edge, member);
            } catch (UndecidedException | StorageException untold) {
                LOG.log(System.Logger.Level.WARNING, "an erasure that was cut off waits for the next start", untold);
            }
        }
    }

    private static void endBegun(Edge edge, EntityName member) {
        if (takesPart(view(edge, member))) {
            edge.profiles().withdrawErasure(member.programme(), member.key());
            return;
        }
        edge.audit()
                .record(AuditEntry.byItself(edge.clock().millis(), ACTION, HexFormat.of().toHexDigits(member.key()),
                        Map.of()));
        destroy(edge, member);
    }

    /** Nobody asks with the member's tokens from now on, and nobody knows who it was. */
    private static void destroy(Edge edge, EntityName member) {
        edge.tokens().revoke(member, edge.clock().millis());
        edge.profiles().erase(member.programme(), member.key());
    }

    private Reply erase(Call call) {
        if (call.parts().header("If-Match").isPresent()) {
            throw new ProblemException(400, "malformed",
                    "found If-Match, expected none: who is erased is erased whatever was done meanwhile");
        }
        RequestBody asked = RequestBody.readQuery(call, Ask.ERASURE, edge.programme(call), edge.codes());
        EntityName member = members.asked(call);
        requireKnownBy(member, asked.at());
        edge.profiles().beginErasure(member.programme(), member.key());
        leave(member, asked, call.language());
        Map<String, String> forfeited = forfeited(member, asked.terms());
        edge.record(call, ACTION, member, Map.of());
        destroy(edge, member);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", ACTION);
        json.put("id", asked.id());
        json.put("forfeited", forfeited);
        return Reply.json(200, json);
    }

    /** Asked again once it is done, the same reference may name somebody new, who is not meant. */
    private void requireKnownBy(EntityName member, long at) {
        long since = edge.profiles().knownSince(member.programme(), member.key());
        if (since > at) {
            throw new ProblemException(409, "known-later", "found somebody who is known since "
                    + MemberJson.moment(since) + " only, expected one who was known at the time that at says");
        }
    }

    /** Whoever never did anything leaves too: what others have on the way for them, such as a gift, goes back. */
    private void leave(EntityName member, RequestBody asked, Locale language) {
        MemberView view = view(edge, member);
        if (view != null && !takesPart(view)) {
            return;
        }
        try {
            Outcome outcome = commands.ended(
                    new Command(member, asked.id(), asked.at(), 0, Ask.ERASURE.origin(), asked.command()));
            if (takesPart(view(edge, member))) {
                edge.profiles().withdrawErasure(member.programme(), member.key());
                throw new ProblemException(why(member, outcome, asked.terms(), language));
            }
        } catch (UndecidedException undecided) {
            if (undecided.kind() != UndecidedException.Kind.OUTCOME_UNKNOWN) {
                edge.profiles().withdrawErasure(member.programme(), member.key());
            }
            throw undecided;
        }
    }

    private Problem why(EntityName member, Outcome outcome, Terms terms, Locale language) {
        return switch (outcome) {
            case Outcome.Refused(long version, Refusal refusal) -> outcomes.refused(refusal, version, terms, language);
            case Outcome.Repeated(long version, boolean _) -> outcomes.refusedBefore(member, version, terms, language);
            case Outcome.Accepted _,Outcome.Begun _ ->
                    throw new IllegalStateException(
                            "expected " + member + " to have left, but found that it takes part");
        };
    }

    private static boolean takesPart(@Nullable MemberView view) {
        return view != null && IN.contains(view.status());
    }

    private static @Nullable MemberView view(Edge edge, EntityName member) {
        long now = edge.clock().millis();
        return edge.runtime().view(member, image -> image == null ? null : edge.engine().view(image, member, now));
    }

    /** By currency, what leaving cost; nothing of those who never did anything. */
    private Map<String, String> forfeited(EntityName member, Terms terms) {
        Map<String, Long> sums = new LinkedHashMap<>();
        MemberView view = view(edge, member);
        if (view != null && view.status().equals(LEFT)) {
            try (Stream<PastEntry> all = edge.runtime().entries(member)) {
                all.map(entry -> edge.engine().explain(member, entry.bytes()))
                        .filter(Erasing::leaves)
                        .findFirst()
                        .ifPresent(entry -> entry.lines().forEach(line -> add(line, sums)));
            }
        }
        Map<String, String> amounts = new LinkedHashMap<>();
        sums.forEach((name, amount) -> {
            PointCurrency currency = terms.currency(name);
            amounts.put(name, MemberJson.decimal(amount, currency == null ? 0 : currency.scale()));
        });
        return amounts;
    }

    private static boolean leaves(EntryView entry) {
        return entry.lines()
                .stream()
                .anyMatch(line -> line.what().equals("status") && LEFT.equals(line.facts().get("status")));
    }

    private static void add(EntryView.Line line, Map<String, Long> sums) {
        if (line.what().equals("posted") && Account.FORFEITED.word().equals(line.facts().get("to"))
                && line.facts().get("amount") instanceof Long amount) {
            sums.merge(String.valueOf(line.facts().get("currency")), amount, Math::addExact);
        }
    }
}
