package org.guildhall.app.command;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.guildhall.app.bench.Access;
import org.guildhall.app.bench.BenchDirectory;
import org.guildhall.app.bench.Ingest;
import org.guildhall.app.bench.OrderLoad;
import org.guildhall.app.bench.SetClock;
import org.guildhall.core.entity.Command.Body;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Submission;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall bench renewals}: plans of many members that are renewed on one day. */
@Command(name = "renewals",
        description = {
            "Plans of all members, bought over one day, fall due over one day a month later, and until all are renewed"
                    + " orders come at a steady pace: each renewal is decided, journaled and asks for its payment.",
            "Once cold, the directory opened anew and nobody in memory; and, after all were paid, a month later once more."
                    + " Before, memory is used once, and all of it goes on with few members in a directory of their own, so that"
                    + " Java has compiled what decides renewals, as in any process that saw a day."},
        mixinStandardHelpOptions = true)
public final class BenchRenewalsCommand implements Callable<Integer> {
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 10);
    private static final long PRICE = 1_500;
    private static final double SKIP_SECONDS = 3;
    private static final long LOOK_MILLIS = 50;
    private static final long LONGEST_NANOS = 900_000_000_000L;

    @Option(names = "--members", paramLabel = "N", description = "1000000 unless said.") int members = 1_000_000;

    @Option(names = "--orders", paramLabel = "N", description = "A second meanwhile; 5000 unless said.") double orders =
            5_000;

    @Option(names = "--day-seconds", paramLabel = "S",
            description = "In which the day passes on which they are due; 5 unless said.") double daySeconds = 5;

    @Option(names = "--warm-up-seconds", paramLabel = "S",
            description = "Of orders before, in which Java compiles what decides them; 10 unless said.") double warmUpSeconds =
                    10;

    @Option(names = "--rehearsed-members", paramLabel = "N",
            description = "With how many it all goes on once before, not told; 50000 unless said, 0 for not at all.") int rehearsedMembers =
                    50_000;

    @Option(names = "--partitions", paramLabel = "N",
            description = "As many as processors unless said.") int partitions =
                    java.lang.Runtime.getRuntime().availableProcessors();

    @Option(names = "--cache", paramLabel = "MIB", description = "For members in memory; half of Java's heap unless"
            + " said.") long cacheMib = java.lang.Runtime.getRuntime().maxMemory() >> 21;

    @Mixin Output output = new Output();

    private final Map<String, Object> json = new LinkedHashMap<>();
    private int programme;
    private int plan;
    private long[] keys = {};
    private boolean told;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (members < 1 || members > 100_000_000) {
            throw output.usage("found " + members + " members, expected 1 to 100000000");
        }
        if (rehearsedMembers < 0 || rehearsedMembers > 100_000_000) {
            throw output.usage("found " + rehearsedMembers + " members to rehearse with, expected 0 to 100000000");
        }
        if (rehearsedMembers > 0) {
            useMemory();
            months(rehearsedMembers, false);
        }
        months(members, true);
        if (output.json) {
            output.json(json);
        }
        return ExitCode.FINE;
    }

    /**
     * Of a quarter of the heap. A hypervisor may bring memory as it is touched for the first time, at milliseconds for
     * what a collection moves.
     */
    private static void useMemory() {
        int piece = 64 << 20;
        byte[][] pieces = new byte[Math.toIntExact(java.lang.Runtime.getRuntime().maxMemory() / 4 / piece)][];
        Arrays.setAll(pieces, i -> new byte[piece]);
        Reference.reachabilityFence(pieces);
    }

    /** Two months of so many members. */
    private void months(int count, boolean told) throws IOException, InterruptedException {
        this.told = told;
        Path folder = Files.createTempDirectory("guildhall-bench-");
        try {
            SetClock clock = new SetClock(begin(FIRST_DAY.plusDays(1)));
            RuntimeOptions options = RuntimeOptions.of(partitions).withCacheBytes(cacheMib << 20);
            try (BenchDirectory directory = BenchDirectory.withPlans(folder, options, clock)) {
                programme = EntityName.programmeNumber(directory.terms().programme());
                plan = Objects.requireNonNull(directory.terms().symbols().find("plan", "monthly"));
                keys = directory.keys(count);
                ask(directory.runtime(), "bought", i -> new MemberCommand.Subscribe(plan));
                ask(directory.runtime(), "paid", i -> new MemberCommand.PaymentSettled(plan, 0, PRICE));
                ingest(directory, clock, "warm-up").paced(warmUpSeconds, orders);
            }
            clock.reach(instant(FIRST_DAY.plusMonths(1)), SKIP_SECONDS);
            Thread.sleep((long) (SKIP_SECONDS * 1_000));
            try (BenchDirectory directory = BenchDirectory.withPlans(folder, options, clock)) {
                renewals(directory, clock, "cold", FIRST_DAY.plusMonths(1));
                ask(directory.runtime(), "paid-again", i -> new MemberCommand.PaymentSettled(plan, 0, PRICE));
                clock.reach(instant(FIRST_DAY.plusMonths(2)), SKIP_SECONDS);
                Thread.sleep((long) (SKIP_SECONDS * 1_000));
                renewals(directory, clock, "warm", FIRST_DAY.plusMonths(2));
            }
        } finally {
            BenchDirectory.delete(folder);
        }
    }

    private static long begin(LocalDate day) {
        return instant(day).toEpochMilli();
    }

    private static Instant instant(LocalDate day) {
        return day.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    /** Of every member, as if over the whole of the first day; what is paid is so at the moment it was bought. */
    private void ask(Runtime runtime, String what, LongFunction<Body> body) throws InterruptedException {
        long since = System.nanoTime();
        AtomicReference<@Nullable Answer> wrong = new AtomicReference<>();
        for (int i = 0; i < keys.length; i++) {
            long at = what.equals("paid-again") ? begin(FIRST_DAY.plusMonths(1).plusDays(1))
                    : begin(FIRST_DAY) + (long) (86_400_000.0 * i / keys.length);
            Submission taken = runtime.submitWaiting(
                    new org.guildhall.core.entity.Command(new EntityName(programme, EntityKind.MEMBER, keys[i]),
                            what + i, at, 0, Origin.API, body.apply(i)),
                    answer -> {
                        if (!(answer instanceof Answer.Decided(Outcome.Accepted accepted))) {
                            wrong.compareAndSet(null, answer);
                        }
                    });
            if (taken != Submission.TAKEN) {
                throw new IllegalStateException("expected the engine to take it, but found " + runtime.status());
            }
        }
        runtime.settle();
        if (wrong.get() != null) {
            throw new IllegalStateException("expected all to be " + what + ", but found " + wrong.get());
        }
        say(what,
                String.format(Locale.ROOT, "%-11s %,9.0f/s", what, keys.length / ((System.nanoTime() - since) / 1e9)));
    }

    private void renewals(BenchDirectory directory, SetClock clock, String key, LocalDate day)
            throws InterruptedException {
        long began = System.nanoTime();
        clock.reach(instant(day.plusDays(1)), daySeconds);
        CompletableFuture<Double> renewed = CompletableFuture.supplyAsync(() -> untilAll(directory, began));
        Ingest.Phase phase = ingest(directory, clock, key).pacedWhile(() -> !renewed.isDone(), orders);
        double took = renewed.join();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("renewals-per-second", keys.length / took);
        figures.put("seconds", took);
        figures.put("orders-per-second", phase.perSecond());
        figures.put("p50-millis", phase.millis50());
        figures.put("p99-millis", phase.millis99());
        json.put(key, figures);
        if (told && !output.json) {
            output.line(String.format(Locale.ROOT,
                    "%-11s %,9.0f renewals/s (%.1f s)  beside %,.0f orders/s: p50 %.1f ms, p99 %.1f ms", key,
                    keys.length / took, took, phase.perSecond(), phase.millis50(), phase.millis99()));
        }
    }

    /** Orders of anybody. */
    private Ingest ingest(BenchDirectory directory, SetClock clock, String run) {
        OrderLoad load = new OrderLoad(directory.terms(), keys, Access.UNIFORM, run);
        return new Ingest(directory.runtime(), clock, load, (done, part) -> {});
    }

    /** Until nobody's plan is of before: all await the payment of their renewal. */
    private double untilAll(BenchDirectory directory, long began) {
        try {
            for (long left = keys.length - directory.total("plan.monthly.unpaid"); left > 0; left =
                    keys.length - directory.total("plan.monthly.unpaid")) {
                if (System.nanoTime() - began > LONGEST_NANOS) {
                    throw new IllegalStateException(
                            "expected all plans to be renewed within 15 minutes, but found " + left
                                    + " that were not: " + directory.runtime().status());
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void say(String key, String line) {
        if (told && !output.json) {
            output.line(line);
        }
    }
}
