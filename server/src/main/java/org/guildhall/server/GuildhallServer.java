package org.guildhall.server;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.RateLimits;
import org.guildhall.server.api.Api;
import org.guildhall.server.api.Edge;
import org.guildhall.server.api.Erasing;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.http.Gate;
import org.guildhall.server.http.HttpEdge;
import org.guildhall.server.http.Identity;
import org.guildhall.server.http.Limits;
import org.guildhall.server.http.Listening;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Route;
import org.guildhall.server.pages.Pages;
import org.guildhall.server.telemetry.RequestLog;
import org.guildhall.server.telemetry.Telemetry;
import org.guildhall.server.telemetry.Tracing;
import org.jspecify.annotations.Nullable;

/** A runtime served over HTTP. Closing it answers what it took; the runtime stays open, and is its owner's to close. */
public final class GuildhallServer implements AutoCloseable {
    private final HttpEdge http;
    private final List<Route> routes;

    private GuildhallServer(HttpEdge http, List<Route> routes) {
        this.http = http;
        this.routes = routes;
    }

    /** Over plain HTTP, with slow requests in the log. */
    public static GuildhallServer start(Edge edge, String host, int port) {
        return start(edge, new Listening(host, port, null), Limits.USUAL, RequestLog.SLOW_ONLY, null);
    }

    /** @param tracing null where nobody collects traces; its owner's to close */
    public static GuildhallServer start(
            Edge edge, Listening at, Limits limits, RequestLog log, @Nullable Tracing tracing) {
        Erasing.endBegun(edge);
        Telemetry telemetry = Telemetry.of(edge, log, tracing);
        List<Route> routes = new ArrayList<>(Api.routes(telemetry.edge()));
        routes.add(telemetry.metrics());
        List<OpenRoute> open = new ArrayList<>(Api.open(edge));
        CallerCheck check = new CallerCheck(edge.callers(), new Guessing(edge.clock(), edge.audit()));
        open.addAll(Pages.routes(telemetry.edge(), check));
        Gate gate = new Gate(check, new RateLimits(edge.clock()));
        return new GuildhallServer(
                new HttpEdge(at, limits, gate, routes, open, Pages::problem, telemetry.requests()), routes);
    }

    /** All that ask for a key. */
    public List<Route> routes() {
        return routes;
    }

    public int port() {
        return http.port();
    }

    /** Shows itself so over TLS from now on, to connections that are made anew. */
    public void renew(Identity identity) {
        http.renew(identity);
    }

    @Override
    public void close() {
        http.close();
    }
}
