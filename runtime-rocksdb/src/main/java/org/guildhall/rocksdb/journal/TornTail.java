package org.guildhall.rocksdb.journal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a crash leaves behind the last whole batch from what only damage explains.
 *
 * <p>A batch is written only after the sync of the one before it returned, so at most one batch can be torn, and nothing
 * follows it. A disk writes a sector wholly or not at all, and a sector that was never written reads as zeros or lies
 * behind the end of the file. A batch begins and ends with bytes that are not zero. So a tail is torn if the file ends
 * inside the batch, or if one of its sectors is all zeros; and if no later batch is found behind it. Anything else was
 * once written whole, and synced for all we know: cutting it could lose what was answered.
 */
final class TornTail {
    static final int SECTOR = 512;

    private TornTail() {}

    /**
     * Why the tail can't be what a crash left, or null when it can.
     *
     * @param tail everything behind the last whole batch
     * @param inFile byte of the file at which it begins
     * @param offset of the journal at which it begins
     */
    static @Nullable String damage(ByteBuffer tail, long inFile, long offset) {
        int length = tail.limit();
        if (length < Batch.HEADER) {
            return null;
        }
        for (int i = 1; i + Batch.HEADER <= length; i++) {
            if (tail.get(i) == 'G' && Batch.header(tail, i, offset + i) != null) {
                return "a later batch follows at byte " + (inFile + i);
            }
        }
        Batch.Header header = Batch.header(tail, 0, offset);
        if (header != null && header.end() - offset != length) {
            return header.end() - offset > length ? null : "bytes that belong to no batch follow it";
        }
        return hasUnwrittenSector(tail, inFile) ? null : "all its sectors were written";
    }

    private static boolean hasUnwrittenSector(ByteBuffer tail, long inFile) {
        int from = 0;
        while (from < tail.limit()) {
            int end = (int) Math.min(tail.limit(), from + SECTOR - (inFile + from) % SECTOR);
            if (allZero(tail, from, end)) {
                return true;
            }
            from = end;
        }
        return false;
    }

    private static boolean allZero(ByteBuffer bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
