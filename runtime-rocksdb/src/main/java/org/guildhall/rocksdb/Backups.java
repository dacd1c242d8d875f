package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.rocksdb.journal.Layout;
import org.guildhall.rocksdb.store.RocksProfileStore;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;

/**
 * Copies a directory while it is served, and puts a copy back.
 *
 * <p>The order makes it a cut: first the entity store, which reflects synced records only; then, at one moment, where each
 * journal is synced, so that no message is consumed in the copy whose sender's entry is missing; last the profiles, which know
 * every key before a journal does.
 */
final class Backups {
    private static final String UNFINISHED = ".unfinished";

    private Backups() {}

    static void take(DirectoryStorage storage, RocksProfileStore profiles, Path target) {
        Path making = unfinished(target);
        try {
            storage.entities().copyTo(making.resolve(DirectoryStorage.STORE));
            long[] cut = storage.journals().cut();
            copyJournals(storage.journals(), cut, making.resolve(DirectoryStorage.JOURNAL));
            copyBaselines(storage.folder(), making);
            profiles.copyTo(making.resolve(Directory.PROFILES_FOLDER));
            storage.header().write(making);
            Durable.rename(making, target);
        } catch (IOException e) {
            throw new StorageException("can't back up to " + target, e);
        }
    }

    private static void copyJournals(Journals journals, long[] cut, Path target) {
        for (Layout layout : journals.layouts()) {
            boolean present = layout.equals(journals.layouts().getLast());
            for (int partition = 0; partition < layout.partitions(); partition++) {
                journals.copy(layout, partition, 0, present ? cut[partition] : Long.MAX_VALUE, target);
            }
        }
    }

    /** What was trimmed can be replayed from a baseline only, so the latest goes along. */
    private static void copyBaselines(Path directory, Path making) throws IOException {
        Baseline latest = Baselines.latest(directory);
        if (latest != null) {
            Path home = making.resolve(Baselines.FOLDER).resolve(latest.name());
            Durable.createFolders(home);
            Baselines.copy(directory, latest, home.resolve(DirectoryStorage.STORE));
            BaselinePage.write(home, latest);
        }
    }

    /** Copies a backup to a new directory, after it has read every journal of it. */
    static void restore(Path backup, Path target) {
        DirectoryHeader header = DirectoryHeader.read(backup)
                .orElseThrow(
                        () -> new DamageException(
                                "expected a backup in " + backup + ", but found no " + DirectoryHeader.FILE));
        check(backup, header);
        Path making = unfinished(target);
        try {
            for (String part : new String[]{DirectoryStorage.STORE, DirectoryStorage.JOURNAL,
                Baselines.FOLDER, Directory.PROFILES_FOLDER}) {
                if (Files.exists(backup.resolve(part))) {
                    Durable.copyFolder(backup.resolve(part), making.resolve(part));
                }
            }
            header.write(making);
            Durable.rename(making, target);
        } catch (IOException e) {
            throw new StorageException("can't restore to " + target, e);
        }
    }

    private static void check(Path backup, DirectoryHeader header) {
        try (Journals journals = new Journals(backup.resolve(DirectoryStorage.JOURNAL), header.directory(),
                header.layouts(), header::trimmedBefore, Journals.SEGMENT_BYTES)) {
            for (Layout layout : header.layouts()) {
                for (int partition = 0; partition < layout.partitions(); partition++) {
                    if (journals.oldest(layout, partition) >= 0
                            || header.trimmedBefore(layout.generation(), partition) == 0) {
                        journals.read(layout, partition, 0, Long.MAX_VALUE, (position, bytes, offset, length) -> true);
                    }
                }
            }
        }
    }

    private static Path unfinished(Path target) {
        Path making = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            if (Files.exists(target)) {
                try (Stream<Path> all = Files.list(target)) {
                    if (all.findAny().isPresent()) {
                        throw new IllegalArgumentException(
                                "expected " + target + " to be new or empty, but found files");
                    }
                }
                Files.delete(target);
            }
            Durable.deleteFolder(making);
            Durable.createFolders(making);
            return making;
        } catch (IOException e) {
            throw new StorageException("can't use " + target, e);
        }
    }
}
