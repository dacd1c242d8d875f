package org.guildhall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.request.Keys;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.ProfileStore.Named;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/** Who is known, by outside references: finds members by how a reference begins, and makes guests known. */
final class KnownMembers {
    private static final String ALL = "/v1/programmes/{programme}/members";
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 200;
    private static final int MOST_REFERENCES = 20;

    private final Edge edge;

    KnownMembers(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Permission.READ_MEMBER, this::search),
                new Route("POST", ALL, Permission.RECORD, this::introduce));
    }

    private Reply search(Call call) {
        Catalogue programme = edge.programme(call);
        String prefix = prefix(call);
        int limit = call.number("limit", PAGE, LARGEST_PAGE);
        String after = call.parts().query("after").map(KnownMembers::decoded).orElse("");
        MemberSearch.Page page =
                new MemberSearch(edge.profiles()).find(Edge.number(programme), prefix, after, limit);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("members", page.found()
                .stream()
                .map(one -> json(programme, one.named(), one.references(), Set.of(prefix)))
                .toList());
        json.put("next", page.next() == null ? null : encoded(page.next()));
        return Reply.json(200, json);
    }

    private static String prefix(Call call) {
        String prefix = call.parts().query("reference").orElse("");
        if (prefix.length() > ProfileStore.MAX_REFERENCE) {
            throw new ProblemException(400, "malformed", "found a reference of " + prefix.length()
                    + " characters, expected the beginning of one, at most " + ProfileStore.MAX_REFERENCE);
        }
        return prefix;
    }

    private static String encoded(String reference) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(reference.getBytes(UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException other) {
            throw new ProblemException(400, "malformed",
                    "found after=" + cursor + ", expected the next of the page before");
        }
    }

    private Reply introduce(Call call) {
        Catalogue programme = edge.programme(call);
        Set<String> references = references(call, programme);
        int number = Edge.number(programme);
        long[] named = references.stream()
                .map(reference -> edge.profiles().find(number, reference))
                .flatMapToLong(OptionalLong::stream)
                .distinct()
                .toArray();
        if (named.length > 1) {
            throw taken("found references of " + named.length + " members");
        }
        String first = references.iterator().next();
        long key = LongStream.of(named).findFirst().orElseGet(() -> edge.profiles().keyOf(number, first));
        EntityName name = new EntityName(number, EntityKind.MEMBER, key);
        for (String reference : references) {
            if (edge.profiles().link(number, key, reference) != key) {
                throw taken("found another member called " + reference);
            }
            edge.record(call, "reference-linked", name,
                    Map.of("namespace", reference.substring(0, reference.indexOf(':'))));
        }
        return Reply.json(named.length == 0 ? 201 : 200,
                json(programme, new Named(first, key), edge.profiles().references(number, key), references))
                .with("Location", Members.location(programme, first));
    }

    private static ProblemException taken(String found) {
        return new ProblemException(409, "reference-taken",
                found + ", expected references that are free or name one member; merge them instead");
    }

    /** The one that the body names first, and the others. */
    private static Set<String> references(Call call, Catalogue programme) {
        Problems problems = new Problems("body");
        Node root = JsonNodes.read(call.parts().body(), problems);
        Keys keys = root == null ? null : Keys.of(root, "a member", programme.latest().calendar(), problems);
        Set<String> references = new LinkedHashSet<>();
        if (keys != null) {
            String first = keys.needText("reference", "by which you know the member", "customer:17850");
            if (first != null) {
                references.add(first);
            }
            references.addAll(others(keys.get("references"), problems));
            keys.done();
        }
        if (!problems.none()) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        references.forEach(Members::requireForm);
        return references;
    }

    private static List<String> others(@Nullable Node node, Problems problems) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof Node.Items items) || items.items().size() > MOST_REFERENCES
                || !items.items().stream().allMatch(Node.Text.class::isInstance)) {
            problems.wrong(node, "a list of at most " + MOST_REFERENCES + " references", null);
            return List.of();
        }
        return items.items().stream().map(item -> ((Node.Text) item).text()).toList();
    }

    /** @param said the references that the caller said, which are no secret to them */
    private Map<String, Object> json(Catalogue programme, Named named, List<String> references, Set<String> said) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", named.reference());
        json.put("references",
                references.stream().map(one -> said.contains(one) ? one : Masks.reference(one)).toList());
        json.put("status", status(new EntityName(Edge.number(programme), EntityKind.MEMBER, named.key())));
        return json;
    }

    /** Who did nothing yet is a guest. */
    private String status(EntityName name) {
        MemberView view = edge.runtime()
                .view(name, image -> image == null ? null : edge.engine().view(image, name, edge.clock().millis()));
        return view == null ? "guest" : view.status();
    }
}
