package org.guildhall.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.guildhall.app.serving.KeyFile;
import org.guildhall.runtime.Clock;
import org.guildhall.server.GuildhallServer;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.Role;
import org.guildhall.server.api.Edge;
import org.jspecify.annotations.Nullable;

/**
 * A data directory over HTTP until the process is told to end.
 *
 * @param port 0 for any that is free
 */
record Serving(Path directory, String host, int port, BaselineOption baselines) {
    /** Where it is served unless a port is said. */
    static final int USUAL_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;

    static void requirePort(int port, Output output) {
        if (port < 0 || port > LARGEST_PORT) {
            throw output.usage("found --port " + port + ", expected 0 to " + LARGEST_PORT);
        }
    }

    /**
     * @param key what token to show for the keys that there are; null for none
     * @param tell is told the address and the token once it is served
     */
    void untilTold(Function<AccessKeys, @Nullable String> key, BiConsumer<String, @Nullable String> tell)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (Guild guild = Guild.serve(directory)) {
            guild.takeBaselines(baselines);
            AccessKeys keys = new AccessKeys(new KeyFile(directory));
            try (GuildhallServer server = start(guild, keys)) {
                tell.accept("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port(),
                        key.apply(keys));
                java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(told, ended)));
                told.await();
            }
        } finally {
            ended.countDown();
        }
    }

    /** The token of the first key, where nobody can make keys yet. */
    static @Nullable String firstKey(AccessKeys keys) {
        return keys.hasAdministrator() ? null : administratorsKey(keys, "administrator");
    }

    static String administratorsKey(AccessKeys keys, String name) {
        return keys.create(Role.ADMINISTRATOR, null, name, Clock.SYSTEM.millis()).token();
    }

    private GuildhallServer start(Guild guild, AccessKeys keys) {
        requireFree();
        return GuildhallServer.start(
                new Edge(guild.engine(), guild.runtime(), guild.profiles(), keys, Clock.SYSTEM), host, port);
    }

    /** Tries the address first, as the web server tells a port that is taken with a trace only. */
    private void requireFree() {
        try {
            listen(host, port);
        } catch (UnknownHostException unknown) {
            throw CommandFailure.unavailable("can't listen at " + host + ": found no such address, expected one of this"
                    + " machine; --host names it");
        } catch (IOException taken) {
            throw CommandFailure.unavailable("can't listen at " + host + " port " + port + ": " + taken.getMessage()
                    + "; --host and --port name others");
        }
    }

    /** The usual port, or 0 where somebody has it. */
    static int usualPortOrAny(String host) {
        try {
            listen(host, USUAL_PORT);
            return USUAL_PORT;
        } catch (IOException taken) {
            return 0;
        }
    }

    private static void listen(String host, int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getByName(host)).close();
    }

    /** Keeps the process until everything that was taken is answered and the directory is closed. */
    private static void awaitEnd(CountDownLatch told, CountDownLatch ended) {
        told.countDown();
        try {
            ended.await();
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
    }
}
