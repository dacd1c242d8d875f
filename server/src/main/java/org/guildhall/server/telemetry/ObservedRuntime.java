package org.guildhall.server.telemetry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Follower;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.UndecidedException.Kind;
import org.jspecify.annotations.Nullable;

/** Another runtime, whose commands observers are told of before their callers are answered. */
final class ObservedRuntime implements Runtime {
    private final Runtime runtime;
    private final List<CommandObserver> observers;

    ObservedRuntime(Runtime runtime, List<CommandObserver> observers) {
        this.runtime = runtime;
        this.observers = observers;
    }

    @Override
    public CompletableFuture<Answer.Decided> submit(Command command) {
        List<CommandObserver.Submitted> submitted = begin(command, true);
        return runtime.submit(command)
                .whenComplete((decided, failure) -> end(submitted,
                        failure == null ? CommandResult.of(decided) : CommandResult.of(failure)));
    }

    @Override
    public Submission submit(Command command, Consumer<Answer> callback) {
        List<CommandObserver.Submitted> submitted = begin(command, true);
        return told(submitted, runtime.submit(command, told(submitted, callback)));
    }

    @Override
    public Submission submitWaiting(Command command, Consumer<Answer> callback) throws InterruptedException {
        List<CommandObserver.Submitted> submitted = begin(command, false);
        return told(submitted, runtime.submitWaiting(command, told(submitted, callback)));
    }

    private List<CommandObserver.Submitted> begin(Command command, boolean alone) {
        return observers.stream().map(observer -> observer.begin(command, alone)).toList();
    }

    private static Consumer<Answer> told(List<CommandObserver.Submitted> submitted, Consumer<Answer> callback) {
        return answer -> {
            end(submitted, CommandResult.of(answer));
            callback.accept(answer);
        };
    }

    private static Submission told(List<CommandObserver.Submitted> submitted, Submission submission) {
        switch (submission) {
            case TAKEN -> {
                // its answer tells
            }
            case TRY_LATER -> end(submitted, CommandResult.undecided(Kind.TRY_LATER));
            case STOPPED -> end(submitted, CommandResult.undecided(Kind.STOPPED));
        }
        return submission;
    }

    private static void end(List<CommandObserver.Submitted> submitted, CommandResult result) {
        submitted.forEach(one -> one.end(result));
    }

    @Override
    public @Nullable Image read(EntityName name) {
        return runtime.read(name);
    }

    @Override
    public <T> T view(EntityName name, Function<@Nullable Image, T> reader) {
        return runtime.view(name, reader);
    }

    @Override
    public Stream<PastEntry> entries(EntityName name) {
        return runtime.entries(name);
    }

    @Override
    public Stream<PastEntry> entries(EntityName name, long upTo) {
        return runtime.entries(name, upTo);
    }

    @Override
    public @Nullable PastEntry entry(EntityName name, long version) {
        return runtime.entry(name, version);
    }

    @Override
    public Follower follow(int partition, long from) {
        return runtime.follow(partition, from);
    }

    @Override
    public long oldest(int partition) {
        return runtime.oldest(partition);
    }

    @Override
    public long nextDue() {
        return runtime.nextDue();
    }

    @Override
    public void publish(byte[] terms) {
        runtime.publish(terms);
    }

    @Override
    public byte @Nullable [] unfinishedTerms() {
        return runtime.unfinishedTerms();
    }

    @Override
    public boolean withdrawUnfinishedTerms() {
        return runtime.withdrawUnfinishedTerms();
    }

    @Override
    public Map<Integer, Long> tallies(int programme) {
        return runtime.tallies(programme);
    }

    @Override
    public void forEachEntity(EntityStore.EntityVisitor visitor) {
        runtime.forEachEntity(visitor);
    }

    @Override
    public void settle() {
        runtime.settle();
    }

    @Override
    public RuntimeStatus status() {
        return runtime.status();
    }

    @Override
    public void resumeTimers() {
        runtime.resumeTimers();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
