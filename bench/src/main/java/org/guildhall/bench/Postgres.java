package org.guildhall.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.app.command.CommandFailure;
import org.guildhall.app.command.ExitCode;

/** A PostgreSQL server of our own, for this machine only and with a password that nobody else knows. */
final class Postgres implements AutoCloseable {
    /** Whom PostgreSQL runs as where we are root, which it refuses. */
    private static final String OTHER_USER = "postgres";

    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Programs programs;
    private final Path folder;
    private final Map<String, String> settings;
    private final String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
    private final int port;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    /** @param folder a new one, which is ours to use; whoever named it deletes it after the server is closed */
    Postgres(Programs programs, Path folder, Map<String, String> settings) throws IOException {
        this.programs = programs;
        this.folder = folder;
        this.settings = settings;
        this.port = freePort();
    }

    /** Makes it and starts it. */
    void start() throws IOException {
        make();
        as(programs.path("pg_ctl"), "start", "-w", "-s", "-D", data(), "-l", folder + "/log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void make() throws IOException {
        Files.createDirectory(folder, OURS);
        Path secret = Files.writeString(folder.resolve("password"), password);
        if (root) {
            UserPrincipal user = otherUser();
            Files.setOwner(folder, user);
            Files.setOwner(secret, user);
        }
        as(programs.path("initdb"), "-D", data(), "-U", OTHER_USER, "-A", "scram-sha-256", "--pwfile=" + secret, "-E",
                "UTF8", "--no-locale");
        Files.writeString(Path.of(data(), "postgresql.conf"), configuration(), StandardOpenOption.APPEND);
    }

    private UserPrincipal otherUser() throws IOException {
        try {
            return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER_USER);
        } catch (UserPrincipalNotFoundException missing) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, "found no user " + OTHER_USER
                    + ", expected one, for PostgreSQL refuses to run as root; or run this as another user");
        }
    }

    private String configuration() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("unix_socket_directories", folder.toString());
        return all.entrySet()
                .stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'\n")
                .collect(Collectors.joining("", "\n", ""));
    }

    private String data() {
        return folder + "/data";
    }

    private void as(String... words) throws IOException {
        List<String> all = new ArrayList<>(root ? List.of("runuser", "-u", OTHER_USER, "--") : List.of());
        all.addAll(List.of(words));
        Commands.output(all);
    }

    /** One of PostgreSQL's programs, as a client of this server by its socket. */
    String client(String program, String... words) throws IOException {
        List<String> all = Stream.concat(Stream.of(programs.path(program)), Stream.of(words)).toList();
        return Commands.output(all, Map.of("PGHOST", folder.toString(), "PGPORT", Integer.toString(port), "PGUSER",
                OTHER_USER, "PGPASSWORD", password, "PGDATABASE", OTHER_USER));
    }

    /** For JDBC. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + OTHER_USER + "?user=" + OTHER_USER + "&password="
                + password;
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(Path.of(data(), "postmaster.pid"))) {
            as(programs.path("pg_ctl"), "stop", "-s", "-w", "-m", "immediate", "-D", data());
        }
    }
}
