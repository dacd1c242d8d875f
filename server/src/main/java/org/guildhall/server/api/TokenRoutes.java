package org.guildhall.server.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.Keys;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.server.access.MemberTokens;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;

/** Gives members tokens with which they see themselves, and revokes them. */
final class TokenRoutes {
    private static final String ALL = Members.ONE + "/tokens";
    private static final int USUAL_DAYS = 30;
    /** A token's days are counted from now on, in no zone. */
    private static final ZoneCalendar UTC = new ZoneCalendar(ZoneOffset.UTC);

    private final Edge edge;
    private final Members members;

    TokenRoutes(Edge edge, Members members) {
        this.edge = edge;
        this.members = members;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", ALL, Permission.TOKENS, this::issue),
                new Route("DELETE", ALL, Permission.TOKENS, this::revoke));
    }

    private Reply issue(Call call) {
        EntityName member = members.asked(call);
        int days = days(call.parts().body());
        MemberTokens.Issued issued = edge.issueToken(call.caller(), call.path(Route.PROGRAMME), member, days);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", issued.token().id());
        json.put("expires", Instant.ofEpochMilli(issued.token().expires()).toString());
        json.put("token", issued.text());
        return Reply.json(201, json);
    }

    private static int days(byte[] body) {
        if (body.length == 0) {
            return USUAL_DAYS;
        }
        Problems problems = new Problems("body");
        Node root = JsonNodes.read(body, problems);
        Keys keys = root == null ? null : Keys.of(root, "a token", UTC, problems);
        Node node = keys == null ? null : keys.get("days");
        Long days = node == null ? null : Keys.amount(node, 0, "days", problems);
        if (keys != null) {
            keys.done();
        }
        if (node != null && days != null && (days < 1 || days > MemberTokens.MOST_DAYS)) {
            problems.wrong(node, "1 to " + MemberTokens.MOST_DAYS, String.valueOf(USUAL_DAYS));
        }
        if (!problems.none()) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        return days == null ? USUAL_DAYS : Math.toIntExact(days);
    }

    private Reply revoke(Call call) {
        EntityName member = members.asked(call);
        edge.tokens().revoke(member, edge.clock().millis());
        edge.record(call, "tokens-revoked", member, Map.of());
        return Reply.nothing();
    }
}
