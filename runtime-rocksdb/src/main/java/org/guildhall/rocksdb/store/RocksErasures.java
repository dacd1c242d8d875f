package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.DamageException;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * How far the erasure of each member went. Those who were erased stay, by their random key, so that it is never given again.
 *
 * <pre>
 * erasures  programme (4), key (8)  format (1), how far (1)
 * </pre>
 */
final class RocksErasures {
    private static final byte FORMAT = 1;

    /** Numbers are stored, and never used for anything else. */
    enum State {
        NONE(0),
        BEGUN(1),
        /** The rows are gone, files may still have them. */
        DELETED(2),
        ERASED(3);

        private final byte number;

        State(int number) {
            this.number = (byte) number;
        }

        private static State of(byte[] value) {
            for (State state : values()) {
                if (value.length == 2 && value[0] == FORMAT && state.number == value[1]) {
                    return state;
                }
            }
            throw new DamageException("expected the state of an erasure, but found " + value.length + " bytes");
        }

        private byte[] encoded() {
            return new byte[]{FORMAT, number};
        }
    }

    private final Families db;
    private final ColumnFamilyHandle family;

    RocksErasures(Families db) {
        this.db = db;
        family = db.family("erasures");
    }

    State state(byte[] member) throws RocksDBException {
        byte[] value = db.rocks().get(family, member);
        return value == null ? State.NONE : State.of(value);
    }

    void put(byte[] member, State state) throws RocksDBException {
        db.put(family, member, state.encoded());
    }

    void put(byte[] member, State state, WriteBatch batch) throws RocksDBException {
        batch.put(family, member, state.encoded());
    }

    void remove(byte[] member) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            batch.delete(family, member);
            db.write(batch);
        }
    }

    List<EntityName> all(State state) throws RocksDBException {
        List<EntityName> members = new ArrayList<>();
        try (ReadOptions read = new ReadOptions();
                RocksIterator all = db.rocks().newIterator(family, read)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                if (State.of(all.value()) == state) {
                    ByteBuffer in = ByteBuffer.wrap(all.key());
                    members.add(new EntityName(in.getInt(), EntityKind.MEMBER, in.getLong()));
                }
            }
            all.status();
        }
        return members;
    }
}
