package org.guildhall.server;

import org.guildhall.server.api.Api;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.HttpEdge;

/** A runtime served over HTTP. Closing it answers what it took; the runtime stays open, and is its owner's to close. */
public final class GuildhallServer implements AutoCloseable {
    private final HttpEdge http;

    private GuildhallServer(HttpEdge http) {
        this.http = http;
    }

    /** @param port 0 for any that is free */
    public static GuildhallServer start(Edge edge, String host, int port) {
        return new GuildhallServer(new HttpEdge(host, port, edge.keys(), Api.routes(edge), Api.open(edge)));
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }
}
