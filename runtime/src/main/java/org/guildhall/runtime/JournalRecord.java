package org.guildhall.runtime;

import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/** What one record of a partition's journal says; {@link JournalRecordCodec} has its bytes. */
public sealed interface JournalRecord {
    /**
     * An entity's entry.
     *
     * @param previous position of the entity's entry before this one; 0 for its first
     * @param from the message it answers; null for anything else
     * @param sent the numbers of the messages it sends, in their order within the entry
     * @param bytes in core's encoding
     */
    record Entry(
            EntityName name, long version, long previous, @Nullable Consumed from, List<Sent> sent, byte[] bytes)
            implements
                JournalRecord {}

    /**
     * That a shard has consumed the messages of another up to a number. Stands alone only when the message changed nothing.
     *
     * @param sequence from 1, without gaps, for each pair of shards
     */
    record Consumed(int source, int target, long sequence) implements JournalRecord {}

    /** Terms, in full. */
    record Terms(byte[] bytes) implements JournalRecord {}

    /** The arrival stamp (epoch milliseconds) of the records that follow, imports aside; it never goes back. */
    record Received(long moment) implements JournalRecord {}

    /** The number a message got between the sender's shard and {@code target}. */
    record Sent(int target, long sequence) {}
}
