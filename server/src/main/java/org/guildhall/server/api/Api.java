package org.guildhall.server.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;

/** Every route of {@code /v1}. */
public final class Api {
    private Api() {}

    public static List<Route> routes(Edge edge) {
        Members members = new Members(edge);
        Outcomes outcomes = new Outcomes(edge);
        return Stream.of(
                new Programmes(edge).routes(),
                members.routes(),
                new Commands(edge, members, outcomes).routes(),
                new Bulk(edge, outcomes).routes(),
                new KeyRoutes(edge).routes()).flatMap(List::stream).map(Api::undecided).toList();
    }

    /** What anybody may read, without a key. */
    public static List<OpenRoute> open(Edge edge) {
        ApiDocument document = ApiDocument.read();
        return List.of(
                new OpenRoute("/health", () -> health(edge)),
                new OpenRoute("/v1/openapi.json", document::json),
                new OpenRoute("/v1/openapi.yaml", document::yaml));
    }

    /** Tells callers of a partition that stopped, or can't be read, what that means for them. */
    private static Route undecided(Route route) {
        return new Route(route.method(), route.path(), route.permission(), call -> {
            try {
                return route.handler().apply(call);
            } catch (UndecidedException | StorageException untold) {
                throw new ProblemException(Outcomes.untold(untold));
            }
        });
    }

    /** Whether every partition runs; 503 where one has stopped. */
    private static Reply health(Edge edge) {
        boolean up = edge.runtime().status().partitions().stream().allMatch(one -> one.stopped() == null);
        return Reply.json(up ? 200 : 503, Map.of("status", up ? "up" : "stopped"));
    }
}
