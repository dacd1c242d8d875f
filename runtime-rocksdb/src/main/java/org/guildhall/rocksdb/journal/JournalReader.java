package org.guildhall.rocksdb.journal;

import java.nio.file.Path;
import java.util.UUID;
import org.guildhall.runtime.Journal.RecordVisitor;

/**
 * Reads a partition's journal while another process writes it. One thread.
 *
 * <p>It gives whole batches only. The very last one may not be synced yet, so a power failure may take it back; everything
 * before it is durable.
 */
public final class JournalReader implements AutoCloseable {
    private final BatchWalk walk;
    private final Segments segments;
    private final long from;

    /**
     * @param folder where all journals of the directory lie
     * @param from a position; 0 for the oldest record there is
     */
    public JournalReader(Path folder, UUID directory, Layout layout, int partition, long from) {
        this.from = Position.offset(from);
        segments = new Segments(folder.resolve("g" + layout.generation()).resolve(Journals.partitionName(partition)),
                new SegmentHeader.Owner(directory, layout.generation(), partition),
                Math.max(this.from, layout.first()));
        walk = new BatchWalk(segments, this.from);
    }

    /**
     * Gives the records that came since the last call, up to the end of what is whole.
     *
     * @return whether there were any batches
     * @throws org.guildhall.runtime.DamageException when something before the tail is not what was written
     */
    public boolean poll(RecordVisitor visitor) {
        boolean any = false;
        while (walk.next()) {
            any = true;
            if (walk.at() > from) {
                walk.records(from, visitor);
            }
        }
        return any;
    }

    @Override
    public void close() {
        walk.close();
        segments.close();
    }
}
