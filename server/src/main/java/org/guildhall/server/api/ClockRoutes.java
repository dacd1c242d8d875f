package org.guildhall.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.Keys;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;

/** Shows and moves the clock of a sandbox; elsewhere there are no such routes. */
final class ClockRoutes {
    private static final String CLOCK = "/v1/clock";

    private final Edge edge;
    private final SandboxClock clock;

    ClockRoutes(Edge edge, SandboxClock clock) {
        this.edge = edge;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", CLOCK, Permission.READ_PROGRAMME, call -> shown()),
                new Route("PUT", CLOCK, Permission.OPERATE, this::move));
    }

    private Reply shown() {
        return Reply.json(200, Map.of("now", Instant.ofEpochMilli(clock.millis()).toString()));
    }

    private Reply move(Call call) {
        call.requireKeyForAll();
        long moment = moment(call);
        if (!clock.moveTo(moment, edge.runtime(), call.closing())) {
            throw new ProblemException(409, "clock-backwards", "found " + Instant.ofEpochMilli(moment)
                    + ", expected a moment not before " + Instant.ofEpochMilli(clock.millis()));
        }
        edge.recordChange(call, "clock-moved", null, Map.of("to", Instant.ofEpochMilli(moment).toString()));
        return shown();
    }

    private static long moment(Call call) {
        Problems problems = new Problems("body");
        Node root = JsonNodes.read(call.parts().body(), problems);
        Keys keys = root == null ? null : Keys.of(root, "a clock", SandboxClock.UTC, problems);
        Node node = keys == null ? null : keys.need("now", "what the clock is to show", "2026-11-26T10:00:00Z");
        Long moment = node == null ? null : SandboxClock.read(node, problems);
        if (keys != null) {
            keys.done();
        }
        if (moment == null || !problems.none()) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        return moment;
    }
}
