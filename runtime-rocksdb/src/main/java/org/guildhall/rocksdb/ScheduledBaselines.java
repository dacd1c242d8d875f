package org.guildhall.rocksdb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.runtime.Clock;
import org.jspecify.annotations.Nullable;

/** Takes a directory's baselines on schedule, on a thread of its own, and removes the older ones that it took. */
final class ScheduledBaselines implements AutoCloseable {
    static final ScheduledBaselines NONE = new ScheduledBaselines(null);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'scheduled'-uuuu-MM-dd-HHmmss").withZone(ZoneOffset.UTC);
    private static final long LOOK_SECONDS = 5;
    private static final long REST = 10;
    private static final long REST_AFTER_FAILURE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final @Nullable ScheduledExecutorService thread;

    private ScheduledBaselines(@Nullable ScheduledExecutorService thread) {
        this.thread = thread;
    }

    static ScheduledBaselines start(Directory directory, BaselineSchedule schedule, Clock clock) {
        if (schedule.equals(BaselineSchedule.OFF)) {
            return NONE;
        }
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("guildhall-baselines").daemon().factory());
        Turns turns = new Turns(directory, schedule, clock);
        var _ = thread.scheduleWithFixedDelay(turns::turn, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return new ScheduledBaselines(thread);
    }

    /** Looks whether a baseline is due, and takes it. One thread. */
    static final class Turns {
        private final Directory directory;
        private final BaselineSchedule schedule;
        private final Clock clock;
        private final long opened;
        private long restUntil;

        Turns(Directory directory, BaselineSchedule schedule, Clock clock) {
            this.directory = directory;
            this.schedule = schedule;
            this.clock = clock;
            opened = clock.millis();
            restUntil = clock.nanos();
        }

        void turn() {
            long began = clock.nanos();
            if (began - restUntil < 0) {
                return;
            }
            try {
                List<Baseline> all = directory.baselines();
                if (isDue(all.isEmpty() ? null : all.getLast())) {
                    directory.takeBaseline(NAME.format(Instant.ofEpochMilli(clock.millis())), true);
                    removeOlder();
                    restUntil = clock.nanos() + REST * (clock.nanos() - began);
                }
            } catch (RuntimeException e) {
                restUntil = clock.nanos() + REST_AFTER_FAILURE_NANOS;
                System.getLogger(ScheduledBaselines.class.getName())
                        .log(System.Logger.Level.WARNING, "no baseline was taken: " + e);
            }
        }

        private boolean isDue(@Nullable Baseline latest) {
            long written = writtenSince(latest);
            long since = latest == null ? opened : latest.takenAt();
            return written >= schedule.journalBytes()
                    || written > 0 && clock.millis() - since >= schedule.interval().toMillis();
        }

        /** Bytes of journal after a baseline, in the present layout. */
        private long writtenSince(@Nullable Baseline latest) {
            Layout layout = directory.storage().journals().layouts().getLast();
            long[] cut = directory.storage().journals().cut();
            long written = 0;
            for (int partition = 0; partition < cut.length; partition++) {
                boolean same = latest != null && latest.generation() == layout.generation();
                long from = same && latest != null ? latest.offsets().get(partition) : layout.first();
                written += cut[partition] - from;
            }
            return written;
        }

        private void removeOlder() {
            List<Baseline> own = directory.baselines().stream().filter(Baseline::scheduled).toList();
            own.subList(0, Math.max(0, own.size() - schedule.kept())).forEach(directory::removeBaseline);
        }
    }

    /** Waits for a baseline that is being taken. */
    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        }
    }
}
