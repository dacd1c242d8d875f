package org.guildhall.rocksdb;

import java.nio.file.Path;
import java.util.List;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.store.RocksProfileStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.EntityStore;
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
    private final Machine machine;
    private final Runtime runtime;
    private final Clock clock;
    /** Held by what copies journals and what removes them. */
    private final Object copying = new Object();

    private Directory(DirectoryStorage storage, RocksProfileStore profiles, Machine machine, Runtime runtime,
            Clock clock) {
        this.storage = storage;
        this.profiles = profiles;
        this.machine = machine;
        this.runtime = runtime;
        this.clock = clock;
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
            return new Directory(storage, profiles, machine, LocalRuntime.start(storage, machine, options, clock),
                    clock);
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

    /** Copies the directory as it stands at one cut, while it is served; {@code target} is new or empty. */
    public void backup(Path target) {
        synchronized (copying) {
            Backups.take(storage, profiles, target);
        }
    }

    /**
     * Copies a backup to a new or empty directory, after it has checked the backup's journals.
     *
     * @throws org.guildhall.runtime.DamageException when they are not what was written
     */
    public static void restore(Path backup, Path target) {
        Backups.restore(backup, target);
    }

    /** Keeps all entities and totals as they stand at one cut, while the directory is served. */
    public Baseline takeBaseline(String name, DigestOf digest) {
        synchronized (copying) {
            return Baselines.take(storage, machine, name, digest, clock);
        }
    }

    /** All that were taken, oldest first. */
    public List<Baseline> baselines() {
        return Baselines.all(storage.folder());
    }

    /**
     * Removes the journal segments that lie wholly before a baseline and that a restart would not read.
     *
     * @return how many bytes that freed
     */
    public long trimBefore(String baseline) {
        synchronized (copying) {
            return storage.trimBefore(baselines().stream()
                    .filter(one -> one.name().equals(baseline))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected one of the baselines "
                            + baselines().stream().map(Baseline::name).toList() + ", but found " + baseline)));
        }
    }

    /** Makes a digest of the entities in a store; how belongs to the caller. */
    @FunctionalInterface
    public interface DigestOf {
        DigestOf NOTHING = store -> "";

        /** One word. */
        String of(EntityStore store);
    }

    /** Stops cleanly: the next start replays nothing. */
    @Override
    public void close() {
        profiles.close();
        runtime.close();
    }
}
