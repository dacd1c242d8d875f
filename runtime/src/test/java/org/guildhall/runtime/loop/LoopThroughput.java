package org.guildhall.runtime.loop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.memory.MemoryStorage;
import org.jspecify.annotations.Nullable;

/**
 * How many commands the loop itself carries: a machine that does next to nothing to heads of 400 bytes, storage in memory.
 * Arguments: partitions, entities, seconds, commands a second to offer (0: as many as go).
 */
final class LoopThroughput {
    private static final int HEAD_BYTES = 400;
    private static final int ENTRY_BYTES = 80;

    private LoopThroughput() {}

    private record Nothing() implements Command.Body {}

    /** A counter with ballast. */
    private static final class Ballast implements Machine {
        private static final TallyDelta ONE = new TallyDelta(new int[]{0, 3}, new long[]{1, 7});

        @Override
        public Step step(@Nullable Image before, Command command) {
            byte[] entry = new byte[ENTRY_BYTES];
            new ByteWriter(ENTRY_BYTES).writeLong(command.at());
            Replayed replayed = replay(before, command.entity(), List.of(entry));
            return new Step(
                    new Outcome.Accepted(replayed.effects().version()),
                    entry,
                    replayed.change(),
                    List.of(),
                    replayed.effects());
        }

        @Override
        public Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries) {
            byte[] head = before == null ? new byte[HEAD_BYTES] : Arrays.copyOf(before.head(), HEAD_BYTES);
            long version = new ByteReader(head).readLong() + entries.size();
            byte[] number = new ByteWriter(16).writeLong(version).toByteArray();
            System.arraycopy(number, 0, head, 0, 8);
            return new Replayed(
                    new Change(head, List.of()), Collections.nCopies(entries.size(), List.of()),
                    new Step.Effects(version, Long.MAX_VALUE, ONE));
        }

        @Override
        public byte[] encode(Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Command decode(byte[] command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void publish(byte[] terms) {}

        @Override
        public Command advance(EntityName name, long moment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] canonical(Image image, EntityName name, long moment) {
            return image.head();
        }

        @Override
        public String seriesName(int programme, int series) {
            return "series " + series;
        }

        @Override
        public TallyDelta tally(Image image, EntityName name) {
            return TallyDelta.NONE;
        }

        @Override
        public Step.Effects effects(byte[] head) {
            return new Step.Effects(new ByteReader(head).readLong(), Long.MAX_VALUE, TallyDelta.NONE);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        int partitions = Integer.parseInt(args[0]);
        int entities = Integer.parseInt(args[1]);
        long seconds = Long.parseLong(args[2]);
        long rate = Long.parseLong(args[3]);
        RuntimeOptions options = RuntimeOptions.of(partitions).withCacheBytes(2L << 30);
        try (LocalRuntime runtime =
                LocalRuntime.start(new MemoryStorage(), new Ballast(), options, Clock.SYSTEM)) {
            AtomicLong answered = new AtomicLong();
            AtomicLongArray latency = new AtomicLongArray(100_000);
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000;
            long submitted = 0;
            long random = 1;
            while (System.nanoTime() < end) {
                for (int i = 0; i < 64; i++) {
                    random = random * 6364136223846793005L + 1442695040888963407L;
                    long now = System.nanoTime();
                    EntityName name = new EntityName(1, EntityKind.MEMBER, (random >>> 33) % entities);
                    Command command =
                            new Command(name, "order-" + submitted, now, 0, Origin.API, new Nothing());
                    var unused = runtime.submitWaiting(command, answer -> {
                        answered.lazySet(answered.get() + 1);
                        latency.incrementAndGet((int) Math.min(99_999, (System.nanoTime() - now) / 10_000));
                    });
                    submitted++;
                }
                while (rate > 0 && submitted * 1_000_000_000L / rate > System.nanoTime() - begin) {
                    Thread.onSpinWait();
                }
            }
            runtime.settle();
            double took = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "%d partitions, %,d entities: %,.0f commands/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
                    partitions,
                    entities,
                    submitted / took,
                    percentile(latency, 0.5),
                    percentile(latency, 0.99),
                    percentile(latency, 0.999));
            printCpu(submitted);
        }
    }

    /** Processor time a command, by thread: says the same on a machine that has other work. */
    private static void printCpu(long commands) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            double micros = threads.getThreadCpuTime(id) / 1e3 / commands;
            if (info != null && micros > 0.01) {
                System.out.printf("  %s: %.2f us of processor time a command%n", info.getThreadName(), micros);
            }
        }
    }

    private static double percentile(AtomicLongArray latency, double share) {
        long all = 0;
        for (int i = 0; i < latency.length(); i++) {
            all += latency.get(i);
        }
        long seen = 0;
        for (int i = 0; i < latency.length(); i++) {
            seen += latency.get(i);
            if (seen >= all * share) {
                return i / 100.0;
            }
        }
        return 0;
    }
}
