package org.guildhall.runtime.memory;

import java.util.Random;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.conformance.CrashConformance;
import org.guildhall.runtime.conformance.RuntimeConformance;
import org.guildhall.runtime.conformance.StorageConformance;
import org.guildhall.runtime.conformance.StorageLab;
import org.junit.jupiter.api.Nested;

class MemoryConformanceTest {
    /** Storage whose crashes keep a random part of what was not synced. */
    private record Lab(Random random) implements StorageLab {
        @Override
        public Storage create() {
            return new MemoryStorage(unsynced -> random.nextInt(unsynced + 1));
        }

        @Override
        public Storage crash(Storage storage) {
            return ((MemoryStorage) storage).crash();
        }

        @Override
        public Storage reopen(Storage closed) {
            return ((MemoryStorage) closed).reopen();
        }
    }

    @Nested
    class TheStorage extends StorageConformance {
        @Override
        protected StorageLab lab() {
            return new Lab(new Random(1));
        }
    }

    @Nested
    class TheRuntime extends RuntimeConformance {
        @Override
        protected StorageLab lab() {
            return new Lab(new Random(2));
        }
    }

    @Nested
    class Crashes extends CrashConformance {
        @Override
        protected StorageLab lab() {
            return new Lab(new Random(3));
        }

        @Override
        protected int storms() {
            return 100;
        }
    }
}
