package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.guildhall.app.bench.Access;
import org.guildhall.app.bench.BenchDirectory;
import org.guildhall.app.bench.ClaimLoad;
import org.guildhall.app.bench.Ingest;
import org.guildhall.app.bench.OrderLoad;
import org.guildhall.app.bench.Restart;
import org.guildhall.app.bench.SetClock;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall bench claims}: many members claim the coupons of one offer. */
@Command(name = "claims",
        description = {
            "All members claim a coupon of one hot offer while orders come at a steady pace: first one of which there is enough,"
                    + " each claim decided, journaled, counted in the offer's budget and granted; then one of which there are 1000,"
                    + " and on and on once it is gone.",
            "At last another process has them claim another of which there are 1000, is killed when a part of them is granted, as often as is said,"
                    + " and started again with the same claims: exactly 1000 are granted, or this fails."},
        mixinStandardHelpOptions = true)
public final class BenchClaimsCommand implements Callable<Integer> {
    private static final LocalDate DAY = LocalDate.of(2025, 1, 10);
    private static final long FEW = 1_000;
    private static final long LOOK_MILLIS = 20;
    /** How many claims of what is gone are asked for before the pace is looked at. */
    private static final long AT_ONCE = 50;

    @Option(names = "--members", paramLabel = "N", description = "100000 unless said.") int members = 100_000;

    @Option(names = "--claims", paramLabel = "N",
            description = "Of the one of which there is enough, and again of each of the others; 200000 unless said.") long claims =
                    200_000;

    @Option(names = "--orders", paramLabel = "N", description = "A second meanwhile; 5000 unless said.") double orders =
            5_000;

    @Option(names = "--claims-per-second", paramLabel = "N",
            description = "Of the one of which there is enough; 16000 unless said, 0 for as many as are taken.") double claimsPerSecond =
                    16_000;

    @Option(names = "--refusals-per-second", paramLabel = "N",
            description = "How many are asked for of what is gone; 110000 unless said, 0 for as many as are taken.") double refusalsPerSecond =
                    110_000;

    @Option(names = "--gone-seconds", paramLabel = "S",
            description = "How long claims go on of what is gone; 10 unless said.") double goneSeconds = 10;

    @Option(names = "--warm-up-seconds", paramLabel = "S",
            description = "Of orders and claims before, in which Java compiles what decides them; 15 unless said.") double warmUpSeconds =
                    15;

    @Option(names = "--kills", paramLabel = "N",
            description = "How often the process that claims is killed; 2 unless said.") int kills = 2;

    @Option(names = "--partitions", paramLabel = "N",
            description = "As many as processors unless said.") int partitions =
                    java.lang.Runtime.getRuntime().availableProcessors();

    @Option(names = "--slice", paramLabel = "N",
            description = "How many coupons a shard is leased at a time; 1 unless said: none.") int slice =
                    1;

    @Mixin Output output = new Output();

    private final Map<String, Object> json = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (members < 1 || members > 10_000_000) {
            throw output.usage("found " + members + " members, expected 1 to 10000000");
        }
        if (slice < 1 || slice > 100_000) {
            throw output.usage("found slices of " + slice + ", expected 1 to 100000");
        }
        Path folder = Files.createTempDirectory("guildhall-bench-");
        try {
            long from = DAY.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
            SetClock clock = new SetClock(from);
            RuntimeOptions options = RuntimeOptions.of(partitions);
            try (BenchDirectory directory = BenchDirectory.withCoupons(folder, options, clock, slice)) {
                long[] keys = directory.keys(members);
                join(directory, keys, from);
                AtomicLong number = new AtomicLong();
                ClaimLoad warm = new ClaimLoad(directory, keys, "plenty", "warm-");
                long until = System.nanoTime() + (long) (warmUpSeconds * 1e9);
                beside(directory, clock, keys, "warm-up", () -> {
                    while (System.nanoTime() < until) {
                        warm.claim(number.getAndIncrement(), from);
                    }
                });
                directory.runtime().settle();
                granted(directory, clock, keys, from);
                gone(directory, clock, keys, from);
            }
            rush(folder, clock, from);
        } finally {
            BenchDirectory.delete(folder);
        }
        if (output.json) {
            output.json(json);
        }
        return ExitCode.FINE;
    }

    private void join(BenchDirectory directory, long[] keys, long at) throws InterruptedException {
        Runtime runtime = directory.runtime();
        int programme = EntityName.programmeNumber(directory.terms().programme());
        for (long key : keys) {
            Submission taken = runtime.submitWaiting(
                    new org.guildhall.core.entity.Command(new EntityName(programme, EntityKind.MEMBER, key), "joins",
                            at, 0, Origin.API, new MemberCommand.Join(Fields.NONE)),
                    answer -> {});
            if (taken != Submission.TAKEN) {
                throw new IllegalStateException("expected the engine to take it, but found " + runtime.status());
            }
        }
        runtime.settle();
    }

    /** Work that may be interrupted. */
    private interface Work {
        void run() throws InterruptedException;
    }

    /** Work on a thread of its own, and orders of anybody until it is done. */
    private Ingest.Phase beside(BenchDirectory directory, SetClock clock, long[] keys, String run, Work work)
            throws InterruptedException {
        CompletableFuture<Void> done = running(work);
        OrderLoad load = new OrderLoad(directory.terms(), keys, Access.UNIFORM, run);
        Ingest.Phase phase = new Ingest(directory.runtime(), clock, load, (count, part) -> {})
                .pacedWhile(() -> !done.isDone(), orders);
        done.join();
        return phase;
    }

    private static CompletableFuture<Void> running(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (InterruptedException | RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    private void granted(BenchDirectory directory, SetClock clock, long[] keys, long at) throws InterruptedException {
        long before = directory.total("coupon.plenty.granted");
        ClaimLoad load = new ClaimLoad(directory, keys, "plenty", "plenty-");
        long began = System.nanoTime();
        AtomicLong took = new AtomicLong();
        Ingest.Phase phase = beside(directory, clock, keys, "granted", () -> {
            for (long i = 0; i < claims; i++) {
                waitUntil(claimsPerSecond == 0 ? 0 : began + (long) (i * 1e9 / claimsPerSecond));
                load.claim(i, at);
            }
            while (directory.total("coupon.plenty.granted") < before + claims) {
                Thread.sleep(LOOK_MILLIS);
            }
            took.set(System.nanoTime() - began);
        });
        say("granted", claims, took.get() / 1e9, phase);
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); nanos != 0 && left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void gone(BenchDirectory directory, SetClock clock, long[] keys, long at) throws InterruptedException {
        ClaimLoad load = new ClaimLoad(directory, keys, "few", "few-");
        for (long i = 0; i < claims; i++) {
            load.claim(i, at);
        }
        directory.runtime().settle();
        require("granted of few", directory.total("coupon.few.granted"), Math.min(FEW, Math.min(claims, members)));
        long before = load.looked();
        long began = System.nanoTime();
        long until = began + (long) (goneSeconds * 1e9);
        AtomicLong next = new AtomicLong(claims);
        Work asking = () -> {
            for (long i = next.getAndIncrement(); System.nanoTime() < until; i = next.getAndIncrement()) {
                if (refusalsPerSecond > 0 && i % AT_ONCE == 0) {
                    waitUntil(began + (long) ((i - claims) * 1e9 / refusalsPerSecond));
                }
                load.claim(i, at);
            }
        };
        Ingest.Phase phase = beside(directory, clock, keys, "gone", () -> {
            List<CompletableFuture<Void>> askers = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                askers.add(running(asking));
            }
            askers.forEach(CompletableFuture::join);
        });
        directory.runtime().settle();
        require("granted of few once they were gone", directory.total("coupon.few.granted"),
                Math.min(FEW, Math.min(claims, members)));
        say("refused", load.looked() - before, (System.nanoTime() - began) / 1e9, phase);
    }

    private void rush(Path folder, SetClock clock, long from) throws IOException, InterruptedException {
        List<String> again = new ArrayList<>(List.of("bench", "rush", "--data", folder.toString(), "--members",
                Integer.toString(members), "--claims", Long.toString(claims), "--partitions",
                Integer.toString(partitions), "--from", Long.toString(from), "--granted"));
        long most = Math.min(FEW, Math.min(claims, members));
        for (int i = 0; i < kills; i++) {
            try (Restart process = new Restart(with(again, most * (i + 1) / (kills + 1)))) {
                process.secondsUntil(BenchRushCommand.GRANTED);
                process.killAfter(0);
            }
            try (BenchDirectory directory =
                    BenchDirectory.withCoupons(folder, RuntimeOptions.of(partitions), clock)) {
                directory.runtime().settle();
                long granted = directory.total("coupon.fewer.granted");
                require("at most " + FEW + " granted after kill " + (i + 1), Math.min(granted, FEW), granted);
                json.put("granted-at-kill-" + (i + 1), granted);
                if (!output.json) {
                    output.line(String.format(Locale.ROOT, "kill %-6d %,9d granted", i + 1, granted));
                }
            }
        }
        try (Restart process = new Restart(with(again, most))) {
            process.secondsUntil(BenchRushCommand.GRANTED);
            process.await();
        }
        try (BenchDirectory directory = BenchDirectory.withCoupons(folder, RuntimeOptions.of(partitions), clock)) {
            require("granted after " + kills + " kills", directory.total("coupon.fewer.granted"), most);
            require("taken of the budget", directory.total("budget.rush/fewer/coupons per lifetime.taken"), most);
            json.put("granted-after-kills", most);
            if (!output.json) {
                output.line(String.format(Locale.ROOT, "in the end  %,9d granted of %,d claims by %,d members", most,
                        claims, members));
            }
        }
    }

    private static List<String> with(List<String> arguments, long granted) {
        List<String> all = new ArrayList<>(arguments);
        all.add(Long.toString(granted));
        return all;
    }

    private static void require(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + " " + what + ", but found " + found);
        }
    }

    private void say(String key, long many, double seconds, Ingest.Phase phase) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("claims-per-second", many / seconds);
        figures.put("seconds", seconds);
        figures.put("orders-per-second", phase.perSecond());
        figures.put("p50-millis", phase.millis50());
        figures.put("p99-millis", phase.millis99());
        json.put(key, figures);
        if (!output.json) {
            output.line(String.format(Locale.ROOT,
                    "%-11s %,9.0f claims/s (%.1f s)  beside %,.0f orders/s: p50 %.1f ms, p99 %.1f ms", key,
                    many / seconds, seconds, phase.perSecond(), phase.millis50(), phase.millis99()));
        }
    }
}
