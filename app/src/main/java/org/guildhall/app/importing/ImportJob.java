package org.guildhall.app.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.guildhall.app.mapping.Order;
import org.guildhall.app.mapping.OrderStream;
import org.guildhall.app.mapping.RowSink;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Submission;
import org.guildhall.server.shown.FactWords;
import org.jspecify.annotations.Nullable;

/**
 * Puts the orders of a file to their members, in the order of the file, with a bounded number under way. Members get
 * their keys a batch at a time, on disk before the first order of theirs is asked for, so that an import cut off and run
 * again meets the same members. One thread runs it; answers come from the partitions' threads.
 */
public final class ImportJob {
    /** Orders under way at most. */
    static final int IN_FLIGHT = 16_384;
    private static final int BATCH = 512;

    /** Takes commands, waiting for room: {@link org.guildhall.runtime.Runtime#submitWaiting}. */
    @FunctionalInterface
    public interface Taker {
        Submission take(Command command, Consumer<Answer> callback) throws InterruptedException;
    }

    /** Hears of orders that were decided, on a partition's thread; repeated ones too. */
    @FunctionalInterface
    public interface DecisionListener {
        void accepted(EntityName member, Order order, long version);
    }

    private final int programme;
    private final FactWords words;
    private final Taker taker;
    private final Clock clock;
    private final References references;
    private final String namespace;
    private final KeySet members = new KeySet();
    private final RowSink sink;
    private final DecisionListener listener;

    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Queue<Refused> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private volatile @Nullable String stopped;
    private long orders;

    private record Refused(Order order, String code, String detail) {}

    /** @param namespace of the references, as the mapping has it */
    public ImportJob(Terms terms, Taker taker, Clock clock, References references, String namespace, RowSink sink,
            DecisionListener listener) {
        this.programme = EntityName.programmeNumber(terms.programme());
        this.words = new FactWords(terms, Locale.ENGLISH);
        this.taker = taker;
        this.clock = clock;
        this.references = references;
        this.namespace = namespace;
        this.sink = sink;
        this.listener = listener;
    }

    /**
     * Runs to the end of the file and waits for the last answer.
     *
     * @param progress is called after each batch
     * @throws ImportStoppedException when a partition stopped; what was answered stands, the rest may or may not
     */
    public Reconciliation run(OrderStream stream, Runnable progress)
            throws IOException, InterruptedException, ImportStoppedException {
        long began = System.nanoTime();
        List<Order> batch = new ArrayList<>(BATCH);
        for (Order order = stream.next(); order != null; order = stream.next()) {
            batch.add(order);
            if (batch.size() == BATCH) {
                submit(batch);
                batch.clear();
                progress.run();
            }
        }
        submit(batch);
        room.acquire(IN_FLIGHT);
        settle();
        progress.run();
        return new Reconciliation(stream.counts(), orders, accepted.sum(), repeated.sum(), refused, members.size(),
                null, (System.nanoTime() - began) / 1e9);
    }

    private void submit(List<Order> batch) throws InterruptedException, ImportStoppedException {
        List<String> wanted = new ArrayList<>(batch.size());
        batch.forEach(order -> wanted.add(namespace + ":" + order.reference()));
        long[] keys = references.keys(wanted);
        for (int i = 0; i < keys.length; i++) {
            Order order = batch.get(i);
            if (isInTheFuture(order)) {
                continue;
            }
            members.add(keys[i]);
            EntityName member = new EntityName(programme, EntityKind.MEMBER, keys[i]);
            Command command = new Command(member, order.id(), order.at(), order.at(), Origin.IMPORT, order.what());
            room.acquire();
            orders++;
            if (taker.take(command, answer -> answered(member, order, answer)) != Submission.TAKEN) {
                throw new ImportStoppedException("the engine takes nothing more: a partition has stopped");
            }
        }
        settle();
    }

    /** What is dated ahead of the clock never reaches the member, whose time it would carry along. */
    private boolean isInTheFuture(Order order) {
        long now = clock.millis();
        if (order.at() <= now + Command.FUTURE_TOLERANCE_MILLIS) {
            return false;
        }
        orders++;
        var refusal = new MemberRefusal.InTheFuture(order.at(), now, Command.FUTURE_TOLERANCE_MILLIS);
        answers.add(new Refused(order, refusal.code(), words.of(refusal)));
        return true;
    }

    private void answered(EntityName member, Order order, Answer answer) {
        switch (answer) {
            case Answer.Decided decided -> decided(member, order, decided.outcome());
            case Answer.Unknown unknown -> stopped = unknown.reason();
            case Answer.NotTaken notTaken -> stopped = notTaken.reason();
            case Answer.Failed failed ->
                    answers.add(new Refused(order, "engine-fault", String.valueOf(failed.cause().getMessage())));
        }
        room.release();
    }

    private void decided(EntityName member, Order order, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted done -> {
                accepted.increment();
                listener.accepted(member, order, done.version());
            }
            case Outcome.Repeated again -> {
                repeated.increment();
                if (again.accepted()) {
                    listener.accepted(member, order, again.version());
                }
            }
            case Outcome.Begun begun -> accepted.increment();
            case Outcome.Refused no -> answers.add(new Refused(order, no.refusal().code(), words.of(no.refusal())));
        }
    }

    /** Writes down what was refused meanwhile. */
    private void settle() throws ImportStoppedException {
        String reason = stopped;
        if (reason != null) {
            throw new ImportStoppedException(reason);
        }
        for (Refused answer = answers.poll(); answer != null; answer = answers.poll()) {
            refused.merge(answer.code(), 1L, Long::sum);
            for (Order.Row row : answer.order().rows()) {
                sink.refuse(row, answer.code(), answer.detail());
            }
        }
    }
}
