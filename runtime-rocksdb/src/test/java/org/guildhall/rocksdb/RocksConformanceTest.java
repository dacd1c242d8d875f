package org.guildhall.rocksdb;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.rocksdb.store.ProfileKey;
import org.guildhall.rocksdb.store.RocksProfileStore;
import org.guildhall.rocksdb.store.StoreOptions;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.conformance.CrashConformance;
import org.guildhall.runtime.conformance.ProfileSearchConformance;
import org.guildhall.runtime.conformance.RuntimeConformance;
import org.guildhall.runtime.conformance.StorageConformance;
import org.guildhall.runtime.conformance.StorageLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The kit of the runtime's contracts, on this storage. */
class RocksConformanceTest {
    private static final StoreOptions SMALL = new StoreOptions(4 << 20, 4 << 20);
    private static final long SMALL_SEGMENT = 20_000;

    /** Directories below a folder; a crash is a copy of the files as they stand. */
    private static final class Lab implements StorageLab {
        private final Path folder;
        private final List<DirectoryStorage> opened = new ArrayList<>();

        Lab(Path folder) {
            this.folder = folder;
        }

        @Override
        public Storage create() {
            return open(folder.resolve(String.valueOf(opened.size())));
        }

        private Storage open(Path path) {
            DirectoryStorage storage = DirectoryStorage.open(path, SMALL_SEGMENT, SMALL);
            opened.add(storage);
            return storage;
        }

        @Override
        public Storage crash(Storage storage) {
            DirectoryStorage crashed = (DirectoryStorage) storage;
            Path copy = folder.resolve(String.valueOf(opened.size()));
            if (crashed.isClosed()) {
                copy(crashed.folder(), copy);
            } else {
                crashed.entities().pause();
                copy(crashed.folder(), copy);
                crashed.entities().resume();
                crashed.close();
            }
            return open(copy);
        }

        @Override
        public Storage reopen(Storage closed) {
            return open(((DirectoryStorage) closed).folder());
        }

        void close() {
            opened.forEach(Storage::close);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                    return copied(path);
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    try {
                        return copied(path);
                    } catch (NoSuchFileException fault) {
                        return visitFileFailed(path, fault);
                    }
                }

                /** A table that is removed in cuts may be gone before it is copied: no pause holds that up. */
                @Override
                public FileVisitResult visitFileFailed(Path path, IOException fault) throws IOException {
                    if (fault instanceof NoSuchFileException && path.toString().endsWith(".trash")) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw fault;
                }

                private FileVisitResult copied(Path path) throws IOException {
                    Files.copy(path, to.resolve(from.relativize(path)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @TempDir Path folder;

    private final List<Lab> labs = new ArrayList<>();

    private StorageLab newLab() {
        Lab lab = new Lab(folder.resolve("lab" + labs.size()));
        labs.add(lab);
        return lab;
    }

    @AfterEach
    void closeAll() {
        labs.forEach(Lab::close);
    }

    @Nested
    class TheStorage extends StorageConformance {
        @Override
        protected StorageLab lab() {
            return newLab();
        }
    }

    @Nested
    class TheRuntime extends RuntimeConformance {
        @Override
        protected StorageLab lab() {
            return newLab();
        }
    }

    @Nested
    class TheProfiles extends ProfileSearchConformance {
        @Override
        protected ProfileStore open() {
            return new RocksProfileStore(folder.resolve("profiles"), SMALL, 1 << 14,
                    new ProfileKey(folder.resolve(ProfileKey.NAME)), Clock.SYSTEM);
        }
    }

    @Nested
    class Crashes extends CrashConformance {
        @Override
        protected StorageLab lab() {
            return newLab();
        }

        @Override
        protected int storms() {
            return 3;
        }
    }
}
