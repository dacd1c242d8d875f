package org.guildhall.runtime;

import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime stands.
 *
 * @param timersStopped why timers stand still; null while they run or were never wanted
 */
public record RuntimeStatus(List<Partition> partitions, @Nullable String timersStopped) {
    /**
     * One partition.
     *
     * @param journalNext position of its journal's end; 0 when it stopped
     * @param queued commands waiting to be taken
     * @param unsnapshotted entries that a restart would have to replay
     * @param unreplayed entries of before a crash that wait until their entities are asked for, or their turn comes
     * @param undelivered messages sent by its shards and not yet known to be consumed
     * @param cachedEntities entities in memory, and {@code cachedBytes} their size with overhead
     * @param decided commands, messages and timers decided since it was opened, of which {@code failed} threw
     * @param timersFailed entities for which what is due can't be done, as the machine throws; {@code timerFaults} has some
     * @param stopped why it stopped; null while it runs
     */
    public record Partition(
            long journalNext,
            int queued,
            long unsnapshotted,
            long unreplayed,
            long undelivered,
            long cachedEntities,
            long cachedBytes,
            long decided,
            long failed,
            long timersFailed,
            List<TimerFault> timerFaults,
            @Nullable String stopped) {}

    /** An entity for which what is due can't be done, and why. */
    public record TimerFault(EntityName entity, String what) {}
}
