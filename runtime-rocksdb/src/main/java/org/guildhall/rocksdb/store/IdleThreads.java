package org.guildhall.rocksdb.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.CompactionJobInfo;
import org.rocksdb.FlushJobInfo;
import org.rocksdb.RocksDB;

/**
 * Has RocksDB's own threads write and tidy up only when nobody else wants the processor, as Linux' {@code SCHED_IDLE} has it
 * (sched(7)). At the lowest usual priority a thread still keeps the processor for a slice of milliseconds, and somebody's
 * command waits so long. On other systems, or where that is refused, the threads keep the priority that they have.
 *
 * <p>The callbacks come on the threads that they are about.
 */
final class IdleThreads extends AbstractEventListener {
    private static final Path OWN_NAME = Path.of("/proc/thread-self/comm");
    private static final int SCHED_IDLE = 5;
    private static final @Nullable MethodHandle SET_SCHEDULER = setScheduler();

    IdleThreads() {
        super(EnabledEventCallback.ON_FLUSH_BEGIN, EnabledEventCallback.ON_COMPACTION_BEGIN);
    }

    /** {@code int sched_setscheduler(pid_t, int policy, const struct sched_param *)}; null where there is none. */
    private static @Nullable MethodHandle setScheduler() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("sched_setscheduler")
                .map(function -> linker.downcallHandle(function, FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
                .orElse(null);
    }

    @Override
    public void onFlushBegin(RocksDB db, FlushJobInfo job) {
        giveWay();
    }

    @Override
    public void onCompactionBegin(RocksDB db, CompactionJobInfo job) {
        giveWay();
    }

    private static void giveWay() {
        if (SET_SCHEDULER == null || !isBackground()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, 0);
            var unused = (int) SET_SCHEDULER.invokeExact(0, SCHED_IDLE, priority); // refused or not, the work goes on
        } catch (Throwable e) {
            throw new IllegalStateException("expected to call sched_setscheduler, but found " + e, e);
        }
    }

    /** Whether this is a thread of RocksDB's own, and none that anybody waits for. */
    private static boolean isBackground() {
        try {
            return Files.readString(OWN_NAME).startsWith("rocksdb:");
        } catch (IOException e) {
            return false;
        }
    }
}
