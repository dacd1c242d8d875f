package org.guildhall.core.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What deciding one command gave.
 *
 * @param entry the entry for the journal, in core's own encoding; null when nothing is to be written (a repetition, or a version
 *     that was not expected)
 * @param change what becomes of the entity; null exactly when {@code entry} is null
 * @param messages to be delivered once the entry is on disk; also contained in {@code entry}
 */
public record Step(
        Outcome outcome, byte @Nullable [] entry, @Nullable Change change, List<Message> messages, Effects effects) {

    /**
     * What the runtime keeps beside the entity.
     *
     * @param version of the entity after this step; 1 for its first entry
     * @param nextDue the next moment, in epoch milliseconds, at which {@code Advance} would change the entity; {@link
     *     Long#MAX_VALUE} for never
     * @param tally what the step adds to the programme's totals
     */
    public record Effects(long version, long nextDue, TallyDelta tally) {}

    /** Without an entry. */
    public static Step repeated(Outcome outcome, Effects effects) {
        return new Step(outcome, null, null, List.of(), effects);
    }
}
