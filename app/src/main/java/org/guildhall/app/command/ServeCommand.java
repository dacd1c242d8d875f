package org.guildhall.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.guildhall.app.serving.AuditFile;
import org.guildhall.app.serving.KeyFile;
import org.guildhall.app.serving.TokenFile;
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
    private static final String PROFILE_KEY = "GUILDHALL_PROFILE_KEY";
    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1",
            description = "The address to listen at; 127.0.0.1, this machine alone, unless said.") String host =
                    "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080",
            description = "8080 unless said; 0 for any that is free.") int port = 8080;

    @Option(names = "--profile-key", paramLabel = "FILE",
            description = "The key with which contacts are encrypted, made if nothing was encrypted yet; DIR/profiles.key"
                    + " unless this, or " + PROFILE_KEY + " in the environment, says another.")
    @Nullable Path profileKey;

    @Mixin DataOption data = new DataOption();

    @Mixin BaselineOption baselines = new BaselineOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LARGEST_PORT) {
            throw output.usage("found --port " + port + ", expected 0 to " + LARGEST_PORT);
        }
        Path directory = data.data;
        Guild.requireData(directory);
        Caller.requireNone("serve", directory);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (Guild guild = Guild.serve(directory, keyOfContacts())) {
            guild.takeBaselines(baselines);
            AccessKeys keys = new AccessKeys(new KeyFile(directory));
            try (TokenFile tokens = TokenFile.open(directory);
                    AuditFile audit = AuditFile.open(directory);
                    GuildhallServer server = start(guild, keys, new MemberTokens(tokens), audit)) {
                String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
                tell(directory, url, keys.hasAdministrator() ? null : firstToken(keys, audit));
                java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(told, ended)));
                told.await();
            }
        } finally {
            ended.countDown();
        }
        return ExitCode.FINE;
    }

    private @Nullable Path keyOfContacts() {
        String said = System.getenv(PROFILE_KEY);
        return profileKey != null || said == null ? profileKey : Path.of(said);
    }

    private GuildhallServer start(Guild guild, AccessKeys keys, MemberTokens tokens, AuditTrail audit) {
        requireFree();
        return GuildhallServer.start(
                new Edge(guild.engine(), guild.runtime(), guild.profiles(), keys, Clock.SYSTEM, tokens, audit), host,
                port);
    }

    /** Of an administrator's key where there is none. */
    private static String firstToken(AccessKeys keys, AuditTrail audit) {
        long now = Clock.SYSTEM.millis();
        AccessKeys.Created first = keys.create(Role.ADMINISTRATOR, null, "administrator", now);
        audit.record(AuditEntry.byItself(now, "key-created", first.key().id(),
                Map.of("role", first.key().role().word(), "name", first.key().name())));
        return first.token();
    }

    private void tell(Path directory, String url, @Nullable String token) {
        if (output.json) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", directory.toString());
            json.put("url", url);
            json.put("key", token);
            output.json(json);
            return;
        }
        output.line("serving " + directory + " at " + url);
        if (token != null) {
            output.line("the administrator's key, shown this once: " + token);
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
