package org.guildhall.server.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * The totals of programmes, at most 5 s old. Where they can't be told within 2 s, as while a crash's entries are replayed or a
 * partition has stopped, a scrape goes without them, and a later one has them. Any thread.
 */
final class ProgrammeCollector implements MultiCollector {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_WAIT_SECONDS = 2;

    private final Engine engine;
    private final Runtime runtime;
    private @Nullable CompletableFuture<List<Total>> latest;
    private long askedNanos;

    ProgrammeCollector(Engine engine, Runtime runtime) {
        this.engine = engine;
        this.runtime = runtime;
    }

    @Override
    public MetricSnapshots collect() {
        try {
            return Total.metrics(totals().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException untold) {
            return new MetricSnapshots();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new MetricSnapshots();
        }
    }

    /** One asking at a time, however many scrape. */
    private synchronized CompletableFuture<List<Total>> totals() {
        CompletableFuture<List<Total>> last = latest;
        if (last != null && (!last.isDone() || System.nanoTime() - askedNanos < FRESH_NANOS)) {
            return last;
        }
        askedNanos = System.nanoTime();
        CompletableFuture<List<Total>> next = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
        latest = next;
        return next;
    }

    private List<Total> read() {
        List<Total> totals = new ArrayList<>();
        for (Catalogue programme : engine.catalogues()) {
            int number = EntityName.programmeNumber(programme.latest().programme());
            runtime.tallies(number)
                    .forEach((series, amount) -> totals.add(
                            Total.of(programme.latest(), Objects.requireNonNull(engine.seriesName(number, series)),
                                    amount)));
        }
        return totals;
    }
}
