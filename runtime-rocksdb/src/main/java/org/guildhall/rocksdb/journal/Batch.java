package org.guildhall.rocksdb.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The frame around the records of one sync.
 *
 * <pre>
 *  0 magic  4 length of the body  8 records  12 checksum of the batch before  16 own offset (8)
 * 24 CRC32C of the body  28 CRC32C of all before: this batch's checksum
 * 32 body: for each record a varint length, CRC32C of its bytes (4), its bytes; at the end one byte 0xFF
 * </pre>
 *
 * A record's position is that of its length. Its own checksum lets a reader take one record without its batch. The last
 * byte is never zero, so that a sector that was never written shows (see {@link TornTail}).
 */
final class Batch {
    static final int HEADER = 32;
    static final byte END = (byte) 0xFF;
    static final int MAX_BODY = 1 << 30;

    private static final int MAGIC = 0x4748_4241; // GHBA
    private static final int LENGTH_AT = 4;
    private static final int BODY_CHECKSUM_AT = 24;
    private static final int CHECKSUM_AT = 28;

    private Batch() {}

    /**
     * A header as read.
     *
     * @param length of the body, in bytes
     */
    record Header(int length, int records, int previousChecksum, long offset, int bodyChecksum, int checksum) {
        long end() {
            return offset + HEADER + length;
        }
    }

    /** Fills in the header of the frame that {@code frame} holds up to its position; its checksum. */
    static int seal(ByteBuffer frame, int records, int previousChecksum, long offset) {
        int end = frame.position();
        frame.putInt(0, MAGIC)
                .putInt(LENGTH_AT, end - HEADER)
                .putInt(8, records)
                .putInt(12, previousChecksum)
                .putLong(16, offset)
                .putInt(BODY_CHECKSUM_AT, checksum(frame, HEADER, end - HEADER));
        int checksum = checksum(frame, 0, CHECKSUM_AT);
        frame.putInt(CHECKSUM_AT, checksum);
        return checksum;
    }

    /** The header at {@code at} if it is one that was written for {@code offset}; null for anything else. */
    static @Nullable Header header(ByteBuffer bytes, int at, long offset) {
        if (bytes.getInt(at) != MAGIC
                || bytes.getLong(at + 16) != offset
                || bytes.getInt(at + CHECKSUM_AT) != checksum(bytes, at, CHECKSUM_AT)) {
            return null;
        }
        int length = bytes.getInt(at + LENGTH_AT);
        return length < 1 || length > MAX_BODY
                ? null
                : new Header(length, bytes.getInt(at + 8), bytes.getInt(at + 12), offset,
                        bytes.getInt(at + BODY_CHECKSUM_AT), bytes.getInt(at + CHECKSUM_AT));
    }

    static int checksum(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(from, length));
        return (int) crc.getValue();
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
