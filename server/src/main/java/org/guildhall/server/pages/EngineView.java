package org.guildhall.server.pages;

import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.runtime.RuntimeStatus;
import org.jspecify.annotations.Nullable;

/** How journal and queues stand. */
record EngineView(Words words, boolean up, @Nullable String timersStopped, List<Partition> partitions) {
    /** One partition; figures as people read them. */
    record Partition(
            int number, @Nullable String stopped, String journal, String queued, String unsnapshotted,
            String undelivered, String members, String memory, String decided, String failed) {}

    static EngineView of(RuntimeStatus status, Words words) {
        List<Partition> partitions = IntStream.range(0, status.partitions().size())
                .mapToObj(number -> partition(number, status.partitions().get(number), words))
                .toList();
        boolean up = partitions.stream().allMatch(one -> one.stopped() == null) && status.timersStopped() == null;
        return new EngineView(words, up, status.timersStopped(), partitions);
    }

    private static Partition partition(int number, RuntimeStatus.Partition one, Words words) {
        return new Partition(number, one.stopped(), words.number(one.journalNext()), words.number(one.queued()),
                words.number(one.unsnapshotted() + one.unreplayed()), words.number(one.undelivered()),
                words.number(one.cachedEntities()), words.number(one.cachedBytes() >> 20) + " MiB",
                words.number(one.decided()), words.number(one.failed() + one.timersFailed()));
    }
}
