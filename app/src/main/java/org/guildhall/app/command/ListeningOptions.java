package org.guildhall.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.guildhall.server.http.Identity;
import org.guildhall.server.http.Listening;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where {@code serve} listens. */
final class ListeningOptions {
    private static final int USUAL_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--host", paramLabel = "H",
            description = "The address to listen at; 127.0.0.1, this machine alone, unless said.") String host =
                    "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "8080 unless said; 0 for any that is free.") int port =
            USUAL_PORT;

    static ListeningOptions at(String host, int port) {
        ListeningOptions options = new ListeningOptions();
        options.host = host;
        options.port = port;
        return options;
    }

    /** At the usual port, or any other where somebody has that. */
    static ListeningOptions atUsualPortOrAny(String host) {
        ListeningOptions usual = at(host, USUAL_PORT);
        try {
            usual.tryIt();
            return usual;
        } catch (IOException taken) {
            return at(host, 0);
        }
    }

    void require(Output output) {
        if (port < 0 || port > LARGEST_PORT) {
            throw output.usage("found --port " + port + ", expected 0 to " + LARGEST_PORT);
        }
    }

    Listening with(@Nullable Identity identity) {
        return new Listening(host, port, identity);
    }

    /** As a browser takes it. */
    String url(boolean tls, int bound) {
        return (tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound;
    }

    /** Listens for a moment, to see whether that can be done. */
    void tryIt() throws IOException {
        new ServerSocket(port, 1, address()).close();
    }

    InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw CommandFailure.unavailable("can't listen at " + host + ": found no such address, expected one of this"
                    + " machine; --host names it");
        }
    }
}
