package org.guildhall.app.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.guildhall.app.bench.Access;
import org.guildhall.app.bench.BenchDirectory;
import org.guildhall.app.bench.Ingest;
import org.guildhall.app.bench.OrderLoad;
import org.guildhall.app.bench.Restart;
import org.guildhall.app.bench.SetClock;
import org.guildhall.app.importing.ProgressLine;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.RuntimeStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall bench ingest}: orders of many members, decided and on disk. */
@Command(name = "ingest",
        description = {"Records orders of two lines by many members: five earning rules, a ladder, expiry, every"
                + " answer after a sync, snapshots and timers running, on a clock on which up to a year passes.",
            "First each member's first order, then as many as go, then 70 %% of that for the latency, then 50 %% while"
                    + " points of every member expire in one moment, then starts: after a clean stop, and after"
                    + " SIGKILL under full load."},
        mixinStandardHelpOptions = true)
public final class BenchIngestCommand implements Callable<Integer> {
    /** So that 30 days, for which an order may be late, are more than an order ever waits. */
    private static final double SHORTEST_YEAR_SECONDS = 180;

    private static final double SKIP_SECONDS = 3;
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 2);
    /** Points of the first orders expire when it begins, in the zone of the programme's terms. */
    private static final LocalDate EXPIRY = LocalDate.of(2026, 2, 1);
    private static final int WHOLE = 10_000;

    @Option(names = "--data", paramLabel = "DIR", description = "A new directory, which is kept; a temporary one unless"
            + " said.")
    @Nullable Path data;

    @Option(names = "--members", paramLabel = "N", description = "1000000 unless said.") int members = 1_000_000;

    @Option(names = "--seconds", paramLabel = "S", description = "At full speed; 180 unless said.") double seconds =
            180;

    @Option(names = "--paced-seconds", paramLabel = "S",
            description = "At 70 %% of full speed; 60 unless said, 0 for none.") double pacedSeconds = 60;

    @Option(names = "--expiry-seconds", paramLabel = "S",
            description = "At 50 %% of full speed; points expire after a quarter of them; 60 unless said, 0 for none.") double expirySeconds =
                    60;

    @Option(names = "--kill-after", paramLabel = "S",
            description = "Seconds of full load before SIGKILL; 30 unless said, 0 for no starts.") double killAfter =
                    30;

    @Option(names = "--access",
            description = "uniform, or warm: 80 %% on the warmest 5 %%; uniform unless said.") Access access =
                    Access.UNIFORM;

    @Option(names = "--partitions", paramLabel = "N",
            description = "As many as processors unless said.") int partitions =
                    Runtime.getRuntime().availableProcessors();

    @Option(names = "--cache", paramLabel = "MIB", description = "For members in memory; half of Java's heap unless"
            + " said.") long cacheMib = Runtime.getRuntime().maxMemory() >> 21;

    @Mixin Output output = new Output();

    private final Map<String, Object> json = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (members < 1 || members > 100_000_000) {
            throw output.usage("found " + members + " members, expected 1 to 100000000");
        }
        Path given = data;
        if (given != null && Files.exists(given) && !isEmpty(given)) {
            throw CommandFailure.unavailable("found files in " + given + ", expected a new directory; --data names it");
        }
        Path folder = given == null ? Files.createTempDirectory("guildhall-bench-") : given;
        try {
            long until = run(folder);
            if (killAfter > 0) {
                restart(folder, until);
            }
            if (output.json) {
                output.json(json);
            }
            return ExitCode.FINE;
        } finally {
            if (given == null) {
                BenchDirectory.delete(folder);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Returns the moment at which it ended, by its own clock. */
    private long run(Path folder) throws InterruptedException {
        SetClock clock = new SetClock(FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        fact("members", members, "%,d members, " + access.name().toLowerCase(Locale.ROOT) + " access, " + partitions
                + " partitions, " + cacheMib + " MiB of cache in a heap of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        RuntimeOptions options = RuntimeOptions.of(partitions).withCacheBytes(cacheMib << 20);
        BenchDirectory directory = new BenchDirectory(folder, options, clock);
        try (directory) {
            OrderLoad load = new OrderLoad(directory.terms(), directory.keys(members), access, "ingest");
            phase("first orders", "first-orders",
                    progress -> new Ingest(directory.runtime(), clock, load, progress).fill(members));
            clock.reach(FIRST_DAY.plusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    Math.max(SHORTEST_YEAR_SECONDS, seconds + pacedSeconds));
            Ingest.Phase full = phase("full speed", "full-speed",
                    progress -> new Ingest(directory.runtime(), clock, load, progress).flatOut(seconds));
            if (pacedSeconds > 0) {
                phase("at 70 %", "at-70-percent", progress -> new Ingest(directory.runtime(), clock, load, progress)
                        .paced(pacedSeconds, 0.7 * full.perSecond()));
            }
            if (expirySeconds > 0) {
                Instant expiry = EXPIRY.atStartOfDay(directory.terms().calendar().zone()).toInstant();
                clock.reach(expiry.minusSeconds(60), SKIP_SECONDS); // while nothing is asked, or orders would come too late
                Thread.sleep((long) (SKIP_SECONDS * 1_000));
                clock.reach(expiry, expirySeconds / 4);
                phase("with expiry", "at-50-percent-with-expiry",
                        progress -> new Ingest(directory.runtime(), clock, load, progress)
                                .paced(expirySeconds, 0.5 * full.perSecond()));
            }
            sizes(directory);
        }
        fact("bytes-on-disk-a-member", directory.bytesOfStore() / members, "on disk        %,d bytes a member");
        return clock.millis();
    }

    private interface Work {
        Ingest.Phase run(Ingest.Progress progress) throws InterruptedException;
    }

    private Ingest.Phase phase(String name, String key, Work work) throws InterruptedException {
        ProgressLine line = new ProgressLine(System.err, !output.json && ProgressLine.onTerminal(), name);
        Ingest.Phase phase;
        try {
            phase = work.run((done, part) -> line.show(done, Math.round(part * WHOLE), WHOLE));
        } finally {
            line.end();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("activities", phase.activities());
        figures.put("timers", phase.timers());
        figures.put("seconds", phase.seconds());
        figures.put("activities-per-second", phase.perSecond());
        figures.put("p50-millis", phase.millis50());
        figures.put("p99-millis", phase.millis99());
        figures.put("p99.9-millis", phase.millis999());
        figures.put("cpu-micros-per-activity", phase.cpuMicros());
        json.put(key, figures);
        if (!output.json) {
            output.line(String.format(Locale.ROOT,
                    "%-13s %,9.0f activities/s  p50 %.1f ms  p99 %.1f ms  p99.9 %.1f ms  %.1f us of processor time each%s",
                    name, phase.perSecond(), phase.millis50(), phase.millis99(), phase.millis999(), phase.cpuMicros(),
                    phase.timers() == 0 ? "" : String.format(Locale.ROOT, "  and %,d timers", phase.timers())));
        }
        return phase;
    }

    private void sizes(BenchDirectory directory) {
        System.gc();
        long cached = 0;
        long bytes = 0;
        for (RuntimeStatus.Partition partition : directory.runtime().status().partitions()) {
            cached += partition.cachedEntities();
            bytes += partition.cachedBytes();
        }
        fact("heap-mib-used", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                "heap in use    %,d MiB");
        fact("cached-members", cached, "in memory      %,d members");
        fact("bytes-in-memory-a-member", bytes / Math.max(1, cached), "in memory      %,d bytes a member");
    }

    private void restart(Path folder, long until) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bench", "load", "--data", folder.toString(), "--members",
                Long.toString(members), "--partitions", Integer.toString(partitions), "--cache-mib",
                Long.toString(cacheMib)));
        words.addAll(List.of("--from", Long.toString(until)));
        try (Restart clean =
                new Restart(with(words, "--run", "restart", "--seconds", Double.toString(2 * killAfter)))) {
            seconds("start-after-clean-stop-seconds", clean.secondsUntil(BenchLoadCommand.READY),
                    "clean start   %.2f s to the first answer");
            clean.killAfter(killAfter);
        }
        try (Restart killed = new Restart(with(words, "--run", "killed", "--seconds", "0"))) {
            seconds("start-after-kill-seconds", killed.secondsUntil(BenchLoadCommand.READY),
                    "after SIGKILL %.2f s to the first answer");
            seconds("replayed-after-kill-seconds", killed.secondsUntil(BenchLoadCommand.REPLAYED),
                    "after SIGKILL %.2f s until all is replayed");
            killed.await();
        }
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    private void seconds(String key, double value, String text) {
        json.put(key, value);
        if (!output.json) {
            output.line(String.format(Locale.ROOT, text, value));
        }
    }

    private void fact(String key, long value, String text) {
        json.put(key, value);
        if (!output.json) {
            output.line(String.format(Locale.ROOT, text, value));
        }
    }
}
