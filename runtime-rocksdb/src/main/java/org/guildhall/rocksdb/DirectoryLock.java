package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.runtime.StorageException;

/** Holds a data directory for one process. The lock ends with the process; the file stays and names its last holder. */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "lock";

    /**
     * What this process holds. A process that closes a file loses all its locks on it, so the file of a directory held here is never
     * opened a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path held;

    private DirectoryLock(FileChannel channel, Path held) {
        this.channel = channel;
        this.held = held;
    }

    /** Takes the lock, or throws {@link DirectoryInUseException}. */
    static DirectoryLock take(Path folder) {
        try {
            Path held = folder.toRealPath();
            if (!HELD.add(held)) {
                throw new DirectoryInUseException(folder, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DirectoryLock(locked(folder), held);
            } catch (IOException | RuntimeException e) {
                HELD.remove(held);
                throw e;
            }
        } catch (IOException e) {
            throw new StorageException("can't lock " + folder.resolve(FILE), e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path path = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new DirectoryInUseException(folder, Files.readString(path).strip());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
            HELD.remove(held);
        } catch (IOException e) {
            throw new StorageException("can't unlock the directory", e);
        }
    }
}
