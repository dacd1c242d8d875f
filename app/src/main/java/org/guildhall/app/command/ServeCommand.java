package org.guildhall.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.guildhall.app.serving.AuditFile;
import org.guildhall.app.serving.KeyFile;
import org.guildhall.app.serving.TokenFile;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.Clock;
import org.guildhall.server.GuildhallServer;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.AuditTrail;
import org.guildhall.server.access.MemberTokens;
import org.guildhall.server.access.Role;
import org.guildhall.server.api.Edge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall serve}: a data directory over HTTP, until the process is told to end. */
@Command(name = "serve", description = {"Serves a data directory over HTTP, until it is interrupted.",
    "The first start prints the administrator's key, once; other commands on the same directory go on working."},
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1",
            description = "The address to listen at; 127.0.0.1, this machine alone, unless said.") String host =
                    "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080",
            description = "8080 unless said; 0 for any that is free.") int port = 8080;

    @Option(names = "--data", paramLabel = "DIR",
            description = "The data directory; of a sandbox a fresh temporary one unless said.")
    @Nullable Path data;

    @Option(names = "--sandbox",
            description = {"A directory to try things in: its clock stands until PUT /v1/clock moves it on.",
                "Makes the directory where there is none; one that was served without can't be one, nor the other way."}) boolean sandbox;

    private final CountDownLatch ended = new CountDownLatch(1);

    @Mixin BaselineOption baselines = new BaselineOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (port < 0 || port > LARGEST_PORT) {
            throw output.usage("found --port " + port + ", expected 0 to " + LARGEST_PORT);
        }
        if (data == null && !sandbox) {
            throw output.usage("found neither --data nor --sandbox, expected the directory to serve, as --data DIR");
        }
        Path directory = data == null ? Files.createTempDirectory("guildhall-sandbox-") : data;
        try {
            serveAndTidy(directory);
        } finally {
            ended.countDown();
        }
        return ExitCode.FINE;
    }

    private void serveAndTidy(Path directory) throws InterruptedException, IOException {
        try {
            serve(directory);
        } finally {
            if (data == null) {
                Durable.deleteFolder(directory);
            }
        }
    }

    private void serve(Path directory) throws InterruptedException {
        Caller.requireNone("serve", directory);
        if (sandbox) {
            Guild.requireSandbox(directory);
        } else {
            Guild.requireNoSandbox(directory);
        }
        CountDownLatch told = new CountDownLatch(1);
        try (Guild guild = Guild.serve(directory)) {
            guild.takeBaselines(baselines);
            AccessKeys keys = new AccessKeys(new KeyFile(directory));
            try (TokenFile tokens = TokenFile.open(directory);
                    AuditFile audit = AuditFile.open(directory);
                    GuildhallServer server = start(guild, keys, new MemberTokens(tokens), audit)) {
                String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
                tell(guild, directory, url, keys.hasAdministrator() ? null : firstToken(keys, audit));
                java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(told, ended)));
                told.await();
            }
        }
    }

    private GuildhallServer start(Guild guild, AccessKeys keys, MemberTokens tokens, AuditTrail audit) {
        requireFree();
        return GuildhallServer.start(new Edge(guild.engine(), guild.runtime(), guild.profiles(), keys, guild.clock(),
                tokens, audit, guild.publishing(), guild.sandboxClock()), host, port);
    }

    /** Of an administrator's key where there is none. */
    private static String firstToken(AccessKeys keys, AuditTrail audit) {
        long now = Clock.SYSTEM.millis();
        AccessKeys.Created first = keys.create(Role.ADMINISTRATOR, null, "administrator", now);
        audit.record(AuditEntry.byItself(now, "key-created", first.key().id(),
                Map.of("role", first.key().role().word(), "name", first.key().name())));
        return first.token();
    }

    private void tell(Guild guild, Path directory, String url, @Nullable String token) {
        String clock = sandbox ? Instant.ofEpochMilli(guild.clock().millis()).toString() : null;
        if (output.json) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", directory.toString());
            json.put("url", url);
            json.put("key", token);
            if (clock != null) {
                json.put("clock", clock);
            }
            output.json(json);
            return;
        }
        output.line("serving " + directory + " at " + url);
        if (token != null) {
            output.line("the administrator's key, shown this once: " + token);
        }
        if (clock != null) {
            output.line("a sandbox: its clock stands at " + clock + " until PUT /v1/clock moves it on");
        }
    }

    /** Tries the address first, as the web server tells a port that is taken with a trace only. */
    private void requireFree() {
        try (ServerSocket _ =
                new ServerSocket(port, 1, InetAddress.getByName(host))) {} catch (UnknownHostException unknown) {
            throw CommandFailure.unavailable("can't listen at " + host + ": found no such address, expected one of this"
                    + " machine; --host names it");
        } catch (IOException taken) {
            throw CommandFailure.unavailable("can't listen at " + host + " port " + port + ": " + taken.getMessage()
                    + "; --host and --port name others");
        }
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
