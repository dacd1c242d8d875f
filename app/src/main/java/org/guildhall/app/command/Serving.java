package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.guildhall.app.serving.AuditFile;
import org.guildhall.app.serving.CertificateRenewal;
import org.guildhall.app.serving.CodeKeyFile;
import org.guildhall.app.serving.FigureFile;
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
import org.guildhall.server.api.SandboxClock;
import org.guildhall.server.figures.MonthEnds;
import org.guildhall.server.http.CertificateFiles;
import org.guildhall.server.http.Identity;
import org.guildhall.server.http.Limits;
import org.guildhall.server.log.LogEvent;
import org.guildhall.server.payments.PaymentDesk;
import org.guildhall.server.payments.PaymentGateway;
import org.guildhall.server.telemetry.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * A data directory over HTTP until the process is told to end.
 *
 * @param temporary whether the directory is gone when it ends
 * @param profileKey where the key of contacts is; null for where it is usually
 */
record Serving(Path directory, boolean temporary, @Nullable Path profileKey, BaselineOption baselines,
        ListeningOptions listening,
        @Nullable TlsOptions tls, LogOptions logs, TraceOptions traces, PaymentOptions payments) {
    private static final System.Logger LOG = System.getLogger(Serving.class.getName());
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    /** The keys that there are, and where it is said who made them. */
    record Keys(AccessKeys all, AuditTrail audit, Clock clock) {
        /** The token of a new administrator's key. */
        String administrator(String name) {
            AccessKeys.Created made = all.create(Role.ADMINISTRATOR, null, name, clock.millis());
            audit.record(AuditEntry.byItself(clock.millis(), "key-created", made.key().id(),
                    Map.of("role", made.key().role().word(), "name", name)));
            return made.token();
        }

        /** The token of the first key, where nobody can make keys yet. */
        @Nullable
        String first() {
            return all.hasAdministrator() ? null : administrator("administrator");
        }
    }

    /** Is told once the directory is served. */
    interface Told {
        /** @param token what was to be shown; null for nothing */
        void at(String url, @Nullable String token, Clock clock);
    }

    /** @param token what token to show, for the keys that there are; null for none */
    void untilTold(Function<Keys, @Nullable String> token, Told tell) throws InterruptedException, IOException {
        logs.format.use();
        CertificateFiles files = tls == null ? null : tls.files();
        Identity identity = files == null ? null : identity(files);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (Guild guild = Guild.serve(directory, profileKey)) {
            guild.takeBaselines(baselines);
            AccessKeys keys = new AccessKeys(new KeyFile(directory));
            SandboxClock sandbox = guild.sandboxClock();
            try (TokenFile tokens = TokenFile.open(directory);
                    AuditFile audit = AuditFile.open(directory);
                    MonthEnds figures =
                            new MonthEnds(guild.engine(), guild.runtime(), guild.clock(), new FigureFile(directory));
                    Tracing tracing = traces.tracing(guild.engine());
                    GuildhallServer server = start(new Edge(guild.engine(), guild.runtime(), guild.profiles(), keys,
                            guild.clock(), new MemberTokens(tokens), audit, figures, guild.publishing(),
                            CodeKeyFile.key(directory),
                            sandbox), identity, tracing);
                    PaymentDesk desk = desk(guild, sandbox);
                    CertificateRenewal renewal =
                            files == null ? null : new CertificateRenewal(files, server::renew, RENEWAL)) {
                figures.start();
                java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(told, ended)));
                String url = listening.url(identity != null, server.port());
                tell.at(url, token.apply(new Keys(keys, audit, guild.clock())), guild.clock());
                LogEvent.of("started", "url", url, "data", directory.toString()).log(LOG, System.Logger.Level.INFO);
                told.await();
                LogEvent.of("stopping").log(LOG, System.Logger.Level.INFO);
            }
        } finally {
            if (temporary) {
                Durable.deleteFolder(directory);
            }
            ended.countDown();
        }
    }

    /** Null where payments wait for what is told. */
    private @Nullable PaymentDesk desk(Guild guild, @Nullable SandboxClock sandbox) {
        PaymentGateway gateway = payments.gateway();
        if (gateway == null || sandbox == null) {
            return null;
        }
        PaymentDesk desk = new PaymentDesk(guild.engine(), guild.runtime(), guild.clock(), gateway);
        sandbox.between(desk::serve);
        desk.start();
        return desk;
    }

    private static Identity identity(CertificateFiles files) {
        try {
            return files.read();
        } catch (CertificateFiles.UnusableException unusable) {
            throw CommandFailure.unavailable(String.valueOf(unusable.getMessage()));
        }
    }

    private GuildhallServer start(Edge edge, @Nullable Identity identity, @Nullable Tracing tracing) {
        requireFree();
        if (identity == null && !listening.address().isLoopbackAddress()) {
            LOG.log(System.Logger.Level.WARNING, "listening at " + listening.host + " without TLS: keys, and what"
                    + " members do, go over the network in clear; --tls-cert and --tls-key change that");
        }
        return GuildhallServer.start(edge, listening.with(identity), Limits.USUAL, logs.requests(), tracing);
    }

    /** Tries the address first, as the web server tells a port that is taken with a trace only. */
    private void requireFree() {
        try {
            listening.tryIt();
        } catch (IOException taken) {
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
