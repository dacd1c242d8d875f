package org.guildhall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.guildhall.app.command.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/http}. */
@Command(name = "bench/http", mixinStandardHelpOptions = true,
        description = "In one run on one machine, at 64 connections: reading a member, checking a benefit and recording an order over HTTP, beside"
                + " the same server answering constants, and beside a service with one PostgreSQL transaction a request; and"
                + " many activities in one stream.")
public final class Http implements Callable<Integer> {
    private static final byte[] NO_BODY = new byte[0];
    private static final String PROGRAMME = "/v1/programmes/willow-lane";
    private static final String PLANS = "/v1/programmes/prime";

    @Option(names = "--seconds", paramLabel = "N", description = "Of each measurement; 20 unless said.") int seconds =
            20;

    @Option(names = "--connections", paramLabel = "N", description = "64 unless said.") int connections = 64;

    @Option(names = "--members", paramLabel = "N", description = "100000 unless said.") int members = 100_000;

    @Option(names = "--heap", paramLabel = "MIB",
            description = "The most heap of the server whose memory is told at the end; 512 unless said.") int heap =
                    512;

    @Option(names = "--no-postgres", description = "Leave PostgreSQL out.") boolean withoutPostgres;

    @Option(names = "--check-only",
            description = "Measure the check of a benefit alone, and its constant.") boolean checkOnly;

    private final Map<String, HttpLoad.Measured> measured = new LinkedHashMap<>();
    private final Path root =
            Path.of(System.getProperty("guildhall.launcher", "guildhall")).toAbsolutePath().resolveSibling("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new Http()).execute(args));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (Workplace work = new Workplace()) {
            if (checkOnly) {
                measureCheck(work);
                ratioOfCheck();
            } else {
                measure(work);
                ratios();
            }
        }
        return ExitCode.FINE;
    }

    private void measure(Workplace work) throws IOException, SQLException, InterruptedException {
        int got;
        int posted;
        try (ServerProcess server = new ServerProcess(serve(work, "guildhall", ""))) {
            say("NDJSON, members nobody knows yet: %,.0f lines/s", stream(server, 0, 2 * members));
            say("NDJSON, members who are known: %,.0f lines/s", stream(server, 1, 2 * members));
            byte[] member = get(server, HttpOrders.reference(1));
            got = answer(server, member).body().length;
            byte[] order = post(server, new HttpOrders(members, "one"));
            posted = answer(server, order).body().length;
            tell("GET of a member (" + got + " bytes)", load(server, 200, number -> gets(server, number)));
            tell("POST of an order (" + posted + " bytes back)", load(server, 201, number -> posts(server, number)));
        }
        try (ServerProcess server = new ServerProcess(serve(work, "small", "-Xmx" + heap + "m"))) {
            say("heap of %d MiB: NDJSON, members nobody knows yet: %,.0f lines/s, who are known: %,.0f lines/s", heap,
                    stream(server, 0, 2 * members), stream(server, 1, 2 * members));
            say("  GET of a member %,.0f/s, POST of an order %,.0f/s, resident after it: %,d MiB",
                    load(server, 200, number -> gets(server, number)).perSecond(),
                    load(server, 201, number -> posts(server, number)).perSecond(), server.residentMib());
        }
        measureCheck(work);
        List<String> lesser =
                new ArrayList<>(List.of(root.resolve("bench/run").toString(), LesserServer.class.getName(),
                        Integer.toString(got), Integer.toString(posted)));
        try (ServerProcess server = new ServerProcess(lesser)) {
            constants(server);
        }
        if (!withoutPostgres) {
            Postgres postgres = work.start(Programs.find(), Compare.settings());
            new Minimum(postgres, members).fill();
            lesser.addAll(List.of(postgres.url(), Integer.toString(members)));
            try (ServerProcess server = new ServerProcess(lesser)) {
                tell("POST with one PostgreSQL transaction",
                        load(server, 201, number -> posts(server, number)));
            }
        }
    }

    private void measureCheck(Workplace work) throws IOException, InterruptedException {
        int checked = check(work);
        try (ServerProcess server = new ServerProcess(List.of(root.resolve("bench/run").toString(),
                LesserServer.class.getName(), Integer.toString(checked), "0"))) {
            tell("GET of a constant as long as a benefit", load(server, 200, number -> checks(server, number)));
        }
    }

    /** Whether a member has a benefit, of members who all have a plan; gives how long an answer is. */
    private int check(Workplace work) throws IOException, InterruptedException {
        try (ServerProcess server = new ServerProcess(serve(work, "plans", "", "programmes/prime"))) {
            String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < members; i++) {
                lines.append("{\"member\":\"")
                        .append(HttpOrders.reference(i))
                        .append("\",\"id\":\"bought\",\"at\":\"")
                        .append(at)
                        .append("\",\"subscribe\":{\"plan\":\"annual\",\"renews\":\"yes\"}}\n");
            }
            HttpStream.perSecond(server, PLANS + "/activities", lines.toString().getBytes(StandardCharsets.UTF_8),
                    members);
            int length = answer(server, check(server, 1)).body().length;
            tell("GET of a benefit (" + length + " bytes)", load(server, 200, number -> checks(server, number)));
            return length;
        }
    }

    private Supplier<byte[]> checks(ServerProcess server, int number) {
        HttpOrders orders = new HttpOrders(members, "b" + number);
        return () -> check(server, orders.anyone());
    }

    private static byte[] check(ServerProcess server, int member) {
        return HttpWire.request("GET",
                PLANS + "/members/" + HttpOrders.reference(member) + "/benefits/two-day-delivery",
                server.key(), NO_BODY);
    }

    /** A server of a new directory with Willow Lane. */
    private List<String> serve(Workplace work, String name, String options) throws IOException, InterruptedException {
        return serve(work, name, options, "examples/willow-lane");
    }

    private List<String> serve(Workplace work, String name, String options, String programme)
            throws IOException, InterruptedException {
        Path data = work.folder().resolve(name);
        String launcher = root.resolve("guildhall").toString();
        run(List.of(launcher, "publish", root.resolve(programme).toString(), "--data", data.toString()));
        return List.of("env", "GUILDHALL_OPTS=" + options, launcher, "serve", "--data",
                data.toString(), "--port", "0", "--json");
    }

    private void constants(ServerProcess server) throws IOException, InterruptedException {
        tell("GET of a constant", load(server, 200, number -> gets(server, number)));
        tell("POST answered by a constant", load(server, 201, number -> posts(server, number)));
    }

    private Supplier<byte[]> gets(ServerProcess server, int number) {
        HttpOrders orders = new HttpOrders(members, "g" + number);
        return () -> get(server, HttpOrders.reference(orders.anyone()));
    }

    private Supplier<byte[]> posts(ServerProcess server, int number) {
        HttpOrders orders = new HttpOrders(members, "p" + number);
        return () -> post(server, orders);
    }

    private static byte[] get(ServerProcess server, String reference) {
        return HttpWire.request("GET", PROGRAMME + "/members/" + reference, server.key(), NO_BODY);
    }

    private static byte[] post(ServerProcess server, HttpOrders orders) {
        return HttpWire.request("POST", PROGRAMME + "/members/" + HttpOrders.reference(orders.anyone()) + "/activities",
                server.key(), orders.body());
    }

    private static HttpWire.Answer answer(ServerProcess server, byte[] request) throws IOException {
        try (HttpWire wire = new HttpWire(server.port())) {
            return wire.ask(request);
        }
    }

    private HttpLoad.Measured load(ServerProcess server, int status, IntFunction<Supplier<byte[]>> requests)
            throws IOException, InterruptedException {
        return new HttpLoad(server.port(), connections, status).run(seconds, requests);
    }

    /** Sends orders in one request, reading what is told meanwhile; lines a second. */
    private double stream(ServerProcess server, int run, int lines) throws IOException {
        HttpOrders orders = new HttpOrders(members, "s" + run);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            body.append(orders.line(i % members));
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return HttpStream.perSecond(server, PROGRAMME + "/activities", bytes, lines);
    }

    private void tell(String what, HttpLoad.Measured one) {
        measured.put(what.replaceAll(" \\(.*", ""), one);
        say("%-44s %,10.0f/s   p50 %,6d us   p99 %,7d us", what, one.perSecond(), one.p50(), one.p99());
    }

    private void ratios() {
        say("GET of a member: %.0f %% of a constant (promised 70)",
                100 * rate("GET of a member") / rate("GET of a constant"));
        ratioOfCheck();
        say("POST of an order: %.0f %% of a constant (promised 40)",
                100 * rate("POST of an order") / rate("POST answered by a constant"));
        if (!withoutPostgres) {
            say("POST of an order: %.1f times one with a PostgreSQL transaction (promised 6)",
                    rate("POST of an order") / rate("POST with one PostgreSQL transaction"));
        }
    }

    private void ratioOfCheck() {
        say("GET of a benefit: %.0f %% of a constant (promised 70)",
                100 * rate("GET of a benefit") / rate("GET of a constant as long as a benefit"));
    }

    private double rate(String what) {
        return Objects.requireNonNull(measured.get(what), what).perSecond();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("expected exit 0 of " + String.join(" ", command) + ", but found " + exit);
        }
    }

    private static void say(String form, Object... parts) {
        System.out.println(String.format(Locale.ROOT, form, parts));
    }
}
