package org.guildhall.rocksdb;

import java.nio.file.Path;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.store.RocksProfileStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;

/**
 * A data directory being served: its runtime and its profiles. Any thread; closed once.
 *
 * <p>Native memory: {@link StoreOptions#DEFAULT} for entities, {@link #PROFILES} for profiles.
 */
public final class Directory implements AutoCloseable {
    static final String PROFILES_FOLDER = "profiles";
    static final StoreOptions PROFILES = new StoreOptions(64L << 20, 64L << 20);

    private final DirectoryStorage storage;
    private final RocksProfileStore profiles;
    private final Runtime runtime;

    private Directory(DirectoryStorage storage, RocksProfileStore profiles, Runtime runtime) {
        this.storage = storage;
        this.profiles = profiles;
        this.runtime = runtime;
    }

    /**
     * Opens a directory, making it if there is none, and recovers it.
     *
     * @throws DirectoryInUseException when another process serves it
     * @throws org.guildhall.runtime.DamageException when what is on disk is not what was written
     */
    public static Directory open(Path folder, Machine machine, RuntimeOptions options) {
        return open(DirectoryStorage.open(folder), machine, options, Clock.SYSTEM);
    }

    static Directory open(DirectoryStorage storage, Machine machine, RuntimeOptions options, Clock clock) {
        RocksProfileStore profiles = null;
        try {
            profiles = new RocksProfileStore(
                    storage.folder().resolve(PROFILES_FOLDER), PROFILES, RocksProfileStore.CACHE_BYTES);
            return new Directory(storage, profiles, LocalRuntime.start(storage, machine, options, clock));
        } catch (RuntimeException e) {
            try (storage) {
                if (profiles != null) {
                    profiles.close();
                }
            }
            throw e;
        }
    }

    public Runtime runtime() {
        return runtime;
    }

    public ProfileStore profiles() {
        return profiles;
    }

    /** What is on disk: layouts, folder. */
    public DirectoryStorage storage() {
        return storage;
    }

    /** Stops cleanly: the next start replays nothing. */
    @Override
    public void close() {
        profiles.close();
        runtime.close();
    }
}
