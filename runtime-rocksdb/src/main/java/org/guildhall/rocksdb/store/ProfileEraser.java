package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.rocksdb.store.RocksErasures.State;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Destroys what a profile store has of a member: first the rows, in one batch, then what files have of them. One at a time. */
final class ProfileEraser {
    private final Families db;
    private final ReferenceCache cache;
    private final Lock alone;
    private final RocksErasures erasures;
    private final Purge purge;
    private final ColumnFamilyHandle references;
    private final ColumnFamilyHandle members;
    private final ColumnFamilyHandle contacts;

    /** @param alone held while rows are deleted, so that nobody brings back what was read before */
    ProfileEraser(Families db, Path folder, ReferenceCache cache, Lock alone) {
        this.db = db;
        this.cache = cache;
        this.alone = alone;
        erasures = new RocksErasures(db);
        purge = new Purge(db, folder);
        references = db.family("references");
        members = db.family("members");
        contacts = db.family("contacts");
    }

    State state(byte[] member) throws RocksDBException {
        return erasures.state(member);
    }

    List<EntityName> begun() throws RocksDBException {
        return erasures.all(State.BEGUN);
    }

    synchronized void begin(byte[] member) throws RocksDBException {
        if (erasures.state(member) == State.NONE && db.rocks().get(members, member) != null) {
            erasures.put(member, State.BEGUN);
        }
    }

    synchronized void withdraw(byte[] member) throws RocksDBException {
        if (erasures.state(member) == State.BEGUN) {
            erasures.remove(member);
        }
    }

    synchronized void erase(int programme, byte[] member) throws RocksDBException {
        end(); // what another erasure could not clean, as somebody read it
        if (db.rocks().get(members, member) != null) {
            purge(List.of(member), delete(programme, member));
        }
    }

    /** Gives where the rows were. */
    private List<Purge.Range> delete(int programme, byte[] member) throws RocksDBException {
        List<Purge.Range> ranges = new ArrayList<>();
        alone.lock();
        try (WriteBatch batch = new WriteBatch()) {
            MemberRows.forEach(db, members, member, (reference, nothing) -> {
                if (reference.length > 0) {
                    byte[] row = ByteBuffer.allocate(Integer.BYTES + reference.length)
                            .putInt(programme)
                            .put(reference)
                            .array();
                    batch.delete(references, row);
                    ranges.add(new Purge.Range(references, row, row));
                    cache.remove(programme, reference);
                }
            });
            ranges.add(delete(members, member, batch));
            ranges.add(delete(contacts, member, batch));
            erasures.put(member, State.DELETED, batch);
            db.write(batch);
            return ranges;
        } finally {
            alone.unlock();
        }
    }

    private Purge.Range delete(ColumnFamilyHandle family, byte[] member, WriteBatch batch) throws RocksDBException {
        byte[][] last = {member};
        MemberRows.forEach(db, family, member, (rest, value) -> {
            last[0] = MemberRows.key(member, rest);
            batch.delete(family, last[0]);
        });
        return new Purge.Range(family, member, last[0]);
    }

    private void purge(List<byte[]> deleted, List<Purge.Range> ranges) throws RocksDBException {
        purge.run(ranges, () -> erasures.put(deleted.getFirst(), State.DELETED));
        for (byte[] member : deleted) {
            erasures.put(member, State.ERASED);
        }
    }

    /** Ends what a crash cut off: where the rows were is not known any more, so all is written anew. */
    synchronized void end() throws RocksDBException {
        List<byte[]> deleted = erasures.all(State.DELETED)
                .stream()
                .map(name -> MemberRows.key(name.programme(), name.key()))
                .toList();
        if (!deleted.isEmpty()) {
            purge(deleted, Stream.of(references, members, contacts)
                    .map(family -> new Purge.Range(family, null, null))
                    .toList());
        }
    }
}
