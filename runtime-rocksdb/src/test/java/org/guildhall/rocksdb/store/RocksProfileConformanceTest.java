package org.guildhall.rocksdb.store;

import java.nio.file.Path;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.conformance.ProfileConformance;
import org.junit.jupiter.api.io.TempDir;

class RocksProfileConformanceTest extends ProfileConformance {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Override
    protected ProfileStore open(Clock clock) {
        return new RocksProfileStore(folder.resolve("profiles"), new StoreOptions(8 << 20, 8 << 20), 1 << 14,
                new ProfileKey(folder.resolve(ProfileKey.NAME)), clock);
    }

    @Override
    protected ProfileStore reopen(ProfileStore store, Clock clock) {
        store.close();
        return open(clock);
    }
}
