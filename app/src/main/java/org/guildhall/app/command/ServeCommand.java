package org.guildhall.app.command;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.guildhall.app.serving.CertificateRenewal;
import org.guildhall.app.serving.KeyFile;
import org.guildhall.runtime.Clock;
import org.guildhall.server.GuildhallServer;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.Role;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.CertificateFiles;
import org.guildhall.server.http.Identity;
import org.guildhall.server.log.LogEvent;
import org.guildhall.server.telemetry.Tracing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guildhall serve}: a data directory over HTTP, until the process is told to end. */
@Command(name = "serve", sortOptions = false, description = {
    "Serves a data directory over HTTP, until it is interrupted.",
    "The first start prints the administrator's key, once. Other commands on the same directory go on working, but import,"
            + " which is refused: import first, then serve."},
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(ServeCommand.class.getName());
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    @Mixin DataOption data = new DataOption();

    @Mixin BaselineOption baselines = new BaselineOption();

    @ArgGroup(validate = false, order = 1, heading = "%nWhere it listens:%n") ListeningOptions listening =
            new ListeningOptions();

    @ArgGroup(exclusive = false, order = 2, heading = "%nOver TLS 1.2 or 1.3, with both:%n")
    @Nullable TlsOptions tls;

    @ArgGroup(validate = false, order = 3, heading = "%nWhat it logs, on standard error:%n") LogOptions logs =
            new LogOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nOpenTelemetry:%n") TraceOptions traces = new TraceOptions();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException {
        listening.require(output);
        traces.require(output);
        Path directory = data.data;
        Guild.requireData(directory);
        Caller.requireNone("serve", directory);
        logs.format.use();
        CertificateFiles files = tls == null ? null : tls.files();
        Identity identity = files == null ? null : identity(files);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (Guild guild = Guild.serve(directory)) {
            guild.takeBaselines(baselines);
            AccessKeys keys = new AccessKeys(new KeyFile(directory));
            try (Tracing tracing = traces.tracing(guild.engine());
                    GuildhallServer server = start(guild, keys, identity, tracing);
                    CertificateRenewal renewal =
                            files == null ? null : new CertificateRenewal(files, server::renew, RENEWAL)) {
                java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(told, ended)));
                String url = listening.url(identity != null, server.port());
                tell(directory, url, keys.hasAdministrator() ? null
                        : keys.create(Role.ADMINISTRATOR, null, "administrator", Clock.SYSTEM.millis()).token());
                LogEvent.of("started", "url", url, "data", directory.toString()).log(LOG, System.Logger.Level.INFO);
                told.await();
                LogEvent.of("stopping").log(LOG, System.Logger.Level.INFO);
            }
        } finally {
            ended.countDown();
        }
        return ExitCode.FINE;
    }

    private static Identity identity(CertificateFiles files) {
        try {
            return files.read();
        } catch (CertificateFiles.UnusableException unusable) {
            throw CommandFailure.unavailable(String.valueOf(unusable.getMessage()));
        }
    }

    private GuildhallServer start(
            Guild guild, AccessKeys keys, @Nullable Identity identity, @Nullable Tracing tracing) {
        requireFree();
        if (identity == null && !listening.address().isLoopbackAddress()) {
            LOG.log(System.Logger.Level.WARNING, "listening at " + listening.host + " without TLS: keys, and what"
                    + " members do, go over the network in clear; --tls-cert and --tls-key change that");
        }
        return GuildhallServer.start(
                new Edge(guild.engine(), guild.runtime(), guild.profiles(), keys, Clock.SYSTEM),
                listening.with(identity), logs.requests(), tracing);
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
        try (ServerSocket _ = new ServerSocket(listening.port, 1, listening.address())) {} catch (IOException taken) {
            throw CommandFailure.unavailable("can't listen at " + listening.host + " port " + listening.port + ": "
                    + taken.getMessage() + "; --host and --port name others");
        }
    }

    /** Keeps the process until everything that was taken is answered and the directory is closed. */
    private static void awaitEnd(CountDownLatch told, CountDownLatch ended) {
        told.countDown();
        try {
            ended.await();
            LogEvent.of("stopped").log(LOG, System.Logger.Level.INFO);
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
    }
}
