package org.guildhall.rocksdb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
