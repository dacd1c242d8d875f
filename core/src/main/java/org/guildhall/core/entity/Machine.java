package org.guildhall.core.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime runs: pure functions over encoded entities. The runtime knows nothing of points; this side knows nothing
 * of disks, threads or clocks.
 *
 * <ul>
 *   <li>Every method but {@link #publish} is a pure function of its arguments and of the terms published so far, and may
 *       be called from several threads at once, on different entities.
 *   <li>{@link #publish} is called in the same order on every partition, before any command whose {@code at} the terms
 *       concern; the terms are visible to every thread when it returns.
 *   <li>A step may be thrown away and done again (a crash before its entry was on disk); it has no other effect.
 *   <li>{@code replay} of the entries of steps over the image before the first gives the state after the last, byte for byte.
 * </ul>
 */
public interface Machine {
    /**
     * Advances the entity to the command's time and decides the command.
     *
     * @param before the entity, or null when it is not known yet
     * @param command stamped: {@code received} is set
     */
    Step step(@Nullable Image before, Command command);

    /**
     * Applies entries from the journal.
     *
     * @param entries of one entity, one or more, each the one after the one before
     */
    Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries);

    /**
     * What {@link #replay} gives: the same as the steps that wrote the entries.
     *
     * @param messages of each entry
     * @param effects of all together
     */
    record Replayed(Change change, List<List<Message>> messages, Step.Effects effects) {}

    /** A command in the engine's encoding, as messages and queues carry it. */
    byte[] encode(Command command);

    Command decode(byte[] command);

    /** Takes terms that a runtime has appended to every partition; the same bytes may come again, to no effect. */
    void publish(byte[] terms);

    /** The command that brings what is due up to {@code moment}; its origin is {@link Origin#TIMER}. */
    Command advance(EntityName name, long moment);

    /** The state at {@code moment} in canonical form, without versions, positions and arrival stamps. */
    byte[] canonical(Image image, EntityName name, long moment);

    /** For a series of {@link TallyDelta}: its name in words, {@code points.available}, {@code members.gold}. */
    String seriesName(int programme, int series);

    /** The tally that an entity's present state amounts to; the sum over all entities is the sum over all steps. */
    TallyDelta tally(Image image, EntityName name);

    /** What the head says, without deciding anything: its version and next due moment. */
    Step.Effects effects(byte[] head);
}
