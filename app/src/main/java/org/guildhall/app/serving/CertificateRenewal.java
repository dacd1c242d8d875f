package org.guildhall.app.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.guildhall.server.http.CertificateFiles;
import org.guildhall.server.http.Identity;
import org.guildhall.server.log.LogEvent;

/** Has a server show its certificate anew once the files have changed; files that can't be used leave what there is. */
public final class CertificateRenewal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CertificateRenewal.class.getName());

    private final CertificateFiles files;
    private final Consumer<Identity> server;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("guildhall-tls").daemon().factory());
    private List<FileTime> seen;

    public CertificateRenewal(CertificateFiles files, Consumer<Identity> server, Duration every) {
        this.files = files;
        this.server = server;
        seen = changed();
        var _ = timer.scheduleWithFixedDelay(this::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        List<FileTime> now = changed();
        if (now.isEmpty() || now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            Identity identity = files.read();
            server.accept(identity);
            LogEvent.of("certificate-renewed", "until",
                    identity.chain().getFirst().getNotAfter().toInstant().toString())
                    .log(LOG, System.Logger.Level.INFO);
        } catch (RuntimeException unusable) {
            LOG.log(System.Logger.Level.WARNING, "the certificate stays what it was: " + unusable.getMessage());
        }
    }

    /** When each file was changed last; none while one of them is not there. */
    private List<FileTime> changed() {
        try {
            return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
        } catch (IOException beingReplaced) {
            return List.of();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
