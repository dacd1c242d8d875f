package org.guildhall.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.guildhall.app.bench.Access;
import org.guildhall.app.bench.BenchDirectory;
import org.guildhall.app.bench.Ingest;
import org.guildhall.app.bench.OrderLoad;
import org.guildhall.app.bench.SetClock;
import org.guildhall.runtime.RuntimeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code guildhall bench load}: opens a directory that {@code bench ingest} made, says so, and loads it; for {@code bench
 * ingest} itself, which starts it, times it and kills it.
 */
@Command(name = "load", hidden = true, description = "Loads a directory of bench ingest.",
        mixinStandardHelpOptions = true)
public final class BenchLoadCommand implements Callable<Integer> {
    /** An order was decided, is on disk and answered. */
    static final String READY = "ready";

    /** Nothing that a crash left is still to be replayed. */
    static final String REPLAYED = "replayed";

    private static final long LOOK_MILLIS = 10;

    @Option(names = "--data", required = true) Path data = Path.of("");
    @Option(names = "--members", required = true) int members;
    @Option(names = "--partitions", required = true) int partitions;
    @Option(names = "--cache-mib", required = true) long cacheMib;
    @Option(names = "--from", required = true) long from;
    @Option(names = "--run", required = true) String run = "";
    @Option(names = "--seconds", required = true) double seconds;

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException {
        SetClock clock = new SetClock(from);
        RuntimeOptions options = RuntimeOptions.of(partitions).withCacheBytes(cacheMib << 20);
        try (BenchDirectory directory = new BenchDirectory(data, options, clock)) {
            OrderLoad first = new OrderLoad(directory.terms(), directory.keys(1), Access.UNIFORM, run + "-first");
            var unused = directory.runtime().submit(first.of(0, clock.millis())).join();
            output.line(READY);
            if (seconds == 0) {
                while (directory.runtime().status().partitions().stream().anyMatch(one -> one.unreplayed() > 0)) {
                    Thread.sleep(LOOK_MILLIS);
                }
                output.line(REPLAYED);
            } else {
                OrderLoad load = new OrderLoad(directory.terms(), directory.keys(members), Access.UNIFORM, run);
                new Ingest(directory.runtime(), clock, load, (done, part) -> {}).flatOut(seconds);
            }
            return ExitCode.FINE;
        }
    }
}
