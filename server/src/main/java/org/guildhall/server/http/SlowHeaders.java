package org.guildhall.server.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose headers take too long, as Helidon 4.4.0 limits only the wait for the next byte. Each connection has a thread of its own, which reads it;
 * an interrupt closes the connection.
 */
final class SlowHeaders implements Http1ConnectionListener, AutoCloseable {
    private final Duration longest;
    /** Since when each thread reads headers, by {@link System#nanoTime}. */
    private final Map<Thread, Long> reading = new ConcurrentHashMap<>();
    private final Thread watch;

    SlowHeaders(Duration longest) {
        this.longest = longest;
        watch = Thread.ofVirtual().name("guildhall-slow-headers").start(this::watch);
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        reading.put(Thread.currentThread(), System.nanoTime());
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        if (reading.remove(Thread.currentThread()) == null) {
            throw new CloseConnectionException("the headers took too long");
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(longest.dividedBy(4));
                long now = System.nanoTime();
                reading.forEach((thread, since) -> {
                    if (now - since > longest.toNanos() && reading.remove(thread, since)) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
