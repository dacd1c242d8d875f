package org.guildhall.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.guildhall.app.command.CommandFailure;
import org.guildhall.app.command.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench/compare}. */
@Command(name = "bench/compare", mixinStandardHelpOptions = true,
        description = {"In one run on one machine: PostgreSQL doing the least that a system of one SQL transaction a"
                + " request must, then in batches, and the whole job of Guildhall before and after the batches.",
            "Everything is made in a temporary directory (GUILDHALL_OPTS=-Djava.io.tmpdir=DIR names another place) and"
                    + " deleted, PostgreSQL's server too."})
public final class Compare implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--json", description = "Print the result as JSON, for machines.") boolean json;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each of the four; 180 unless said.") int seconds =
            180;

    @Option(names = "--members", paramLabel = "N", description = "1000000 unless said.") long members = 1_000_000;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare()).setExecutionExceptionHandler(Compare::tell).execute(args));
    }

    private static int tell(Exception fault, CommandLine line, CommandLine.ParseResult ignored) throws Exception {
        if (fault instanceof CommandFailure failure) {
            line.getErr().println("compare: " + failure.getMessage());
            return failure.exitCode();
        }
        if (fault instanceof IOException || fault instanceof SQLException) {
            line.getErr().println("compare: " + fault.getMessage());
            return ExitCode.FAILED;
        }
        throw fault;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException, ExecutionException {
        Programs programs = Programs.find();
        Map<String, String> settings = settings();
        say(programs + " with " + settings + ", " + members + " members, " + seconds + " seconds each");
        Comparison comparison;
        try (Workplace work = new Workplace()) {
            Postgres server = work.start(programs, settings);
            comparison = compare(work.folder(), server);
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("processors", Runtime.getRuntime().availableProcessors());
            all.put("members", members);
            all.put("seconds", seconds);
            all.put("postgresql-version", programs.major());
            all.put("postgresql-settings", settings);
            all.putAll(comparison.toJson());
            System.out.println(JSON.writeValueAsString(all));
        } else {
            System.out.println(comparison.table());
        }
        return ExitCode.FINE;
    }

    private Comparison compare(Path folder, Postgres server)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Minimum minimum = new Minimum(server, members);
        Whole whole = new Whole(folder, members, seconds);
        minimum.fill();
        say("PostgreSQL, one transaction a request");
        double requests = minimum.requests(folder, seconds);
        minimum.settle();
        say("Guildhall");
        double before = whole.perSecond();
        say("PostgreSQL, batches");
        double batches = new Batches(server.url(), members, seconds).perSecond();
        minimum.settle();
        say("Guildhall again");
        return new Comparison(requests, batches, List.of(before, whole.perSecond()));
    }

    /** Fair to PostgreSQL: as durable as we are, and nothing slower than it has to be. */
    static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("shared_buffers", Math.min(2_048, memoryMib() / 4) + "MB");
        settings.put("max_wal_size", "8GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("synchronous_commit", "on");
        settings.put("fsync", "on");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        return settings;
    }

    private static long memoryMib() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return machine.getTotalMemorySize() >> 20;
    }

    private static void say(String what) {
        System.err.println(what + " …");
    }
}
