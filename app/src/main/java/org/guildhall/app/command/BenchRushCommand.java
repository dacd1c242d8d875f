package org.guildhall.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.guildhall.app.bench.BenchDirectory;
import org.guildhall.app.bench.ClaimLoad;
import org.guildhall.app.bench.SetClock;
import org.guildhall.runtime.RuntimeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code guildhall bench rush}: claims a coupon of a directory that {@code bench claims} made, the same claims by the same ids each time
 * that it is started; for {@code bench claims} itself, which kills it on the way.
 */
@Command(name = "rush", hidden = true, description = "Claims a coupon of a directory of bench claims.",
        mixinStandardHelpOptions = true)
public final class BenchRushCommand implements Callable<Integer> {
    /** Some claims are on their way. */
    static final String READY = "ready";
    private static final long SOME = 100;

    @Option(names = "--data", required = true) Path data = Path.of("");
    @Option(names = "--members", required = true) int members;
    @Option(names = "--claims", required = true) long claims;
    @Option(names = "--partitions", required = true) int partitions;
    @Option(names = "--from", required = true) long from;

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException {
        SetClock clock = new SetClock(from);
        try (BenchDirectory directory = BenchDirectory.withCoupons(data, RuntimeOptions.of(partitions), clock)) {
            ClaimLoad load = new ClaimLoad(directory, directory.keys(members), "fewer", "rush-");
            for (long i = 0; i < claims; i++) {
                load.claim(i, from);
                if (i == SOME) {
                    output.line(READY);
                }
            }
            directory.runtime().settle();
            return ExitCode.FINE;
        }
    }
}
