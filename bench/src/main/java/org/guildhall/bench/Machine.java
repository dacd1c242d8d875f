package org.guildhall.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guildhall.app.command.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench/machine}. */
@Command(name = "bench/machine", mixinStandardHelpOptions = true,
        description = {"What a machine itself does to a program that reads memory at random, one thread a processor and"
                + " each read depending on the one before: how long a read takes, and how often and for how long the"
                + " program as good as stands still. No latency on it can be better than that.",
            "A virtual machine whose host looks through its memory stands still the longer the more of it is in use."})
public final class Machine implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int[] MEBIBYTES = {16, 128, 512, 1024, 2048};
    /** Ints in a cache line. */
    private static final int LINE = 16;

    private static final int READS_A_STEP = 1_000;
    /** What is shorter is the system's own work. */
    private static final long LEAST_STALL_NANOS = 3_000_000;
    private static final double MILLI = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Option(names = "--seconds", paramLabel = "N", description = "Of each size; 8 unless said.") int seconds = 8;

    @Option(names = "--json", description = "Print the result as JSON, for machines.") boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Kept so that the reads are. */
    private volatile int read;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Machine()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (seconds < 1 || seconds > 600) {
            throw new ParameterException(spec.commandLine(), "found --seconds " + seconds + ", expected 1 to 600");
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (int mebibytes : MEBIBYTES) {
            if (mebibytes > Runtime.getRuntime().maxMemory() >> 21) {
                System.err.printf(Locale.ROOT,
                        "%,6d MiB  not measured: more than half of Java's heap (GUILDHALL_OPTS=-Xmx%dm)%n",
                        mebibytes, 2 * mebibytes);
                continue;
            }
            Stalls stalls = measure(chain(mebibytes << 18));
            all.add(figures(mebibytes, stalls));
            if (!json) {
                System.out.println(line(mebibytes, stalls));
            }
        }
        if (json) {
            System.out.println(JSON.writeValueAsString(all));
        }
        return ExitCode.FINE;
    }

    private Map<String, Object> figures(int mebibytes, Stalls stalls) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mebibytes", mebibytes);
        figures.put("nanos-a-read", stalls.usual() / READS_A_STEP);
        figures.put("stalls", stalls.all().size());
        figures.put("longest-stall-millis", stalls.longest() / MILLI);
        figures.put("every-millis", stalls.every() / MILLI);
        figures.put("percent-of-the-time", percent(stalls));
        return figures;
    }

    private String line(int mebibytes, Stalls stalls) {
        String line = String.format(Locale.ROOT,
                "%,6d MiB  %4d ns a read  %3d stalls of %.0f ms or more, the longest %4.1f ms", mebibytes,
                stalls.usual() / READS_A_STEP, stalls.all().size(), LEAST_STALL_NANOS / MILLI,
                stalls.longest() / MILLI);
        return stalls.all().size() < 2 ? line
                : line + String.format(Locale.ROOT, ", one every %.0f ms, %.1f %% of the time", stalls.every() / MILLI,
                        percent(stalls));
    }

    private double percent(Stalls stalls) {
        return 100 * stalls.nanos() / (seconds * 1e9);
    }

    /** Where to read next, in each cache line: a way through all of them that jumps about. */
    private static int[] chain(int ints) {
        int[] chain = new int[ints];
        int lines = ints / LINE;
        for (int i = 0; i < lines; i++) {
            // A multiplier of 4k + 1 and an odd summand lead through every number below a power of two (Hull and Dobell, 1962).
            chain[i * LINE] = (i * 1_664_525 + 1_013_904_223 & lines - 1) * LINE;
        }
        return chain;
    }

    /** What the first of the threads met. */
    private Stalls measure(int[] chain) throws InterruptedException, ExecutionException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            List<Future<Stalls>> met = new ArrayList<>();
            for (int i = 0; i < processors; i++) {
                int from = (int) ((long) chain.length / LINE * i / processors) * LINE;
                met.add(threads.submit(() -> follow(chain, from)));
            }
            return met.getFirst().get();
        }
    }

    private Stalls follow(int[] chain, int from) {
        long[] ends = new long[1 << 16];
        long[] spent = new long[1 << 16];
        int steps = 0;
        int at = from;
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
            if (steps == ends.length) {
                ends = Arrays.copyOf(ends, 2 * steps);
                spent = Arrays.copyOf(spent, 2 * steps);
            }
            ends[steps] = now;
            spent[steps++] = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < READS_A_STEP; i++) {
                at = chain[at];
            }
        }
        read = at;
        return Stalls.of(Arrays.copyOf(ends, steps), Arrays.copyOf(spent, steps), LEAST_STALL_NANOS);
    }
}
