package org.guildhall.app.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.guildhall.core.entity.Command;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.runtime.Submission;

/** Puts load on a runtime, from one thread, in phases. */
public final class Ingest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HAPPENED_MILLIS_AGO = 86_400_000;
    /** Between two looks at what is due; to wake up oftener would cost as much as the engine's own work. */
    private static final long LONGEST_WAIT_NANOS = 1_000_000;

    private final Runtime runtime;
    private final Clock clock;
    private final OrderLoad load;
    private final Progress progress;

    /** Is told how far a phase is. */
    @FunctionalInterface
    public interface Progress {
        void show(LongSupplier done, double part);
    }

    /**
     * What a phase was.
     *
     * @param activities all accepted and on disk
     * @param timers that came due besides, also those whose work a command had just done
     * @param seconds until nothing was left to do, timers included
     * @param millis50 from the moment an activity was due to the answer; {@code millis99}, {@code millis999} likewise
     * @param cpuMicros processor time of the whole process, an activity
     */
    public record Phase(long activities, long timers, double seconds, double millis50, double millis99,
            double millis999,
            double cpuMicros) {
        public double perSecond() {
            return activities / seconds;
        }
    }

    public Ingest(Runtime runtime, Clock clock, OrderLoad load, Progress progress) {
        this.runtime = runtime;
        this.clock = clock;
        this.load = load;
        this.progress = progress;
    }

    /** The first order of each of {@code members}, as fast as it goes. */
    public Phase fill(int members) throws InterruptedException {
        Meter meter = new Meter();
        for (int i = 0; i < members; i++) {
            submit(load.of(i, moment()), System.nanoTime(), meter);
            if ((i & 1023) == 0) {
                progress.show(meter.answers::accepted, (double) i / members);
            }
        }
        return meter.end();
    }

    /** Orders as fast as they are taken. */
    public Phase flatOut(double seconds) throws InterruptedException {
        Meter meter = new Meter();
        long end = meter.began + (long) (seconds * SECOND);
        for (long now = meter.began; now < end; now = System.nanoTime()) {
            for (int i = 0; i < 64; i++) {
                submit(load.next(moment()), System.nanoTime(), meter);
            }
            progress.show(meter.answers::accepted, (now - meter.began) / (seconds * SECOND));
        }
        return meter.end();
    }

    /** Orders at a steady pace; the time to the answer counts from when each was due, asked in time or not. */
    public Phase paced(double seconds, double perSecond) throws InterruptedException {
        return paced(perSecond, (long) (seconds * perSecond), () -> true);
    }

    /** The same for as long as something goes on. */
    public Phase pacedWhile(BooleanSupplier goesOn, double perSecond) throws InterruptedException {
        return paced(perSecond, Long.MAX_VALUE, goesOn);
    }

    private Phase paced(double perSecond, long all, BooleanSupplier goesOn) throws InterruptedException {
        Meter meter = new Meter();
        double gap = SECOND / perSecond;
        for (long i = 0; i < all && goesOn.getAsBoolean();) {
            long due = meter.began + (long) (i * gap);
            long now = System.nanoTime();
            if (due > now) {
                LockSupport.parkNanos(Math.min(LONGEST_WAIT_NANOS, due - now));
                progress.show(meter.answers::accepted, (double) i / all);
            }
            for (; i < all && meter.began + (long) (i * gap) <= now; i++) {
                submit(load.next(moment()), meter.began + (long) (i * gap), meter);
            }
        }
        return meter.end();
    }

    /** When an order that is asked now happened: a while ago, so that no partition's clock is behind it. */
    private long moment() {
        return clock.millis() - HAPPENED_MILLIS_AGO;
    }

    private void submit(Command command, long due, Meter meter) throws InterruptedException {
        if (runtime.submitWaiting(command, answer -> meter.answers.count(answer, due)) != Submission.TAKEN) {
            throw new IllegalStateException("expected the engine to take orders, but found " + runtime.status());
        }
    }

    /** Counts one phase. */
    private final class Meter {
        final Answers answers = new Answers();
        final long began = System.nanoTime();
        private final long cpuBegan = cpuNanos();
        private final long decidedBefore = decided();

        Phase end() {
            runtime.settle();
            double seconds = (System.nanoTime() - began) / 1e9;
            String standing = runtime.status().timersStopped();
            if (standing != null) {
                throw new IllegalStateException("expected timers to run, but found them stopped: " + standing);
            }
            String unexpected = answers.unexpected();
            if (unexpected != null) {
                throw new IllegalStateException("expected every order to be accepted, but found " + unexpected);
            }
            long count = answers.accepted();
            return new Phase(count, decided() - decidedBefore - count, seconds, answers.millisAt(50),
                    answers.millisAt(99), answers.millisAt(99.9),
                    (cpuNanos() - cpuBegan) / 1e3 / Math.max(1, count));
        }

        private long decided() {
            return runtime.status()
                    .partitions()
                    .stream()
                    .mapToLong(RuntimeStatus.Partition::decided)
                    .sum();
        }

        private static long cpuNanos() {
            return ProcessHandle.current().info().totalCpuDuration().map(java.time.Duration::toNanos).orElse(0L);
        }
    }
}
