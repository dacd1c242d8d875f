package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.store.ProfileKey;
import org.guildhall.rocksdb.store.RocksProfileStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.loop.LocalRuntime;
import org.jspecify.annotations.Nullable;

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
    private volatile ScheduledBaselines scheduled = ScheduledBaselines.NONE;

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
        return open(folder, machine, options, Clock.SYSTEM);
    }

    /** As {@link #open(Path, Machine, RuntimeOptions)}, by another clock. */
    public static Directory open(Path folder, Machine machine, RuntimeOptions options, Clock clock) {
        return open(DirectoryStorage.open(folder), machine, options, clock);
    }

    /** As {@link #open(Path, Machine, RuntimeOptions)}, by another clock, with the key of contacts elsewhere. */
    public static Directory open(Path folder, Machine machine, RuntimeOptions options, Clock clock, ProfileKey key) {
        return open(DirectoryStorage.open(folder), machine, options, clock, key);
    }

    /**
     * Makes the folder a sandbox that holds nothing yet, whoever opens it next: a directory whose clock is set by hand.
     *
     * @param millis what its clock shows first, epoch milliseconds
     */
    public static void makeSandbox(Path folder, long millis) {
        try {
            Durable.createFolders(folder);
        } catch (IOException e) {
            throw new StorageException("can't make " + folder, e);
        }
        DirectoryHeader.fresh(millis).write(folder);
    }

    static Directory open(DirectoryStorage storage, Machine machine, RuntimeOptions options, Clock clock) {
        return open(storage, machine, options, clock,
                new ProfileKey(storage.folder().resolve(ProfileKey.NAME)));
    }

    private static Directory open(DirectoryStorage storage, Machine machine, RuntimeOptions options, Clock clock,
            ProfileKey key) {
        RocksProfileStore profiles = null;
        try {
            profiles = new RocksProfileStore(
                    storage.folder().resolve(PROFILES_FOLDER), PROFILES, RocksProfileStore.CACHE_BYTES, key, clock);
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

    /** Makes sure that contacts can be read, if there are any. */
    public void requireProfileKey() {
        profiles.requireKey();
    }

    /** What is on disk: layouts, folder. */
    public DirectoryStorage storage() {
        return storage;
    }

    /** Keeps what a sandbox's clock is set to, for the next start; durable on return. */
    public void keepSandboxTime(long millis) {
        storage.keepSandboxTime(millis);
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
    public Baseline takeBaseline(String name) {
        return takeBaseline(name, false);
    }

    Baseline takeBaseline(String name, boolean scheduled) {
        synchronized (copying) {
            writeBack();
            return Baselines.take(storage, machine, name, scheduled, clock);
        }
    }

    /** Takes baselines by itself from now on. */
    public void takeBaselines(BaselineSchedule schedule) {
        scheduled = ScheduledBaselines.start(this, schedule, clock);
    }

    /** All that were taken, oldest first. */
    public List<Baseline> baselines() {
        return Baselines.all(storage.folder());
    }

    /** All baselines of a directory that somebody may be serving, oldest first. */
    public static List<Baseline> baselines(Path folder) {
        return Baselines.all(folder);
    }

    void removeBaseline(Baseline baseline) {
        synchronized (copying) {
            Baselines.remove(storage.folder(), baseline);
        }
    }

    /**
     * Removes the journal segments that lie wholly before a baseline and that a restart would not read, and with them the
     * baselines that could not be followed any more.
     *
     * @throws org.guildhall.runtime.DamageException when the baseline is not what was taken; then nothing is removed
     */
    public Trimmed trimBefore(String name) {
        synchronized (copying) {
            Baseline baseline = Baselines.named(storage.folder(), name);
            Baselines.check(storage.folder(), baseline);
            writeBack();
            long freed = storage.trimBefore(baseline);
            List<Baseline> useless =
                    baselines().stream().filter(one -> !one.isFollowed(storage.header())).toList();
            useless.forEach(one -> Baselines.remove(storage.folder(), one));
            return new Trimmed(freed, useless.stream().map(Baseline::name).toList());
        }
    }

    /** What a trim removed: bytes of journal, and baselines by name. */
    public record Trimmed(long journalBytes, List<String> baselines) {}

    /** Everything answered so far goes into the store. */
    private void writeBack() {
        runtime.forEachEntity((name, stored, pages) -> false);
    }

    /**
     * Makes the snapshots of a directory that nobody serves anew, from a baseline and the journals after it.
     *
     * @param from a baseline; null for the beginning of the journals
     * @throws DirectoryInUseException when a process serves it
     * @throws IllegalArgumentException when there is no such baseline, or journals were trimmed that it would take
     * @throws org.guildhall.runtime.DamageException when what is on disk is not what was written; then nothing is changed
     */
    public static void rebuild(Path folder, Machine machine, @Nullable String from) {
        Rebuild.run(folder, machine, from);
    }

    /** Stops cleanly: the next start replays nothing. */
    @Override
    public void close() {
        scheduled.close();
        profiles.close();
        runtime.close();
    }
}
