package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** The rows of one member in a family: their keys begin with programme (4) and key (8). */
final class MemberRows {
    static final int MEMBER_BYTES = Integer.BYTES + Long.BYTES;

    private MemberRows() {}

    /** Takes one row: what follows the member in its key, and its value. */
    @FunctionalInterface
    interface Visitor {
        void row(byte[] rest, byte[] value) throws RocksDBException;
    }

    static byte[] key(int programme, long key) {
        return ByteBuffer.allocate(MEMBER_BYTES).putInt(programme).putLong(key).array();
    }

    static byte[] key(byte[] member, byte[] rest) {
        return ByteBuffer.allocate(MEMBER_BYTES + rest.length).put(member).put(rest).array();
    }

    static byte[] rest(byte[] key) {
        return Arrays.copyOfRange(key, MEMBER_BYTES, key.length);
    }

    static void forEach(Families db, ColumnFamilyHandle family, byte[] member, Visitor visitor)
            throws RocksDBException {
        try (ReadOptions read = new ReadOptions();
                RocksIterator all = db.rocks().newIterator(family, read)) {
            for (all.seek(member); all.isValid(); all.next()) {
                byte[] at = all.key();
                if (!Arrays.equals(at, 0, MEMBER_BYTES, member, 0, MEMBER_BYTES)) {
                    break;
                }
                visitor.row(rest(at), all.value());
            }
            all.status();
        }
    }
}
