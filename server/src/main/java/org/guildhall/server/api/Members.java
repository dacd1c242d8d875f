package org.guildhall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.PastEntry;
import org.guildhall.server.access.MemberToken;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.ExportedMember;
import org.guildhall.server.shown.Masks;
import org.guildhall.server.shown.MemberJson;
import org.guildhall.server.shown.ShownMember;
import org.jspecify.annotations.Nullable;

/** Who has what, and why. Members are found by any of their outside references. */
final class Members {
    static final String ONE = "/v1/programmes/{programme}/members/{reference}";

    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 200;

    private final Edge edge;

    Members(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ONE, Permission.READ_OWN, this::member),
                new Route("GET", ONE + "/standing", Permission.READ_OWN, this::standing),
                new Route("GET", ONE + "/statement", Permission.READ_OWN, this::statement),
                new Route("GET", ONE + "/commands", Permission.READ_OWN, this::explanation),
                new Route("PUT", ONE + "/references/{other}", Permission.RECORD, this::link));
    }

    private Reply member(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = asked(call);
        String reference = call.path("reference");
        MemberView view = view(call, name);
        List<String> references = edge.profiles()
                .references(name.programme(), name.key())
                .stream()
                .map(one -> one.equals(reference) ? one : Masks.reference(one))
                .toList();
        Map<String, @Nullable Object> json = new ShownMember(programme, call.language()).json(reference,
                new ExportedMember(references, view));
        json.remove("as-of");
        return Reply.asOf(String.valueOf(MemberJson.moment(view.time())), json);
    }

    private Reply standing(Call call) {
        Catalogue programme = edge.programme(call);
        MemberView view = view(call, asked(call));
        return Reply.json(200,
                Map.of("standings", new ShownMember(programme, call.language()).standings(view))).tagged();
    }

    /** As of now; its benefits are read by themselves. */
    MemberView view(Call call, EntityName name) {
        long now = edge.clock().millis();
        return read(call, name, image -> edge.engine().viewButBenefits(image, name, now));
    }

    /** What is read of a committed state; a member who did nothing, or of whom nothing is read, is unknown. */
    <T> T read(Call call, EntityName name, Function<Image, @Nullable T> look) {
        T found = edge.runtime().view(name, image -> image == null ? null : look.apply(image));
        if (found == null) {
            throw unknown(call.path("reference"));
        }
        return found;
    }

    /** Entries, the newest first; {@code before} is the version of the last one that was given. */
    private Reply statement(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = asked(call);
        int limit = call.number("limit", PAGE, LARGEST_PAGE);
        int before = call.number("before", Integer.MAX_VALUE, 999_999_999);
        ShownMember shown = shown(call, programme);
        List<EntryView> entries;
        try (Stream<PastEntry> all = edge.runtime().entries(name, before - 1L)) {
            entries = all.limit(limit + 1L)
                    .map(entry -> edge.engine().explain(name, entry.bytes()))
                    .toList();
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entries", entries.stream().limit(limit).map(shown::entry).toList());
        json.put("next", entries.size() > limit ? entries.get(limit - 1).version() : null);
        return Reply.json(200, json);
    }

    /** A member's own token is not told what the operator's benefits cost. */
    private static ShownMember shown(Call call, Catalogue programme) {
        return new ShownMember(programme, call.language(), !(call.caller() instanceof MemberToken));
    }

    private Reply explanation(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = asked(call);
        String id = call.parts()
                .query("id")
                .orElseThrow(() -> new ProblemException(400, "malformed",
                        "found no id, expected the id of a command: ?id=order-1001"));
        EntryView telling = telling(name, id);
        EntryView entry = telling != null && telling.id().equals(id) ? telling : null;
        Map<Long, Ending> endings = new HashMap<>();
        if (entry == null || entry.work() instanceof EntryView.Work.Begun) {
            entry = lookedFor(name, id, endings);
        }
        if (entry == null) {
            entry = telling;
        }
        if (entry == null) {
            throw new ProblemException(404, "unknown-command",
                    "found no entry of a command " + id + ", expected the id of one that was decided");
        }
        Map<String, @Nullable Object> json = shown(call, programme).entry(entry);
        json.putAll(Ending.state(entry, endings));
        return Reply.json(200, json);
    }

    /** What tells what came of a command that the member remembers: its own entry, what ended its work, or the merge with whose it was. */
    private @Nullable EntryView telling(EntityName name, String id) {
        long version = edge.runtime().view(name, image -> edge.engine().remembered(image, id));
        PastEntry past = version == 0 ? null : edge.runtime().entry(name, version);
        return past == null ? null : edge.engine().explain(name, past.bytes());
    }

    /** Looks through the member's entries, the newest first, so that what ended the work of a command comes before it. */
    private @Nullable EntryView lookedFor(EntityName name, String id, Map<Long, Ending> endings) {
        try (Stream<PastEntry> all = edge.runtime().entries(name)) {
            for (PastEntry past : (Iterable<PastEntry>) all::iterator) {
                EntryView entry = edge.engine().explain(name, past.bytes());
                if (entry.id().equals(id)) {
                    return entry;
                }
                if (entry.work() instanceof EntryView.Work.Ended ended) {
                    endings.put(ended.number(), new Ending(entry.version(), ended));
                }
            }
        }
        return null;
    }

    private Reply link(Call call) {
        EntityName name = asked(call);
        String other = requireForm(call.path("other"));
        if (edge.profiles().link(name.programme(), name.key(), other) != name.key()) {
            throw new ProblemException(409, "reference-taken",
                    "found another member called " + other + ", expected a reference that is free; merge them instead");
        }
        edge.record(call, "reference-linked", name, Map.of("namespace", other.substring(0, other.indexOf(':'))));
        return Reply.nothing();
    }

    /** The member whom the path names: for a member's token nobody but the member whose it is. */
    EntityName asked(Call call) {
        Catalogue programme = edge.programme(call);
        String reference = reference(call);
        OptionalLong key = edge.profiles().find(Edge.number(programme), reference);
        if (call.caller() instanceof MemberToken own && !key.equals(OptionalLong.of(own.key()))) {
            throw new ProblemException(403, "forbidden", "found a member's token and the reference " + reference
                    + ", expected one of that member's own");
        }
        return name(programme, key.orElseThrow(() -> unknown(reference)));
    }

    static String location(Catalogue programme, String reference) {
        return "/v1/programmes/" + part(programme.latest().programme()) + "/members/" + part(reference);
    }

    /** A text as part of a path or query. */
    static String part(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    static String reference(Call call) {
        return requireForm(call.path("reference"));
    }

    static String requireForm(String reference) {
        if (!ReferenceForm.fits(reference)) {
            throw new ProblemException(400, "malformed", "found the reference " + reference
                    + ", expected one with its namespace of a to z, and then no slash and no blank at its ends, such as customer:17850");
        }
        return reference;
    }

    /** The member of that reference. */
    EntityName known(Catalogue programme, String reference) {
        OptionalLong key = edge.profiles().find(Edge.number(programme), reference);
        return name(programme, key.orElseThrow(() -> unknown(reference)));
    }

    /** The same, making a guest of whoever is not known yet. */
    EntityName knownFromNow(Catalogue programme, String reference) {
        return name(programme, edge.profiles().keyOf(Edge.number(programme), reference));
    }

    private static EntityName name(Catalogue programme, long key) {
        return new EntityName(Edge.number(programme), EntityKind.MEMBER, key);
    }

    static ProblemException unknown(String reference) {
        return new ProblemException(404, "unknown-member",
                "found nobody called " + reference + " who did anything, expected a reference of a member");
    }
}
