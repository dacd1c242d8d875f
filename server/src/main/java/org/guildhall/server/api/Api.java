package org.guildhall.server.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.feed.EventRoutes;
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
        Commands commands = new Commands(edge, members, outcomes);
        return Stream.of(
                new Programmes(edge).routes(),
                new FigureRoutes(edge).routes(),
                new TermsRoutes(edge).routes(),
                new KnownMembers(edge).routes(),
                members.routes(),
                new PlanRoutes(edge, members).routes(),
                new BenefitRoutes(edge, members).routes(),
                new CouponRoutes(edge, members).routes(),
                commands.routes(),
                new StockRoutes(edge, commands).routes(),
                new OfferRoutes(edge, commands).routes(),
                new ContactRoutes(edge, members).routes(),
                new Erasing(edge, members, commands, outcomes).routes(),
                new Bulk(edge, outcomes).routes(),
                new EventRoutes(edge.engine(), edge.runtime(), edge.profiles(), edge.keys()).routes(),
                new TokenRoutes(edge, members).routes(),
                new KeyRoutes(edge).routes(),
                new AuditRoutes(edge).routes(),
                clock(edge)).flatMap(List::stream).map(Api::undecided).toList();
    }

    private static List<Route> clock(Edge edge) {
        SandboxClock clock = edge.sandbox();
        return clock == null ? List.of() : new ClockRoutes(edge, clock).routes();
    }

    /** What anybody may read, without a key. */
    public static List<OpenRoute> open(Edge edge) {
        ApiDocument document = ApiDocument.read();
        return List.of(
                new OpenRoute("GET", "/health", visit -> health(edge)),
                new OpenRoute("GET", "/v1/openapi.json", visit -> document.json()),
                new OpenRoute("GET", "/v1/openapi.yaml", visit -> document.yaml()));
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
