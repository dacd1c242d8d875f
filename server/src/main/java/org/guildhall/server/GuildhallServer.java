package org.guildhall.server;

import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.RateLimits;
import org.guildhall.server.api.Api;
import org.guildhall.server.api.Edge;
import org.guildhall.server.api.Erasing;
import org.guildhall.server.http.Gate;
import org.guildhall.server.http.HttpEdge;
import org.guildhall.server.http.Limits;
import org.guildhall.server.pages.Pages;

/** A runtime served over HTTP. Closing it answers what it took; the runtime stays open, and is its owner's to close. */
public final class GuildhallServer implements AutoCloseable {
    private final HttpEdge http;

    private GuildhallServer(HttpEdge http) {
        this.http = http;
    }

    /** @param port 0 for any that is free */
    public static GuildhallServer start(Edge edge, String host, int port) {
        return start(edge, host, port, Limits.USUAL);
    }

    /** @param port 0 for any that is free */
    public static GuildhallServer start(Edge edge, String host, int port, Limits limits) {
        Erasing.endBegun(edge);
        Gate gate = new Gate(edge.callers(), new Guessing(edge.clock(), edge.audit()), new RateLimits(edge.clock()));
        return new GuildhallServer(new HttpEdge(host, port, limits, gate, Api.routes(edge), Pages.routes(edge),
                () -> Api.health(edge)));
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }
}
