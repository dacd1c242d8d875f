package org.guildhall.server.api;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.Keys;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.Permission;
import org.guildhall.server.access.Role;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.MemberJson;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes keys. */
final class KeyRoutes {
    private static final String ALL = "/v1/keys";
    private static final String ALL_PROGRAMMES = "*";
    /** A key has no moments. */
    private static final ZoneCalendar UTC = new ZoneCalendar(ZoneOffset.UTC);

    private final Edge edge;

    KeyRoutes(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Permission.KEYS, this::list),
                new Route("POST", ALL, Permission.KEYS, this::create),
                new Route("DELETE", ALL + "/{key}", Permission.KEYS, this::revoke));
    }

    private Reply list(Call call) {
        requireAll(call);
        return Reply.json(200, Map.of("keys", edge.keys().all().stream().map(KeyRoutes::json).toList()));
    }

    private Reply create(Call call) {
        requireAll(call);
        Problems problems = new Problems("body");
        Node root = JsonNodes.read(call.parts().body(), problems);
        Keys keys = root == null ? null : Keys.of(root, "a key", UTC, problems);
        if (keys == null) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        Node word = keys.need("role", String.join(", ", words()), "partner");
        String name = keys.needText("name", "who has it", "web shop");
        String scope = keys.needText("programme", "the only one it is good for, or " + ALL_PROGRAMMES, "my-shop");
        int rate = rate(keys, problems);
        keys.done();
        String known = word == null ? null : Keys.name(word, "a role", words(), problems);
        Role role = known == null ? null : Role.of(known);
        if (!problems.none() || role == null || name == null || scope == null) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        String programme = ALL_PROGRAMMES.equals(scope) ? null : scope;
        if (rate > 0 && role == Role.ADMINISTRATOR) {
            throw new ProblemException(400, "malformed",
                    "found an administrator with a rate, expected none, as only they can help a server that is busy");
        }
        if (programme != null && role == Role.ADMINISTRATOR) {
            throw new ProblemException(400, "malformed", "found an administrator of " + programme
                    + ", expected programme: " + ALL_PROGRAMMES + ", as keys are made for all");
        }
        if (programme != null) {
            var _ = edge.programme(programme);
        }
        AccessKeys.Created created = edge.keys().create(role, programme, name, edge.clock().millis(), rate);
        edge.record(call, "key-created", created.key());
        Map<String, @Nullable Object> json = json(created.key());
        json.put("token", created.token());
        return Reply.json(201, json);
    }

    /** 0 where none is said. */
    private static int rate(Keys keys, Problems problems) {
        Node node = keys.get("rate");
        Long rate = node == null ? null : Keys.amount(node, 0, "rate", problems);
        if (node == null || rate == null) {
            return 0;
        }
        if (rate < 1 || rate > ApiKey.MOST_RATE) {
            problems.wrong(node, "1 to " + ApiKey.MOST_RATE + " requests a second", null);
            return 0;
        }
        return Math.toIntExact(rate);
    }

    private Reply revoke(Call call) {
        requireAll(call);
        String id = call.path("key");
        if (id.equals(call.key().id())) {
            throw new ProblemException(409, "own-key",
                    "found the key with which you ask, expected another to revoke it");
        }
        ApiKey revoked = edge.keys().revoke(id);
        if (revoked == null) {
            throw new ProblemException(404, "unknown-key", "found no key " + id + ", expected the id of one");
        }
        edge.record(call, "key-revoked", revoked);
        return Reply.nothing();
    }

    /** What concerns all programmes can't be asked with a key for one. */
    static void requireAll(Call call) {
        if (call.key().programme() != null) {
            throw new ProblemException(403, "forbidden", "found a key for " + call.key().programme()
                    + ", expected one for all programmes");
        }
    }

    private static List<String> words() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.MEMBER).map(Role::word).toList();
    }

    private static Map<String, @Nullable Object> json(ApiKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("role", key.role().word());
        json.put("programme", key.programme() == null ? ALL_PROGRAMMES : key.programme());
        json.put("name", key.name());
        json.put("rate", key.rate() == 0 ? null : key.rate());
        json.put("created", MemberJson.moment(key.created()));
        return json;
    }
}
