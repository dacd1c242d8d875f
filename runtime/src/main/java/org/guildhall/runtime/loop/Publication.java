package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.jspecify.annotations.Nullable;

/**
 * Brings terms into every partition's journal, then into the store, then into the machine. Where it stood is read from these
 * after a crash. Any thread; one publication at a time.
 */
final class Publication {
    private final Shared shared;
    private final Consumer<CompletableFuture<?>> awaiter;

    Publication(Shared shared, Consumer<CompletableFuture<?>> awaiter) {
        this.shared = shared;
        this.awaiter = awaiter;
    }

    /** Terms that some partitions have and that are not in force. */
    synchronized byte @Nullable [] unfinished() {
        for (PartitionLoop loop : shared.loops()) {
            byte[] pending = await(loop.ask(state -> new Pending(state.pendingTerms))).terms();
            if (pending != null) {
                return pending;
            }
        }
        return null;
    }

    /** Finishes, before anybody is served, what lacked only its last steps when the process ended. */
    synchronized void finishIfComplete() {
        byte[] terms = shared.loops()[0].state().pendingTerms;
        for (PartitionLoop loop : shared.loops()) {
            if (terms == null || !Arrays.equals(terms, loop.state().pendingTerms)) {
                return;
            }
        }
        if (terms != null) {
            enact(terms);
        }
    }

    synchronized void publish(byte[] terms) {
        if (Recovery.isInForce(shared.storage().entities(), terms)) {
            return;
        }
        byte[] unfinished = unfinished();
        if (unfinished != null && !Arrays.equals(unfinished, terms)) {
            throw new IllegalStateException("expected the terms that are unfinished (" + unfinished.length
                    + " bytes), but found others (" + terms.length + " bytes)");
        }
        List<CompletableFuture<Boolean>> appended = new ArrayList<>();
        for (PartitionLoop loop : shared.loops()) {
            appended.add(loop.ask(state -> append(state, terms)));
        }
        appended.forEach(awaiter);
        if (appended.stream().anyMatch(CompletableFuture::isCompletedExceptionally) && !everyPartitionHas(terms)) {
            appended.forEach(this::await);
        }
        enact(terms);
    }

    /** A partition whose sync failed may have them on disk all the same: it has read its journal again since. */
    private boolean everyPartitionHas(byte[] terms) {
        for (PartitionLoop loop : shared.loops()) {
            CompletableFuture<Boolean> has = loop.ask(state -> Arrays.equals(terms, state.pendingTerms));
            awaiter.accept(has);
            if (has.isCompletedExceptionally() || !has.join()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives up terms that some partitions have, so that others can be published; terms that all have are put in force
     * instead. Until other terms are published a restart finds them again.
     */
    synchronized boolean withdraw() {
        byte[] terms = unfinished();
        if (terms == null) {
            return false;
        }
        if (everyPartitionHas(terms)) {
            enact(terms);
            return false;
        }
        forgetPending();
        return true;
    }

    private boolean append(PartitionState state, byte[] terms) {
        if (state.pendingTerms != null) {
            return false;
        }
        ByteWriter record = new ByteWriter(terms.length + 1);
        JournalRecordCodec.write(record, new JournalRecord.Terms(terms));
        long position = state.journal.add(record.array(), 0, record.size());
        state.journal.sync();
        shared.faults().at(Moment.TERMS_SYNCED, state.index);
        state.pendingTerms = terms;
        state.pendingTermsPosition = position;
        return true;
    }

    private void enact(byte[] terms) {
        shared.storage().entities().addTerms(terms);
        shared.faults().at(Moment.TERMS_STORED, 0);
        shared.machine().publish(terms);
        forgetPending();
    }

    private void forgetPending() {
        for (PartitionLoop loop : shared.loops()) {
            await(loop.ask(state -> {
                state.pendingTerms = null;
                return true;
            }));
        }
    }

    private <T> T await(CompletableFuture<T> future) {
        awaiter.accept(future);
        return LocalRuntime.result(future);
    }

    private record Pending(byte @Nullable [] terms) {}
}
