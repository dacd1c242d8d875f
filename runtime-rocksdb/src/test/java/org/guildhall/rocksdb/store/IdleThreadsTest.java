package org.guildhall.rocksdb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class IdleThreadsTest {
    private static final String SCHED_IDLE = "5";
    private static final String SCHED_OTHER = "0";
    /** In {@code /proc/PID/stat}, counted from the word after the thread's name; proc(5). */
    private static final int POLICY = 41 - 3;

    @Test
    void aThreadThatFlushedGivesWayToAllOthers(@TempDir Path folder) throws IOException {
        try (RocksEntityStore store = new RocksEntityStore(folder, StoreOptions.DEFAULT)) {
            store.addTerms(new byte[]{1});
            store.sync();
            assertThat(policies("rocksdb:high")).contains(SCHED_IDLE);
        }
        assertThat(policies("java")).isNotEmpty().containsOnly(SCHED_OTHER);
    }

    /** The policies of this process' threads whose name begins so. */
    private static List<String> policies(String name) throws IOException {
        List<String> policies = new ArrayList<>();
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    if (stat.substring(stat.indexOf('(') + 1).startsWith(name)) {
                        policies.add(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY]);
                    }
                } catch (NoSuchFileException e) {
                    // it has ended meanwhile
                }
            }
        }
        return policies;
    }
}
