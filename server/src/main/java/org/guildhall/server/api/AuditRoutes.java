package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.MemberJson;
import org.jspecify.annotations.Nullable;

/** Shows the audit trail. */
final class AuditRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final int LARGEST_NUMBER = 999_999_999;

    private final Edge edge;

    AuditRoutes(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/v1/audit", Permission.READ_AUDIT, this::recent));
    }

    /** Entries, the newest first; {@code before} is the number of the last one that was given. */
    private Reply recent(Call call) {
        KeyRoutes.requireAll(call);
        int limit = call.number("limit", PAGE, LARGEST_PAGE);
        List<AuditEntry> entries =
                edge.audit().recent(limit, call.number("before", LARGEST_NUMBER, LARGEST_NUMBER));
        Map<String, String> names = edge.keys().all().stream().collect(Collectors.toMap(ApiKey::id, ApiKey::name));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entries", entries.stream().map(entry -> json(entry, names.get(entry.actor()))).toList());
        boolean more = !entries.isEmpty() && entries.getLast().number() > 1;
        json.put("next", more ? entries.getLast().number() : null);
        return Reply.json(200, json);
    }

    /** @param name of the key that did it; null where there is none by now */
    private static Map<String, @Nullable Object> json(AuditEntry entry, @Nullable String name) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("moment", MemberJson.moment(entry.moment()));
        json.put("actor", entry.actor());
        json.put("name", name);
        json.put("role", entry.role());
        json.put("action", entry.action());
        json.put("programme", entry.programme());
        json.put("subject", entry.subject());
        json.put("facts", entry.facts());
        return json;
    }
}
