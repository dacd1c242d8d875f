package org.guildhall.rocksdb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * A partition's journal in segment files: a batch is one write and one fdatasync.
 *
 * <p>Written by the partition's thread, but for the sync of a sealed batch, which may come from another one; any thread reads,
 * up to what was last synced. There are two frames: one is filled while the other one is written.
 */
public final class SegmentJournal implements Journal {
    private static final int LENGTH_BYTES = 5;

    private final Segments segments;
    private final SyncedOffsets synced;
    private final long segmentBytes;
    private final int partition;

    /** Where the next batch goes; of the thread that syncs. */
    private FileChannel file;

    private long segmentFirst;

    private long end;
    private int checksum;
    private ByteBuffer frame = newFrame();
    private ByteBuffer otherFrame = newFrame();
    private int records;
    private volatile @Nullable Throwable failure;

    private SegmentJournal(Segments segments, SyncedOffsets synced, long segmentBytes, BatchWalk end)
            throws IOException {
        this.segments = segments;
        this.synced = synced;
        this.segmentBytes = segmentBytes;
        partition = segments.owner().partition();
        file = FileChannel.open(end.path(), StandardOpenOption.WRITE, StandardOpenOption.READ);
        segmentFirst = end.segment().first();
        this.end = end.at();
        checksum = end.checksum();
        settle(end);
    }

    /** Starts an empty journal at {@code first}; durable on return. */
    static void create(Segments segments, long first, int previousChecksum) {
        try {
            createSegment(segments, first, previousChecksum).close();
        } catch (IOException e) {
            throw new StorageException("can't create " + Segments.name(segments.path(first)), e);
        }
    }

    /**
     * Opens a journal at its end, cutting a torn tail.
     *
     * @param segmentBytes size above which a new segment begins
     */
    static SegmentJournal open(Segments segments, SyncedOffsets synced, long segmentBytes) {
        segments.refresh();
        try (BatchWalk walk = new BatchWalk(segments, Long.MAX_VALUE)) {
            while (walk.next()) {
                // to the end
            }
            Files.deleteIfExists(segments.unfinished());
            return new SegmentJournal(segments, synced, segmentBytes, walk);
        } catch (IOException e) {
            throw new StorageException("can't open the journal of " + segments.owner(), e);
        }
    }

    /**
     * Cuts what is torn and makes the rest durable. Only the last batch can be unsynced. It is written again, for after a
     * failed sync the system takes its pages for clean.
     */
    private void settle(BatchWalk walk) throws IOException {
        try {
            String problem = walk.problem();
            if (problem != null) {
                cut(walk, problem);
            }
            if (walk.isBatchHere()) {
                Batch.Header last = walk.batch();
                int length = Batch.HEADER + last.length();
                ByteBuffer again = ByteBuffer.allocate(length);
                readFully(again, inFile(last.offset()));
                writeFully(again.flip(), inFile(last.offset()));
            }
            file.force(true);
            synced.moved(partition, end);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void cut(BatchWalk walk, String problem) throws IOException {
        long length = file.size() - walk.inFile();
        String damage = "the tail is " + length + " bytes long";
        if (length <= Batch.HEADER + (long) Batch.MAX_BODY) {
            ByteBuffer tail = ByteBuffer.allocate((int) length);
            readFully(tail, walk.inFile());
            damage = TornTail.damage(tail.flip(), walk.inFile(), end);
        }
        if (damage != null) {
            throw new DamageException(problem + "; this is no torn tail: " + damage);
        }
        file.truncate(walk.inFile());
    }

    @Override
    public long add(byte[] bytes, int offset, int length) {
        usable();
        room(LENGTH_BYTES + (long) Integer.BYTES + length + 1);
        long position = next();
        int rest = length;
        while (rest > 0x7F) {
            frame.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        frame.put((byte) rest).putInt(Batch.checksum(bytes, offset, length)).put(bytes, offset, length);
        records++;
        return position;
    }

    private void room(long more) {
        if (frame.remaining() < more) {
            long size = Math.max(frame.capacity() * 2L, frame.position() + more);
            if (size > Batch.MAX_BODY) {
                failure = new IllegalStateException("expected a batch of at most " + Batch.MAX_BODY
                        + " bytes, but found " + size);
                usable();
            }
            frame = ByteBuffer.allocateDirect((int) size).put(frame.flip());
        }
    }

    @Override
    public Sealed seal() {
        usable();
        if (records == 0) {
            return () -> {};
        }
        ByteBuffer batch = frame.put(Batch.END);
        long at = end;
        int before = checksum;
        checksum = Batch.seal(batch, records, before, at);
        end += batch.position();
        records = 0;
        frame = otherFrame.clear().position(Batch.HEADER);
        otherFrame = batch;
        return () -> write(batch.flip(), at, before);
    }

    private void write(ByteBuffer batch, long at, int checksumBefore) {
        usable();
        try {
            int length = batch.remaining();
            if (inFile(at) > SegmentHeader.BYTES && inFile(at) + length > segmentBytes) {
                beginSegment(at, checksumBefore);
            }
            writeFully(batch, inFile(at));
            file.force(false);
            synced.moved(partition, at + length);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw new StorageException("can't write " + Segments.name(segments.path(segmentFirst)), e);
        }
    }

    private void beginSegment(long first, int checksumBefore) throws IOException {
        FileChannel next = createSegment(segments, first, checksumBefore);
        file.close();
        file = next;
        segmentFirst = first;
        segments.added(first);
    }

    private static ByteBuffer newFrame() {
        return ByteBuffer.allocateDirect(1 << 20).position(Batch.HEADER);
    }

    private static FileChannel createSegment(Segments segments, long first, int previousChecksum) throws IOException {
        Path unfinished = segments.unfinished();
        FileChannel made = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE, StandardOpenOption.READ);
        made.write(new SegmentHeader(segments.owner(), first, previousChecksum).toBytes());
        made.force(true);
        Files.move(unfinished, segments.path(first), StandardCopyOption.ATOMIC_MOVE);
        Durable.folder(segments.folder());
        return made;
    }

    @Override
    public long next() {
        usable();
        return Position.of(end + frame.position(), partition);
    }

    int partition() {
        return partition;
    }

    @Override
    public long oldest() {
        return Position.of(segments.first(), partition);
    }

    @Override
    public void read(long from, RecordVisitor visitor) {
        usable();
        readUpTo(segments, Position.offset(from), synced.of(partition), visitor);
    }

    @Override
    public Reader reader(long from) {
        usable();
        return new SegmentReader(segments, Position.offsetFrom(from, partition), () -> {
            usable();
            return synced.of(partition);
        });
    }

    /**
     * Gives the records from one offset up to another, where a batch must end.
     *
     * @param until {@link Long#MAX_VALUE} for the end of a journal that is not written any more
     */
    static void readUpTo(Segments segments, long from, long until, RecordVisitor visitor) {
        if (from >= until) {
            return;
        }
        try (BatchWalk walk = new BatchWalk(segments, from)) {
            while (walk.at() < until) {
                if (!walk.next()) {
                    if (until == Long.MAX_VALUE && walk.problem() == null) {
                        return;
                    }
                    String problem = walk.problem();
                    throw new DamageException(problem != null ? problem
                            : Segments.name(walk.path()) + ", byte " + walk.inFile()
                                    + ": expected the journal to go on to offset " + until + ", but found its end");
                }
                if (walk.at() > from && !walk.records(from, visitor)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        if (failure == null) {
            failure = new IllegalStateException("the journal was closed");
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new StorageException("can't close the journal of " + segments.owner(), e);
        }
    }

    private void usable() {
        if (failure != null) {
            throw new StorageException("the journal of " + segments.owner() + " takes nothing any more", failure);
        }
    }

    private long inFile(long offset) {
        return SegmentHeader.BYTES + offset - segmentFirst;
    }

    private void readFully(ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) < 0) {
                throw new IOException("the file ended at byte " + (from + into.position()));
            }
        }
    }

    private void writeFully(ByteBuffer bytes, long to) throws IOException {
        long at = to;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }
}
