package org.guildhall.rocksdb.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.Journal.RecordVisitor;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * All journals of a directory: those of the present layout, to write, and those of earlier ones, to read.
 *
 * <p>{@link #open} is called by one thread at a time for each partition, {@link #create} and {@link #use} beside no other
 * call, the rest by any thread.
 */
public final class Journals implements AutoCloseable {
    /** Above this size, in bytes, a segment is followed by a new one. */
    public static final long SEGMENT_BYTES = 64L << 20;

    private final Path folder;
    private final UUID directory;
    private final long segmentBytes;
    private final Trimmed trimmed;
    private final ConcurrentHashMap<SegmentHeader.Owner, Segments> segments = new ConcurrentHashMap<>();
    private volatile List<Layout> layouts;
    private volatile SyncedOffsets synced;
    private final List<SegmentJournal> opened = new ArrayList<>();

    /** Before which offset segments of a journal were removed on purpose; 0 for none. */
    @FunctionalInterface
    public interface Trimmed {
        Trimmed NOTHING = (generation, partition) -> 0;

        long before(int generation, int partition);
    }

    /**
     * @param folder where all journals lie
     * @param directory the id that every segment carries
     * @param layouts from the first to the present one; empty before the first
     * @param trimmed before which offset segments of a journal were removed on purpose; 0 for none
     */
    public Journals(Path folder, UUID directory, List<Layout> layouts, Trimmed trimmed, long segmentBytes) {
        this.folder = folder;
        this.directory = directory;
        this.trimmed = trimmed;
        this.segmentBytes = segmentBytes;
        this.layouts = List.copyOf(layouts);
        synced = new SyncedOffsets(layouts.isEmpty() ? 0 : layouts.getLast().partitions());
    }

    /** Makes the empty journals of a layout, durably; what a crash left of an earlier attempt is replaced. */
    public void create(Layout layout) {
        Path home = generation(layout.generation());
        try {
            Durable.deleteFolder(home);
            for (int partition = 0; partition < layout.partitions(); partition++) {
                Durable.createFolders(home.resolve(partitionName(partition)));
                try (Segments made = new Segments(home.resolve(partitionName(partition)), owner(layout, partition),
                        layout.first())) {
                    SegmentJournal.create(made, layout.first(), 0);
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't make journals in " + home, e);
        }
    }

    /** Makes a created layout the present one. */
    public void use(Layout layout) {
        closeOpened();
        List<Layout> all = new ArrayList<>(layouts);
        all.add(layout);
        synced = new SyncedOffsets(layout.partitions());
        layouts = List.copyOf(all);
    }

    /** Opens a journal of the present layout at its end; one opened before for this partition is dead from now on. */
    public Journal open(int partition) {
        synchronized (opened) {
            opened.removeIf(journal -> {
                if (journal.partition() != partition) {
                    return false;
                }
                journal.close();
                return true;
            });
            SegmentJournal journal =
                    SegmentJournal.open(segments(layouts.getLast(), partition), synced, segmentBytes);
            opened.add(journal);
            return journal;
        }
    }

    /** The record at a position, of any layout; null when it was trimmed. */
    public byte @Nullable [] record(long position) {
        long offset = Position.offset(position);
        for (Layout layout : layouts.reversed()) {
            if (layout.first() <= offset && Position.partition(position) < layout.partitions()) {
                return segments(layout, Position.partition(position)).record(offset);
            }
        }
        return null;
    }

    /**
     * Gives the records of a partition from one position on.
     *
     * @param untilOffset where a batch must end; {@link Long#MAX_VALUE} for the end of a journal that is not written any more
     */
    public void read(Layout layout, int partition, long from, long untilOffset, RecordVisitor visitor) {
        SegmentJournal.readUpTo(segments(layout, partition), Position.offset(from), untilOffset, visitor);
    }

    /** The oldest offset that a journal still has; -1 when it has none. */
    public long oldest(Layout layout, int partition) {
        return segments(layout, partition).first();
    }

    /**
     * Copies a journal, sealed segments by links where the file system has them; durable on return.
     *
     * @param fromOffset segments that end at or before it are left out
     * @param untilOffset where the copy ends; {@link Long#MAX_VALUE} for all of a journal that is not written any more
     * @param target the folder of all journals of the copy
     */
    public void copy(Layout layout, int partition, long fromOffset, long untilOffset, Path target) {
        Path into = target.resolve(generationName(layout)).resolve(partitionName(partition));
        try {
            Durable.createFolders(into);
            List<Map.Entry<Long, Path>> all = List.copyOf(segments(layout, partition).files().entrySet());
            for (int i = 0; i < all.size(); i++) {
                long first = all.get(i).getKey();
                long end = i + 1 < all.size() ? all.get(i + 1).getKey() : Long.MAX_VALUE;
                Path file = all.get(i).getValue();
                if (end <= fromOffset || first >= untilOffset && i > 0) {
                    continue;
                }
                if (end < untilOffset) { // another follows in the copy, so this one is never written again
                    Durable.linkOrCopy(file, into.resolve(file.getFileName()));
                } else {
                    long length = untilOffset == Long.MAX_VALUE ? Files.size(file)
                            : SegmentHeader.BYTES + untilOffset - first;
                    Durable.copy(file, into.resolve(file.getFileName()), length);
                }
            }
            Durable.folder(into);
        } catch (IOException e) {
            throw new StorageException("can't copy a journal to " + into, e);
        }
    }

    /** Removes segments that nobody needs; how many bytes that frees. */
    public long trim(Layout layout, int partition, long beforeOffset) {
        return layout.equals(layouts.getLast())
                ? segments(layout, partition).removeBefore(beforeOffset)
                : segments(layout, partition).removeAll();
    }

    /** Where the segment begins in which an offset lies: what is before it can be trimmed. */
    public long segmentOf(Layout layout, int partition, long offset) {
        return segments(layout, partition).segmentOf(offset);
    }

    /** How far each journal of the present layout is synced, at one moment: a cut. Only of journals that are open. */
    public long[] cut() {
        return synced.cut();
    }

    /** The highest offset at which a journal of the present layout ends; 0 before the first layout. */
    public long end() {
        long end = 0;
        if (!layouts.isEmpty()) {
            for (int partition = 0; partition < layouts.getLast().partitions(); partition++) {
                end = Math.max(end, end(layouts.getLast(), partition));
            }
        }
        return end;
    }

    private long end(Layout layout, int partition) {
        try (BatchWalk walk = new BatchWalk(segments(layout, partition), Long.MAX_VALUE)) {
            while (walk.next()) {
                // to the end
            }
            return walk.at();
        }
    }

    public List<Layout> layouts() {
        return layouts;
    }

    Segments segments(Layout layout, int partition) {
        return segments.computeIfAbsent(owner(layout, partition), owner -> new Segments(
                generation(layout.generation()).resolve(partitionName(partition)), owner,
                Math.max(layout.first(), trimmed.before(layout.generation(), partition))));
    }

    private SegmentHeader.Owner owner(Layout layout, int partition) {
        return new SegmentHeader.Owner(directory, layout.generation(), partition);
    }

    Path generation(int generation) {
        return folder.resolve("g" + generation);
    }

    static String generationName(Layout layout) {
        return "g" + layout.generation();
    }

    static String partitionName(int partition) {
        return String.format("p%04d", partition);
    }

    private void closeOpened() {
        synchronized (opened) {
            opened.forEach(SegmentJournal::close);
            opened.clear();
        }
    }

    @Override
    public void close() {
        closeOpened();
        segments.values().forEach(Segments::close);
    }
}
