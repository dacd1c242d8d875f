package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.Submission;
import org.guildhall.testkit.generator.Commands;
import org.guildhall.testkit.generator.Request;
import org.guildhall.testkit.generator.Shop;
import org.guildhall.testkit.generator.YearFigures;
import org.jspecify.annotations.Nullable;

/** Puts a merchant's year to its members, with a bounded number of requests under way. One thread runs it, once. */
public final class YearRun {
    /** In front of the merchant's reference of a customer. */
    public static final String NAMESPACE = "customer:";
    private static final int IN_FLIGHT = 8_192;
    private static final int BATCH = 512;

    private final Shop shop;
    private final Stream<Request> year;
    private final int programme;
    private final Commands commands;
    private final Runtime runtime;
    private final ProfileStore profiles;
    private final BiConsumer<Long, Double> progress;
    private final YearFigures figures;

    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final List<Request> batch = new ArrayList<>(BATCH);
    private volatile @Nullable String stopped;
    private long requests;

    /**
     * What became of the year.
     *
     * @param figures of the shop, whatever became of it here
     * @param requests of known customers
     * @param refused by the code of the refusal
     */
    public record Account(YearFigures figures, long requests, long accepted, long repeated, Map<String, Long> refused,
            double seconds) {

        public Account {
            refused = new TreeMap<>(refused);
        }

        /** Whether the whole year was there before. */
        public boolean again() {
            return accepted == 0;
        }

        public long refusals() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A year that could not be run to its end. */
    public static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;

        StoppedException(String reason) {
            super(reason);
        }
    }

    /**
     * @param year of the shop
     * @param progress is told how many requests are under way or done, and what part of the year they are
     */
    public YearRun(Shop shop, Stream<Request> year, Terms terms, Runtime runtime, ProfileStore profiles,
            BiConsumer<Long, Double> progress) {
        this.shop = shop;
        this.year = year;
        this.programme = EntityName.programmeNumber(terms.programme());
        this.commands = new Commands(terms, shop.calibration());
        this.runtime = runtime;
        this.profiles = profiles;
        this.progress = progress;
        this.figures = new YearFigures(shop.calibration().zone());
    }

    public Account run() throws InterruptedException, StoppedException {
        long began = System.nanoTime();
        boolean claims = false;
        for (Request request : (Iterable<Request>) year::iterator) {
            figures.add(request);
            if (request.what() instanceof Request.ClaimedCoupon != claims) {
                claims = !claims;
                settle();
            }
            if (request.customer() != null) {
                batch.add(request);
                if (batch.size() == BATCH) {
                    submit();
                    progress.accept(requests, shop.done(request.sent()));
                }
            }
        }
        settle();
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((code, count) -> counts.put(code, count.sum()));
        return new Account(figures, requests, accepted.sum(), repeated.sum(), counts,
                (System.nanoTime() - began) / 1e9);
    }

    private void submit() throws InterruptedException, StoppedException {
        long[] keys = profiles.keysOf(programme, batch.stream().map(one -> NAMESPACE + one.customer()).toList());
        for (int i = 0; i < keys.length; i++) {
            Command command = commands.command(batch.get(i), keys[i]);
            if (command != null) {
                room.acquire();
                requests++;
                if (runtime.submitWaiting(command, this::answered) != Submission.TAKEN) {
                    throw new StoppedException("the engine takes nothing more: a partition has stopped");
                }
            }
        }
        batch.clear();
        stopIfToldTo();
    }

    /**
     * Waits until everything before is over. What is claimed passes between members and an offer, and takes the time of the one to the other: so
     * that no member is ahead of those who claim, and who claimed has it by the next order.
     */
    private void settle() throws InterruptedException, StoppedException {
        submit();
        room.acquire(IN_FLIGHT);
        room.release(IN_FLIGHT);
        stopIfToldTo();
        runtime.settle();
    }

    private void stopIfToldTo() throws StoppedException {
        String reason = stopped;
        if (reason != null) {
            throw new StoppedException(reason);
        }
    }

    private void answered(Answer answer) {
        switch (answer) {
            case Answer.Decided decided -> count(decided.outcome());
            case Answer.Unknown unknown -> stopped = unknown.reason();
            case Answer.NotTaken notTaken -> stopped = notTaken.reason();
            case Answer.Failed failed -> stopped = "a fault in the engine: " + failed.cause().getMessage();
        }
        room.release();
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted done -> accepted.increment();
            case Outcome.Begun begun -> accepted.increment();
            case Outcome.Repeated again -> repeated.increment();
            case Outcome.Refused no -> {
                String code = no.refusal().code();
                if (code.equals("id-reused")) {
                    stopped = "a request came with an id that another had before";
                }
                refused.computeIfAbsent(code, any -> new LongAdder()).increment();
            }
        }
    }
}
