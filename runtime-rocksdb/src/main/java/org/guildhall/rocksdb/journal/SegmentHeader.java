package org.guildhall.rocksdb.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.guildhall.runtime.DamageException;

/**
 * The first {@link #BYTES} of a segment file: whose it is and where it begins.
 *
 * <pre>
 *  0 magic   8 format  12 partition  16 generation  20 zero  24 directory id (16)
 * 40 offset of the first batch  48 checksum of the batch before it, 0 for none  52 zero (8)  60 CRC32C of all before
 * </pre>
 *
 * @param owner the journal that the file belongs to
 * @param first offset of the first batch, in bytes
 * @param previousChecksum of the batch that ends at {@code first}; the journal's chain goes through it
 */
record SegmentHeader(Owner owner, long first, int previousChecksum) {
    static final int BYTES = 64;
    static final int FORMAT = 1;

    private static final long MAGIC = 0x4755_494C_444A_4E4CL; // GUILDJNL
    private static final int CHECKED = BYTES - Integer.BYTES;

    /** One partition's journal in one layout of one directory. */
    record Owner(UUID directory, int generation, int partition) {
        @Override
        public String toString() {
            return "directory " + directory + " generation " + generation + " partition " + partition;
        }
    }

    ByteBuffer toBytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putLong(MAGIC).putInt(FORMAT).putInt(owner.partition()).putInt(owner.generation()).putInt(0);
        out.putLong(owner.directory().getMostSignificantBits()).putLong(owner.directory().getLeastSignificantBits());
        out.putLong(first).putInt(previousChecksum).putLong(0);
        return out.putInt(checksum(out.array())).flip();
    }

    /** Reads and checks a header; {@code where} names the file. */
    static SegmentHeader of(byte[] bytes, String where, Owner expected) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long magic = in.getLong();
        if (magic != MAGIC) {
            throw new DamageException(where + ", byte 0: expected a journal segment's magic " + Long.toHexString(MAGIC)
                    + ", but found " + Long.toHexString(magic));
        }
        int checksum = in.getInt(CHECKED);
        if (checksum != checksum(bytes)) {
            throw new DamageException(where + ", byte " + CHECKED + ": expected the checksum of the segment's header "
                    + Integer.toHexString(checksum(bytes)) + ", but found " + Integer.toHexString(checksum));
        }
        int format = in.getInt();
        if (format != FORMAT) {
            throw new DamageException(where + ", byte 8: expected journal format " + FORMAT + ", but found " + format);
        }
        int partition = in.getInt();
        int generation = in.getInt();
        in.getInt();
        Owner owner = new Owner(new UUID(in.getLong(), in.getLong()), generation, partition);
        if (!owner.equals(expected)) {
            throw new DamageException(where + ", byte 12: expected a segment of " + expected + ", but found one of "
                    + owner);
        }
        return new SegmentHeader(owner, in.getLong(), in.getInt());
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKED);
        return (int) crc.getValue();
    }
}
