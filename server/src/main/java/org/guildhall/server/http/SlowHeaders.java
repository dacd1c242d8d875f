package org.guildhall.server.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/** Ends connections whose headers take too long, as Helidon 4.4.0 limits only the wait for the next byte. */
final class SlowHeaders implements Http1ConnectionListener {
    private final Watch watch;

    SlowHeaders(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        watch.begin();
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        if (!watch.end()) {
            throw new CloseConnectionException("the headers took too long");
        }
    }
}
