package org.guildhall.server;

import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.RateLimits;
import org.guildhall.server.api.Api;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.Gate;
import org.guildhall.server.http.HttpEdge;

/** A runtime served over HTTP. Closing it answers what it took; the runtime stays open, and is its owner's to close. */
public final class GuildhallServer implements AutoCloseable {
    private final HttpEdge http;

    private GuildhallServer(HttpEdge http) {
        this.http = http;
    }

    /** @param port 0 for any that is free */
    public static GuildhallServer start(Edge edge, String host, int port) {
        Gate gate = new Gate(edge.callers(), new Guessing(edge.clock(), edge.audit()), new RateLimits(edge.clock()));
        return new GuildhallServer(new HttpEdge(host, port, gate, Api.routes(edge), () -> Api.health(edge)));
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }
}
