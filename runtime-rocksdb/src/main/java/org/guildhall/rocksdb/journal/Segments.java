package org.guildhall.rocksdb.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * The segment files of one partition's journal, to read. Any thread; another process may be writing them.
 *
 * <p>Reads go through {@link RandomAccessFile}: a thread that is interrupted while it reads a channel would close the
 * channel for all.
 */
public final class Segments implements AutoCloseable {
    private static final String SUFFIX = ".segment";
    private static final String UNFINISHED = ".new";
    private static final int OPEN_FILES = 64;
    private static final int FIRST_READ = 512;

    private final Path folder;
    private final SegmentHeader.Owner owner;
    private final ConcurrentSkipListMap<Long, Path> files = new ConcurrentSkipListMap<>();
    private final Map<Path, RandomAccessFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private volatile long begin;
    private boolean closed;

    /** @param begin offset up to which segments may be gone on purpose: where the layout begins, or was trimmed to */
    Segments(Path folder, SegmentHeader.Owner owner, long begin) {
        this.folder = folder;
        this.owner = owner;
        this.begin = begin;
        refresh();
    }

    /** Whoever reads from the oldest segment on must find it where the journal begins. */
    void checkBegin() {
        Map.Entry<Long, Path> oldest = files.firstEntry();
        if (oldest == null || oldest.getKey() > begin) {
            throw new DamageException(
                    name(folder) + ": expected " + owner + " to have a segment that begins at or before "
                            + begin + ", but found " + (oldest == null ? "none" : name(oldest.getValue())));
        }
    }

    Path folder() {
        return folder;
    }

    SegmentHeader.Owner owner() {
        return owner;
    }

    /** Looks for segments that came or went. */
    void refresh() {
        NavigableMap<Long, Path> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = path.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    found.put(Long.parseLong(name, 0, name.length() - SUFFIX.length(), 10), path);
                }
            }
        } catch (NoSuchFileException e) {
            throw new DamageException(folder + ": expected the journal of " + owner + ", but found no such folder");
        } catch (IOException e) {
            throw new StorageException("can't list " + folder, e);
        }
        files.keySet().retainAll(found.keySet());
        files.putAll(found);
    }

    Path path(long first) {
        return folder.resolve(String.format("%020d", first) + SUFFIX);
    }

    /** Where a segment is made, before it gets its name. */
    Path unfinished() {
        return folder.resolve(UNFINISHED);
    }

    void added(long first) {
        files.put(first, path(first));
    }

    NavigableMap<Long, Path> files() {
        return files;
    }

    /** Offset at which the oldest segment begins; -1 when there is none. */
    long first() {
        Map.Entry<Long, Path> first = files.firstEntry();
        return first == null ? -1 : first.getKey();
    }

    /** What names a file in messages: the part of its path below the directory. */
    static String name(Path file) {
        int count = file.getNameCount();
        return file.subpath(Math.max(0, count - 4), count).toString();
    }

    /** The record at an offset, checked; null when its segment is gone. */
    byte @Nullable [] record(long offset) {
        Map.Entry<Long, Path> segment = files.floorEntry(offset);
        if (segment == null) {
            if (offset >= begin) {
                checkBegin();
            }
            return null;
        }
        long inFile = SegmentHeader.BYTES + offset - segment.getKey();
        String where = name(segment.getValue()) + ", byte " + inFile;
        try {
            synchronized (open) {
                return record(reader(segment.getValue()), inFile, where);
            }
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw new StorageException("can't read " + where, e);
        }
    }

    private static byte[] record(RandomAccessFile file, long inFile, String where) throws IOException {
        byte[] bytes = new byte[FIRST_READ];
        file.seek(inFile);
        int read = file.read(bytes);
        int at = 0;
        int length = 0;
        for (int shift = 0;; shift += 7) {
            if (at >= read || shift > 28) {
                throw new DamageException(where + ": expected a record's length, but found none");
            }
            byte next = bytes[at++];
            length |= (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        int end = at + Integer.BYTES + length;
        if (length < 0 || end < 0 || end > file.length() - inFile) {
            throw new DamageException(where + ": expected a record's length, but found " + length
                    + " bytes, which is past the end of the file");
        }
        if (end > read) {
            bytes = Arrays.copyOf(bytes, end);
            file.seek(inFile + read);
            file.readFully(bytes, read, end - read);
        }
        int written = ByteBuffer.wrap(bytes).getInt(at);
        int actual = Batch.checksum(bytes, at + Integer.BYTES, length);
        if (written != actual) {
            throw new DamageException(where + ": expected a record with checksum " + Integer.toHexString(written)
                    + ", but found " + Integer.toHexString(actual));
        }
        return Arrays.copyOfRange(bytes, at + Integer.BYTES, end);
    }

    /** With the lock of {@link #open}. */
    private RandomAccessFile reader(Path path) throws IOException {
        if (closed) {
            throw new IOException("the journal is closed");
        }
        RandomAccessFile file = open.get(path);
        if (file == null) {
            file = new RandomAccessFile(path.toFile(), "r");
            open.put(path, file);
            if (open.size() > OPEN_FILES) {
                Map.Entry<Path, RandomAccessFile> eldest = open.entrySet().iterator().next();
                open.remove(eldest.getKey());
                eldest.getValue().close();
            }
        }
        return file;
    }

    /**
     * Removes the segments that end at or before {@code offset}. The last one has no end, and stays.
     *
     * @return how many bytes that frees
     */
    long removeBefore(long offset) {
        begin = Math.max(begin, offset);
        long freed = 0;
        while (files.size() > 1) {
            Map.Entry<Long, Path> oldest = files.firstEntry();
            if (files.higherKey(oldest.getKey()) > offset) {
                break;
            }
            freed += remove(oldest);
        }
        return freed;
    }

    /** Where the segment begins in which an offset lies. */
    long segmentOf(long offset) {
        Long first = files.floorKey(offset);
        return first == null ? begin : first;
    }

    /** Removes all, of a layout that is over. */
    long removeAll() {
        begin = Long.MAX_VALUE;
        long freed = 0;
        while (!files.isEmpty()) {
            freed += remove(files.firstEntry());
        }
        return freed;
    }

    private long remove(Map.Entry<Long, Path> segment) {
        try {
            files.remove(segment.getKey());
            synchronized (open) {
                RandomAccessFile file = open.remove(segment.getValue());
                if (file != null) {
                    file.close();
                }
            }
            long bytes = Files.size(segment.getValue());
            Files.delete(segment.getValue());
            return bytes;
        } catch (IOException e) {
            throw new StorageException("can't remove " + name(segment.getValue()), e);
        }
    }

    @Override
    public void close() {
        synchronized (open) {
            closed = true;
            for (RandomAccessFile file : open.values()) {
                try {
                    file.close();
                } catch (IOException e) {
                    throw new StorageException("can't close the journal of " + owner, e);
                }
            }
            open.clear();
        }
    }
}
