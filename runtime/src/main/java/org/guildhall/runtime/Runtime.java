package org.guildhall.runtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.jspecify.annotations.Nullable;

/**
 * Runs a machine over durable entities: what the application sees.
 *
 * <ul>
 *   <li>Every method may be called from any thread, except from inside a callback where it says "waits".
 *   <li>Nothing is answered before it is on disk. A command that was answered is never lost; one that was not may have been
 *       done: ask again with the same id.
 *   <li>Readers see committed states only, each as it stood after some answered command, and never an older one than they
 *       were answered.
 *   <li>Commands of one entity are decided in the order in which they were taken. Entities of one shard share a thread.
 *   <li>A message of an entity reaches the other exactly once in effect, and in the order sent between two shards.
 * </ul>
 */
public interface Runtime extends AutoCloseable {
    /**
     * Asks for a decision. The callback is called once, by a thread of the runtime and never by the one that submits, if
     * and only if the result is {@link Submission#TAKEN}, also when the partition stops or the runtime is closed; it must be
     * short, must not wait and must not throw.
     */
    Submission submit(Command command, Consumer<Answer> callback);

    /** As {@link #submit(Command, Consumer)}, but waits for room while the queue is full: for imports. */
    Submission submitWaiting(Command command, Consumer<Answer> callback) throws InterruptedException;

    /** As {@link #submit(Command, Consumer)}; what is not {@link Answer.Decided} fails with {@link UndecidedException}. */
    CompletableFuture<Answer.Decided> submit(Command command);

    /**
     * The entity as committed, or null when unknown. Its pages are read when asked for, and throw {@link
     * StaleImageException} when the entity has changed meanwhile; {@link #view} reads again by itself.
     *
     * <p>Soon after a crash this, {@link #view}, {@link #entries} and {@link #entry} may wait until the entity's partition has
     * replayed what the journal has of it. So callbacks must not read entities of others than their own command's.
     *
     * @throws UndecidedException where they would wait for a partition that has stopped
     * @throws DamageException where damage stopped it
     */
    @Nullable
    Image read(EntityName name);

    /** What {@code reader} makes of the committed entity (null when unknown); it may be called several times. */
    <T> T view(EntityName name, Function<@Nullable Image, T> reader);

    /** The entity's entries, newest first, read as the stream is consumed; ends early where the journal was trimmed. */
    Stream<PastEntry> entries(EntityName name);

    /** The same from a version back; who walked by there not long ago makes the way short. */
    Stream<PastEntry> entries(EntityName name, long upTo);

    /** The entity's entry of that version, found as by {@link #entries(EntityName, long)}; null when there is none or it was trimmed. */
    @Nullable
    PastEntry entry(EntityName name, long version);

    /**
     * Follows the entries of a partition, all of them in the order of their decision.
     *
     * @param from 0 for the oldest there is, above the position of an entry that was given, or a partition's {@code
     *     journalNext}
     */
    Follower follow(int partition, long from);

    /** Where the oldest entries of a partition lie that can be followed: what lay below was trimmed, or is of another layout. */
    long oldest(int partition);

    /**
     * Appends terms to every partition, then publishes them to the machine; waits for it. Called again with the same bytes
     * after a failure or restart, it goes on where it stood; with terms in force, it does nothing.
     *
     * @throws IllegalStateException while other terms are unfinished, see {@link #unfinishedTerms}
     * @throws UndecidedException when a partition stopped before it answered
     */
    void publish(byte[] terms);

    /** Terms that stand in some partitions only, and therefore are not in force; null when there are none. */
    byte @Nullable [] unfinishedTerms();

    /**
     * Gives up unfinished terms, for instance because the moment they were to hold from has passed; other terms can be
     * published then. Whether there were any; terms that every partition has are put in force instead.
     */
    boolean withdrawUnfinishedTerms();

    /**
     * The programme's running totals by series, over all shards; waits for a cut between batches in each partition, and until
     * all is replayed that a crash left.
     */
    Map<Integer, Long> tallies(int programme);

    /**
     * Gives every entity in the order of its name. Waits for all that was answered before the call to be snapshotted; what
     * is decided meanwhile may be contained or not.
     */
    void forEachEntity(EntityStore.EntityVisitor visitor);

    /** Waits until everything is replayed and decided that was taken, and every message consumed, provided that nobody goes on submitting. */
    void settle();

    RuntimeStatus status();

    /**
     * The earliest moment at which something may be due that timers have not done yet, past or to come; {@link
     * Long#MAX_VALUE} for never, also where they stand still. What was due before it is done and on disk. Waits as {@link
     * #tallies} does. A clock that is moved from one such moment to the next lets everything happen in due order.
     */
    long nextDue();

    /** Lets timers run again after a jump of the clock stopped them. */
    void resumeTimers();

    /** Answers what was taken, snapshots everything, so that the next start replays nothing, and closes the storage. */
    @Override
    void close();
}
