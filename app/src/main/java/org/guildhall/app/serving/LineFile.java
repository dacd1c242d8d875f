package org.guildhall.app.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.guildhall.app.serving.CheckedLines.Mark;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.StorageException;
import tools.jackson.databind.JsonNode;

/** A file that only its owner can read and that grows by one line at a time, each durable before the next. One thread at a time. */
final class LineFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private Mark end;

    private LineFile(Path path, FileChannel channel, Mark end) {
        this.path = path;
        this.channel = channel;
        this.end = end;
    }

    /** Takes the lines that are there, in their order. */
    @FunctionalInterface
    interface Reader {
        /**
         * @param before where the line begins
         * @throws IllegalArgumentException for what should not be there, which it says
         */
        void line(Mark before, JsonNode line);
    }

    /**
     * Opens it, making it if there is none; a last line that a crash cut off is cut away.
     *
     * @throws org.guildhall.runtime.DamageException for any other line that is not as it was written
     */
    static LineFile open(Path path, Reader reader) {
        try {
            boolean isNew = Files.notExists(path);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (isNew) {
                    restrict(path);
                    Durable.folder(Objects.requireNonNull(path.toAbsolutePath().getParent(), "a folder"));
                }
                return new LineFile(path, channel, read(path, reader));
            } catch (IOException | RuntimeException fault) {
                channel.close();
                throw fault;
            }
        } catch (IOException fault) {
            throw new StorageException("can't open " + path + ": " + fault.getMessage(), fault);
        }
    }

    private static void restrict(Path path) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static Mark read(Path path, Reader reader) throws IOException {
        try (CheckedLines lines = new CheckedLines(path, Mark.BEGINNING)) {
            Mark before = lines.mark();
            for (JsonNode line = lines.next(); line != null; line = lines.next()) {
                try {
                    reader.line(before, line);
                } catch (IllegalArgumentException other) {
                    throw lines.damage("found " + other.getMessage());
                }
                before = lines.mark();
            }
            return before;
        }
    }

    /** Where the next line will begin. */
    Mark end() {
        return end;
    }

    /**
     * Adds a line; durable on return.
     *
     * @param json an object with something in it
     * @throws StorageException when it may be there or not; another that is added takes its place
     */
    void append(Object json) {
        byte[] line = end.line(json);
        ByteBuffer bytes = ByteBuffer.wrap(line);
        try {
            channel.truncate(end.at());
            channel.position(end.at());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException fault) {
            throw new StorageException("can't write to " + path + ": " + fault.getMessage(), fault);
        }
        end = end.behind(line);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException fault) {
            throw new StorageException("can't close " + path + ": " + fault.getMessage(), fault);
        }
    }
}
