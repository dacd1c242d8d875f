package org.guildhall.app.socket;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands from other processes of the same user through a data directory's socket, for the process that has it open: some
 * at a time, each on a thread of its own.
 */
public final class CommandServer implements AutoCloseable {
    private static final int AT_ONCE = 8;
    private static final System.Logger LOG = System.getLogger(CommandServer.class.getName());

    private final Path data;
    private final Runner runner;
    private final ServerSocketChannel server;
    private final ExecutorService callers =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("guildhall-caller-", 0).daemon().factory());
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("guildhall-watch").daemon().factory());

    /** Does what is asked; any thread. */
    @FunctionalInterface
    public interface Runner {
        /** The command's exit code. */
        int run(Request request, PrintWriter out, PrintWriter err);
    }

    private CommandServer(Path data, Runner runner, ServerSocketChannel server) {
        this.data = data;
        this.runner = runner;
        this.server = server;
    }

    /** Listens from now on; null where the system has no such sockets, or no room for one. */
    public static @Nullable CommandServer open(Path data, Runner runner) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(SocketPlace.make(data));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            CommandServer server = new CommandServer(data, runner, channel);
            Thread.ofPlatform().name("guildhall-socket").daemon().start(server::listen);
            return server;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.WARNING, "other commands can't reach " + data + ": " + e);
            return null;
        }
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                Connection connection = new Connection(server.accept(), watch);
                hand(connection);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a call was not taken: " + e);
            }
        }
    }

    private void hand(Connection connection) {
        try {
            callers.execute(() -> serve(connection));
        } catch (RejectedExecutionException closing) {
            connection.close(); // nothing was begun, so the caller tries again
        }
    }

    private void serve(Connection connection) {
        try (connection) {
            Request request = connection.request();
            connection.begun();
            PrintWriter out = connection.writer(Request.OUT);
            PrintWriter err = connection.writer(Request.ERR);
            int code = runner.run(request, out, err);
            out.flush();
            err.flush();
            connection.exit(code);
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a caller went away", gone);
        }
    }

    /** Takes no more calls, and waits for those under way. */
    @Override
    public void close() {
        try {
            server.close();
            callers.close();
            SocketPlace.clear(data);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the socket of " + data + " stays: " + e);
        } finally {
            watch.shutdownNow();
        }
    }
}
