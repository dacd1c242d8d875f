package org.guildhall.runtime;

/**
 * How far the entity store follows a partition's journal.
 *
 * @param replayFrom every record below this position is reflected in the store; some above it may be too, and are known by
 *     their shard's position
 * @param received the latest arrival stamp given up to here, epoch milliseconds
 */
public record Progress(long replayFrom, long received) {
    public static final Progress NONE = new Progress(0, 0);
}
