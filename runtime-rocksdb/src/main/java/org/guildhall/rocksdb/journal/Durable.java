package org.guildhall.rocksdb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** File operations that survive a crash once they returned. */
public final class Durable {
    private Durable() {}

    /** Makes the names in a folder durable: files made, renamed and removed. */
    public static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes folders, and their names durable. */
    public static void createFolders(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) && parent != null) {
            createFolders(parent);
            Files.createDirectory(folder);
            folder(parent);
        }
    }

    /** Gives a file that never changes a second name, or copies it where the file system can't. */
    public static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            copy(from, to, Files.size(from));
        }
    }

    /** Copies a file's first bytes. */
    public static void copy(Path from, Path to, long length) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            while (at < length) {
                long copied = in.transferTo(at, length - at, out);
                if (copied <= 0) {
                    throw new IOException(from + " ended after " + at + " of " + length + " bytes");
                }
                at += copied;
            }
            out.force(true);
        }
    }

    /** Copies a folder and all below it; links are not kept. */
    public static void copyFolder(Path from, Path to) throws IOException {
        createFolders(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(path.getFileName());
                if (Files.isDirectory(path)) {
                    copyFolder(path, target);
                } else {
                    copy(path, target, Files.size(path));
                }
            }
        }
        folder(to);
    }

    /** Copies a RocksDB that nobody has open, its tables, which never change, by links where the file system has them. */
    public static void cloneStore(Path from, Path to) throws IOException {
        createFolders(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(path.getFileName());
                if (path.toString().endsWith(".sst")) {
                    linkOrCopy(path, target);
                } else {
                    copy(path, target, Files.size(path));
                }
            }
        }
        folder(to);
    }

    /** Removes a folder and all below it, if it is there. */
    public static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Gives a folder that was made under another name its own, durably. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path parent = to.toAbsolutePath().getParent();
        if (parent != null) {
            folder(parent);
        }
    }

    /** Puts a file in place of another, or of none, wholly or not at all. */
    public static void replace(Path path, byte[] bytes) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        Path made = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            while (all.hasRemaining()) {
                channel.write(all);
            }
            channel.force(true);
        }
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        if (parent != null) {
            folder(parent);
        }
    }
}
