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
    /** As many were granted as were to be. */
    static final String GRANTED = "granted";
    private static final long LOOK_MILLIS = 2;

    @Option(names = "--data", required = true) Path data = Path.of("");
    @Option(names = "--members", required = true) int members;
    @Option(names = "--claims", required = true) long claims;
    @Option(names = "--partitions", required = true) int partitions;
    @Option(names = "--from", required = true) long from;
    @Option(names = "--granted", required = true) long granted;

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException {
        SetClock clock = new SetClock(from);
        try (BenchDirectory directory = BenchDirectory.withCoupons(data, RuntimeOptions.of(partitions), clock)) {
            ClaimLoad load = new ClaimLoad(directory, directory.keys(members), "fewer", "rush-");
            Thread looking = Thread.ofPlatform().daemon().start(() -> sayWhenGranted(directory));
            for (long i = 0; i < claims; i++) {
                load.claim(i, from);
            }
            directory.runtime().settle();
            looking.join();
            return ExitCode.FINE;
        }
    }

    private void sayWhenGranted(BenchDirectory directory) {
        try {
            while (directory.total("coupon.fewer.granted") < granted) {
                Thread.sleep(LOOK_MILLIS);
            }
            output.line(GRANTED);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
