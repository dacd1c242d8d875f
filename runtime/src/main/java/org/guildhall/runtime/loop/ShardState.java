package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Machine;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.jspecify.annotations.Nullable;

/**
 * One shard in memory: its entities, mailbox and tallies, and what of them is to be written back. Used by the partition's
 * thread, but for {@link EntityTable#find}.
 */
final class ShardState {
    private static final int FORMAT = 4;
    /** The first of the same form; the totals of those before this one were counted by other rules. */
    private static final int FIRST_FORMAT = 2;

    final int number;
    final EntityTable table = new EntityTable();
    final Mailbox mailbox;
    final Tallies tallies;

    /** Positions up to here are reflected in the store, so replay leaves them out. */
    final long storedPosition;

    private long lastRecorded;

    /** The first record that no write handed over reflects; 0 when there is none. */
    private long firstUnwritten;

    private long waiting;
    private List<CachedEntity> dirty = new ArrayList<>();
    /** The list that was handed over last, to be used again: a new one each time would grow up in the collector's way. */
    private List<CachedEntity> spare = new ArrayList<>();
    private boolean mailboxTrimmed;
    /** Whether the totals are to be counted from the stored entities, since those that were stored are no good any more. */
    final boolean toBeCounted;
    private boolean counted;
    boolean inFlight;

    private ShardState(int number, Mailbox mailbox, Tallies tallies, boolean toBeCounted, long storedPosition) {
        this.number = number;
        this.mailbox = mailbox;
        this.tallies = tallies;
        this.toBeCounted = toBeCounted;
        this.storedPosition = storedPosition;
        this.lastRecorded = storedPosition;
    }

    static ShardState of(int number, EntityStore.@Nullable StoredShard stored, Machine machine) {
        if (stored == null) {
            return new ShardState(number, new Mailbox(number), new Tallies(), false, 0);
        }
        ByteReader in = new ByteReader(stored.state());
        int format = in.readByte();
        if (format < FIRST_FORMAT || format > FORMAT) {
            throw new DamageException("expected the state of shard " + number + " in format " + FORMAT + ", but found "
                    + format + ", of another version of Guildhall");
        }
        Tallies tallies = Tallies.read(in);
        Mailbox mailbox = Mailbox.read(number, in, machine);
        boolean good = format == FORMAT;
        return new ShardState(number, mailbox, good ? tallies : new Tallies(), !good, stored.position());
    }

    byte[] encode(Machine machine) {
        ByteWriter out = new ByteWriter();
        out.writeByte(FORMAT);
        tallies.write(out);
        mailbox.write(out, machine);
        return out.toByteArray();
    }

    /** Notes a record of this shard. */
    void recorded(long position) {
        if (firstUnwritten == 0) {
            firstUnwritten = position;
        }
        lastRecorded = position;
        waiting++;
    }

    void markDirty(CachedEntity entity) {
        if (!entity.dirty) {
            entity.dirty = true;
            dirty.add(entity);
        }
    }

    void markTrimmed() {
        mailboxTrimmed = true;
    }

    /** Totals that were to be counted are. */
    void markCounted() {
        counted = true;
    }

    boolean needsWrite() {
        return firstUnwritten != 0 || mailboxTrimmed || counted;
    }

    long firstUnwritten() {
        return firstUnwritten;
    }

    long lastRecorded() {
        return lastRecorded;
    }

    /** Records that wait for a write; handing one over starts the count anew. */
    long waiting() {
        return waiting;
    }

    /** Gives what is to be written, until it is {@link #written}, and starts collecting anew. */
    List<CachedEntity> handOver() {
        List<CachedEntity> taken = dirty;
        dirty = spare;
        spare = taken;
        firstUnwritten = 0;
        waiting = 0;
        mailboxTrimmed = false;
        counted = false;
        inFlight = true;
        return taken;
    }

    /** What was handed over is written. */
    void written() {
        spare.clear();
        inFlight = false;
    }
}
