package org.guildhall.server.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.RuntimeStatus.Partition;

/** How the partitions stand. */
record PartitionCollector(Runtime runtime) implements MultiCollector {
    private record Numbered(int number, Partition partition) {}

    @Override
    public MetricSnapshots collect() {
        RuntimeStatus status = runtime.status();
        List<Partition> all = status.partitions();
        Samples<Numbered> partitions = new Samples<>(
                IntStream.range(0, all.size()).mapToObj(i -> new Numbered(i, all.get(i))).toList(),
                one -> Labels.of("partition", String.valueOf(one.number)));
        return new MetricSnapshots(
                partitions.gauge("guildhall_partition_stopped", "1 where the partition has stopped, and answers 503",
                        one -> one.partition.stopped() == null ? 0 : 1),
                partitions.gauge("guildhall_partition_queued_commands", "Commands that wait to be taken",
                        one -> one.partition.queued()),
                partitions.gauge("guildhall_partition_unsnapshotted_entries",
                        "Entries of the journal that a restart would have to replay",
                        one -> one.partition.unsnapshotted()),
                partitions.gauge("guildhall_partition_unreplayed_entries",
                        "Entries from before a crash that are not replayed yet",
                        one -> one.partition.unreplayed()),
                partitions.gauge("guildhall_partition_undelivered_messages",
                        "Messages between members that are not known to have arrived",
                        one -> one.partition.undelivered()),
                partitions.gauge("guildhall_partition_cached_entities", "Members in memory",
                        one -> one.partition.cachedEntities()),
                partitions.gauge("guildhall_partition_cached_bytes", "What members in memory take, with overhead",
                        one -> one.partition.cachedBytes()),
                partitions.gauge("guildhall_partition_journal_position", "The end of the journal; 0 when stopped",
                        one -> one.partition.journalNext()),
                partitions.gauge("guildhall_partition_overdue_members", "Members for whom what is due can't be done",
                        one -> one.partition.timersFailed()),
                partitions.counter("guildhall_partition_decided",
                        "Commands, messages and timers decided since the start",
                        one -> one.partition.decided()),
                partitions.counter("guildhall_partition_failed", "Of those decided, the ones that threw",
                        one -> one.partition.failed()),
                new Samples<>(List.of(status), one -> Labels.EMPTY).gauge("guildhall_timers_stopped",
                        "1 where timers stand still", one -> one.timersStopped() == null ? 0 : 1));
    }
}
