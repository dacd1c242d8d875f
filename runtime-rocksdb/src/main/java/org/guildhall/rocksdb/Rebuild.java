package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.core.entity.Machine;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.journal.Journals;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Throws a directory's snapshots away and makes them anew; nobody serves it meanwhile. The new store is made beside the old one
 * and takes its place when it is whole: {@link #finish} ends an exchange that was cut off.
 */
final class Rebuild {
    private static final String MAKING = "store.making";
    private static final String MADE = "store.made";
    private static final String REPLACED = "store.replaced";

    private Rebuild() {}

    /** @param from a baseline's name; null for the beginning of the journals */
    static void run(Path folder, Machine machine, @Nullable String from) {
        var _ = header(folder); // so that no lock is left where there is no directory
        try (var _ = DirectoryLock.take(folder)) {
            DirectoryHeader header = header(folder);
            Baseline baseline = from == null ? null : Baselines.named(folder, from);
            if (baseline == null ? !header.trimmed().isEmpty() : !baseline.isFollowed(header)) {
                throw new IllegalArgumentException("expected journals that go on from "
                        + (baseline == null ? "the beginning" : "baseline " + from) + ", but found them trimmed");
            }
            exchange(folder, machine, header, baseline);
        }
    }

    private static DirectoryHeader header(Path folder) {
        return DirectoryHeader.read(folder)
                .orElseThrow(() -> new DamageException("expected a data directory in " + folder + ", but found none"));
    }

    /** With the lock. */
    private static void exchange(Path folder, Machine machine, DirectoryHeader header, @Nullable Baseline baseline) {
        try (Journals journals = new Journals(folder.resolve(DirectoryStorage.JOURNAL), header.directory(),
                header.layouts(), header::trimmedBefore, Journals.SEGMENT_BYTES)) {
            finish(folder);
            long[] cut = ends(journals);
            Durable.deleteFolder(folder.resolve(MADE));
            List<byte[]> terms = new KnownTerms(folder, baseline, journals, cut).all(folder.resolve(MAKING));
            terms.forEach(machine::publish);
            new Remaking(folder, baseline, terms, journals, cut).into(folder.resolve(MAKING), machine).close();
            Durable.rename(folder.resolve(MAKING), folder.resolve(MADE));
            if (Files.exists(folder.resolve(DirectoryStorage.STORE))) {
                Durable.rename(folder.resolve(DirectoryStorage.STORE), folder.resolve(REPLACED));
            }
            finish(folder);
        } catch (IOException e) {
            throw new StorageException("can't rebuild " + folder, e);
        }
    }

    /** Puts a new store in place of the old one, if that was begun, and takes away the old one and what was never finished. */
    static void finish(Path folder) throws IOException {
        if (Files.exists(folder.resolve(MADE)) && Files.notExists(folder.resolve(DirectoryStorage.STORE))) {
            Durable.rename(folder.resolve(MADE), folder.resolve(DirectoryStorage.STORE));
        }
        Durable.deleteFolder(folder.resolve(MADE));
        Durable.deleteFolder(folder.resolve(REPLACED));
        Durable.deleteFolder(folder.resolve(MAKING));
    }

    /** Where the present journals end, torn tails cut. */
    private static long[] ends(Journals journals) {
        for (int partition = 0; partition < journals.layouts().getLast().partitions(); partition++) {
            journals.open(partition);
        }
        return journals.cut();
    }
}
