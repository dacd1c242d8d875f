package org.guildhall.server.http;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request as Helidon has them.
 *
 * @param named the parts of the path, decoded
 * @param longest that a body may take that is read whole
 * @param asked the names of the query that were asked for
 */
record HelidonParts(ServerRequest request, Map<String, String> named, Duration longest,
        Set<String> asked) implements Call.Parts {
    HelidonParts(ServerRequest request, Map<String, String> named, Duration longest) {
        this(request, named, longest, new HashSet<>());
    }

    @Override
    public String path(String name) {
        return Objects.requireNonNull(named.get(name), name);
    }

    @Override
    public String address() {
        String query = request.query().rawValue();
        return request.path().rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    @Override
    public InetAddress from() {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public boolean isSecure() {
        return request.isSecure() || header("X-Forwarded-Proto").filter("https"::equals).isPresent();
    }

    @Override
    public Optional<String> query(String name) {
        asked.add(name);
        UriQuery query = request.query();
        return query.contains(name) ? Optional.of(query.get(name)) : Optional.empty();
    }

    /** The first name in the query that nobody asked for; null where there is none. */
    @Nullable
    String unasked() {
        return request.query().isEmpty() ? null
                : request.query().names().stream().filter(name -> !asked.contains(name)).findFirst().orElse(null);
    }

    @Override
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public byte[] body() {
        if (request.headers().contentLength().orElse(0) > HttpEdge.LARGEST_BODY) {
            throw WholeBody.tooLarge(HttpEdge.LARGEST_BODY);
        }
        return WholeBody.read(stream(), HttpEdge.LARGEST_BODY, longest);
    }

    @Override
    public InputStream stream() {
        return request.content().hasEntity()
                ? new BodyStream(request.content().inputStream())
                : InputStream.nullInputStream();
    }
}
