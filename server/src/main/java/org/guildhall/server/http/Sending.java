package org.guildhall.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Sends answers, to readers that take them in time. Any thread. */
final class Sending implements AutoCloseable {
    /** The longest body that is taken though nobody wants it, so that its sender gets to read the answer. */
    private static final int LARGEST_REST = 4 << 20;

    private static final System.Logger LOG = System.getLogger(Sending.class.getName());

    private final Watch answers;
    private final Duration longestRest;

    Sending(Limits limits) {
        answers = new Watch("guildhall-slow-readers", limits.send());
        longestRest = limits.body();
    }

    /** Whether only what GET would say of it is wanted, and not the body. */
    static boolean isHead(ServerRequest request) {
        return request.prologue().method().text().equals(HttpEdge.HEAD);
    }

    /** Sends an answer, whole or as it comes to be, and makes the connection ready for the next request or closes it. */
    void send(ServerRequest request, ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        if (!reply.type().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, reply.type());
        }
        if (reply.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        boolean leftUnread = reply.body() instanceof Reply.Body.Whole && isLeftUnread(request, reply);
        if (leftUnread) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        switch (reply.body()) {
            case Reply.Body.Whole whole -> {
                answers.begin();
                try {
                    sendWhole(response, whole.bytes(), isHead(request));
                } finally {
                    answers.end();
                }
            }
            case Reply.Body.Streamed streamed when isHead(request) -> {
                response.send();
                drop(reply);
            }
            case Reply.Body.Streamed streamed -> stream(request, response, streamed.writer());
        }
        if (leftUnread || request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            // Helidon 4.4.0 would keep the connection, and its thread, until the body was read.
            throw new CloseConnectionException("nothing more is expected on this connection");
        }
        takeRest(request);
    }

    /** Lets an answer end that nobody gets: what it holds, where it would be streamed, is let go. */
    static void drop(Reply reply) {
        if (reply.body() instanceof Reply.Body.Streamed streamed) {
            try {
                streamed.writer().write(new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("nobody gets it");
                    }
                });
            } catch (IOException ended) {
                LOG.log(System.Logger.Level.TRACE, "a stream was not wanted", ended);
            }
        }
    }

    private static void sendWhole(ServerResponse response, byte[] body, boolean headOnly) {
        if (headOnly) {
            response.contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    /** Whether a body was not read that nobody should have to read, or have to wait for. */
    private static boolean isLeftUnread(ServerRequest request, Reply reply) {
        return request.content().hasEntity()
                && !request.content().consumed()
                && (reply.status() == 408
                        || request.headers().contains(HeaderValues.EXPECT_100)
                        || request.headers().contentLength().orElse(Long.MAX_VALUE) > LARGEST_REST);
    }

    /** Takes a body that was left unread, so that the next request can be read. */
    private void takeRest(ServerRequest request) {
        if (request.content().hasEntity() && !request.content().consumed()) {
            try {
                var _ = WholeBody.read(new BodyStream(request.content().inputStream()), LARGEST_REST, longestRest);
            } catch (ProblemException | UncheckedIOException endless) {
                throw new CloseConnectionException("the rest of the body is not waited for", endless);
            }
        }
    }

    /** A body that was begun can only be cut off, so that nobody takes a part of it for the whole. */
    private void stream(ServerRequest request, ServerResponse response, Reply.Writer writer) {
        try {
            writer.write(new WatchedStream(response.outputStream(), answers));
            if (request.content().consumed()) {
                end(response);
            }
        } catch (IOException | RuntimeException fault) {
            if (!isGone(fault)) {
                LOG.log(System.Logger.Level.ERROR, "failed in the midst of an answer", fault);
            }
            throw new CloseConnectionException("the answer was cut off", fault);
        }
        if (!request.content().consumed()) {
            throw new CloseConnectionException("the rest of the body is not waited for");
        }
    }

    /** Sends the last chunk, which Helidon would send only after us, and so not where we close the connection. */
    private void end(ServerResponse response) {
        if (response instanceof RoutingResponse routed) {
            answers.begin();
            try {
                routed.commit();
            } finally {
                answers.end();
            }
        }
    }

    /** Whether it came of a connection that ended. */
    static boolean isGone(Throwable fault) {
        return fault instanceof IOException || fault instanceof UncheckedIOException
                || fault instanceof ServerConnectionException
                || fault instanceof DataReader.InsufficientDataAvailableException;
    }

    @Override
    public void close() {
        answers.close();
    }
}
