package org.guildhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A temporary directory and the server in it; nothing of them stays, even when we are interrupted. Any thread. */
final class Workplace implements AutoCloseable {
    private final Path folder;
    private @Nullable Postgres server;
    private boolean closed;

    Workplace() throws IOException {
        folder = Files.createTempDirectory("guildhall-compare-");
        // PostgreSQL may run as somebody else, who has to come through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Path folder() {
        return folder;
    }

    Postgres start(Programs programs, Map<String, String> settings) throws IOException {
        Postgres made = known(new Postgres(programs, folder.resolve("postgresql"), settings));
        made.start();
        return made;
    }

    private synchronized Postgres known(Postgres made) {
        server = made;
        return made;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Commands.endAll();
        try {
            if (server != null) {
                server.close();
            }
            delete(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
