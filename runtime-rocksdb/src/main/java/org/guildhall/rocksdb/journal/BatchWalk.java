package org.guildhall.rocksdb.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal.RecordVisitor;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the batches of a partition's segments in order and checks each against its checksums, its place and the batch
 * before it. One thread.
 */
final class BatchWalk implements AutoCloseable {
    private final Segments segments;
    private final byte[] headerBytes = new byte[Batch.HEADER];
    private final ByteBuffer headerBuffer = ByteBuffer.wrap(headerBytes);

    private Path path;
    private RandomAccessFile file;
    private SegmentHeader segment;
    private long at;
    private int checksum;
    private Batch.@Nullable Header batch;
    private byte[] body = new byte[0];
    private @Nullable String problem;

    /** Begins at the segment that holds {@code offset}, or at the oldest. */
    BatchWalk(Segments segments, long offset) {
        this.segments = segments;
        Map.Entry<Long, Path> start = segments.files().floorEntry(offset);
        if (start == null) {
            segments.checkBegin();
            start = segments.files().firstEntry();
        }
        path = start.getValue();
        file = open(path);
        segment = header(start.getKey());
        at = segment.first();
        checksum = segment.previousChecksum();
    }

    /**
     * Goes to the next whole batch.
     *
     * @return false where no whole batch follows: at the end, or before something that {@link #problem} describes
     * @throws DamageException when a later segment shows that a whole batch had to follow
     */
    boolean next() {
        try {
            if (remaining() == 0 && !nextSegment()) {
                problem = null;
                return false;
            }
            problem = readBatch();
            if (problem == null) {
                return true;
            }
            segments.refresh();
            if (segments.files().higherKey(segment.first()) == null) {
                return false;
            }
            problem = readBatch(); // now that a segment follows, what was being written must be whole
            if (problem != null) {
                throw new DamageException(problem);
            }
            return true;
        } catch (IOException e) {
            throw new StorageException("can't read " + Segments.name(path), e);
        }
    }

    private boolean nextSegment() throws IOException {
        segments.refresh();
        Map.Entry<Long, Path> next = segments.files().higherEntry(segment.first());
        if (next == null) {
            return false;
        }
        if (remaining() > 0) {
            return true;
        }
        if (next.getKey() != at) {
            throw new DamageException(
                    Segments.name(path) + ", byte " + inFile() + ": expected a segment that begins at "
                            + at + " to follow, but found " + Segments.name(next.getValue()));
        }
        file.close();
        path = next.getValue();
        file = open(path);
        segment = header(at);
        if (segment.previousChecksum() != checksum) {
            throw new DamageException(Segments.name(path) + ", byte 48: expected the checksum of the batch before, "
                    + Integer.toHexString(checksum) + ", but found " + Integer.toHexString(segment.previousChecksum()));
        }
        return remaining() > 0 || nextSegment();
    }

    private @Nullable String readBatch() throws IOException {
        String where = Segments.name(path) + ", byte " + inFile();
        if (remaining() < Batch.HEADER) {
            return where + ": expected a batch, but found the file's end after " + remaining() + " bytes";
        }
        file.seek(inFile());
        file.readFully(headerBytes);
        Batch.Header header = Batch.header(headerBuffer, 0, at);
        if (header == null) {
            return where + ": expected the header of the batch at offset " + at + ", but found other bytes";
        }
        if (header.previousChecksum() != checksum) {
            return where + ": expected a batch that follows the one with checksum " + Integer.toHexString(checksum)
                    + ", but found one that follows " + Integer.toHexString(header.previousChecksum());
        }
        if (remaining() < Batch.HEADER + header.length()) {
            return where + ": expected a batch of " + header.length() + " bytes, but found the file's end after "
                    + remaining();
        }
        if (body.length < header.length()) {
            body = new byte[header.length() + header.length() / 2];
        }
        file.readFully(body, 0, header.length());
        int found = Batch.checksum(body, 0, header.length());
        if (found != header.bodyChecksum()) {
            return where + ": expected a batch with checksum " + Integer.toHexString(header.bodyChecksum())
                    + ", but found " + Integer.toHexString(found);
        }
        batch = header;
        checksum = header.checksum();
        at = header.end();
        return null;
    }

    /** Gives the batch's records that lie at or above an offset; false when the visitor wants no more. */
    boolean records(long fromOffset, RecordVisitor visitor) {
        Batch.Header header = batch();
        int partition = segments.owner().partition();
        long bodyOffset = header.offset() + Batch.HEADER;
        int next = 0;
        for (int i = 0; i < header.records(); i++) {
            long offset = bodyOffset + next;
            int length = 0;
            for (int shift = 0;; shift += 7) {
                byte part = body[next++];
                length |= (part & 0x7F) << shift;
                if (part >= 0) {
                    break;
                }
            }
            int start = next + Integer.BYTES;
            next = start + length;
            if (offset >= fromOffset
                    && !visitor.record(Position.of(offset, partition), body, start, length)) {
                return false;
            }
        }
        return true;
    }

    /** The batch gone to last. */
    Batch.Header batch() {
        if (batch == null) {
            throw new IllegalStateException("expected a batch, but next() gave none");
        }
        return batch;
    }

    /** Whether a batch of the present segment was read. */
    boolean isBatchHere() {
        return batch != null && batch.offset() >= segment.first();
    }

    /** Offset behind the last whole batch. */
    long at() {
        return at;
    }

    /** Byte of the present file behind the last whole batch. */
    long inFile() {
        return SegmentHeader.BYTES + at - segment.first();
    }

    /** Of the last whole batch. */
    int checksum() {
        return checksum;
    }

    Path path() {
        return path;
    }

    SegmentHeader segment() {
        return segment;
    }

    byte[] body() {
        return body;
    }

    /** What stands behind the last whole batch and is none; null when the journal just ends. */
    @Nullable
    String problem() {
        return problem;
    }

    private long remaining() throws IOException {
        return file.length() - inFile();
    }

    private SegmentHeader header(long first) {
        byte[] bytes = new byte[SegmentHeader.BYTES];
        String where = Segments.name(path);
        try {
            if (file.length() < bytes.length) {
                throw new DamageException(where + ", byte 0: expected the " + bytes.length
                        + " bytes of a segment's header, but found " + file.length());
            }
            file.readFully(bytes);
        } catch (IOException e) {
            throw new StorageException("can't read " + where, e);
        }
        SegmentHeader header = SegmentHeader.of(bytes, where, segments.owner());
        if (header.first() != first) {
            throw new DamageException(where + ", byte 40: expected the first offset " + first + ", but found "
                    + header.first());
        }
        return header;
    }

    private static RandomAccessFile open(Path path) {
        try {
            return new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            throw new StorageException("can't open " + Segments.name(path), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StorageException("can't close " + Segments.name(path), e);
        }
    }
}
