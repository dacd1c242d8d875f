package org.guildhall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The least that any system of one SQL transaction a request must do: remember the request, change the balance, write the ledger. */
final class Minimum {
    static final int CLIENTS = 32;

    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private final Postgres server;
    private final long members;

    Minimum(Postgres server, long members) {
        this.server = server;
        this.members = members;
    }

    /** Makes the tables and the members. */
    void fill() throws IOException, SQLException {
        execute(resource("schema.sql"), "insert into balance select member, 0 from generate_series(1, " + members
                + ") as member");
        settle();
    }

    /** Brings about now what PostgreSQL would do later, so that nobody is disturbed by it. */
    void settle() throws SQLException {
        execute("vacuum analyze", "checkpoint");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    /** One transaction a request, by {@value #CLIENTS} clients; returns requests a second. */
    double requests(Path folder, int seconds) throws IOException {
        Path script = Files.writeString(folder.resolve("request.sql"), resource("request.sql"));
        return perSecond(server.client("pgbench", "-n", "-M", "prepared", "-c", Integer.toString(CLIENTS), "-j", "2",
                "-T", Integer.toString(seconds), "-D", "members=" + members, "-f", script.toString()));
    }

    /** From what pgbench prints. */
    static double perSecond(String report) {
        Matcher failed = FAILED.matcher(report);
        Matcher rate = RATE.matcher(report);
        if (!failed.find() || !"0".equals(failed.group(1)) || !rate.find()) {
            throw new IllegalStateException(
                    "expected a rate and no failed transaction of pgbench, but found " + report);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Minimum.class.getResourceAsStream("/compare/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
