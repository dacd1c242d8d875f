package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** The ids of a member's commands, by their hashes, with what came of them. Forgotten as a clock's hand goes round. */
final class RememberedIds {
    private static final int TABLE = 1;
    /** Rows that are looked at for forgetting with each id that is added. */
    private static final int SWEEP = 2;

    private final Table table;
    private long sweptTo;

    RememberedIds(Tables tables, long sweptTo) {
        table = tables.read(TABLE);
        this.sweptTo = sweptTo;
    }

    Table table() {
        return table;
    }

    long sweptTo() {
        return sweptTo;
    }

    @Nullable
    Remembered get(long idHash) {
        Row row = table.get(idHash, 0);
        return row == null ? null : Remembered.fromRow(row);
    }

    void add(long idHash, Remembered remembered, long now) {
        sweep(now);
        put(idHash, remembered);
    }

    private void put(long idHash, Remembered remembered) {
        ByteWriter row = table.contents();
        remembered.writeRow(row);
        table.put(idHash, 0, row);
    }

    /** Forgets a few whose time is over. */
    private void sweep(long now) {
        for (int i = 0; i < SWEEP; i++) {
            Row row = table.next(sweptTo, 0);
            if (row == null) {
                sweptTo = Long.MIN_VALUE;
                return;
            }
            sweptTo = row.k1();
            if (Remembered.fromRow(row).forgetAt() <= now) {
                table.remove(row.k1(), row.k2());
            }
        }
    }

    /** What was begun by a command ended in the entry of this version. */
    void settle(String id, boolean done, long version) {
        long idHash = Hashes.of(id);
        Remembered begun = get(idHash);
        if (begun != null) {
            Remembered.Came came = done ? Remembered.Came.ACCEPTED : Remembered.Came.REFUSED;
            put(idHash, new Remembered(begun.content(), version, came, begun.forgetAt(), 0));
        }
    }

    /** Takes in what another member accepted, as outcomes of the entry that does so; numbers move with what they stand for. */
    void absorb(Member theirs, MemberEvent.Absorbed event, Member ours) {
        Table other = theirs.ids.table;
        for (Row row = other.first(); row != null; row = other.next(row.k1(), 0)) {
            Remembered there = Remembered.fromRow(row);
            Remembered here = get(row.k1());
            if (there.accepted() && (here == null || here.forgetAt() <= ours.time)) {
                long moved = there.number() == 0 ? 0
                        : there.number() + movedBy(theirs, row.k1(), there, event, ours.grants.lastUse);
                put(row.k1(),
                        new Remembered(there.content(), ours.version + 1, there.came(), there.forgetAt(), moved));
            }
        }
    }

    /** By how much the number that an id stands for moves: that of an activity, of a use, or of a spend. */
    private static long movedBy(
            Member theirs, long idHash, Remembered there, MemberEvent.Absorbed event, long uses) {
        KeptActivity activity = theirs.activities.get(there.number());
        if (activity != null && Hashes.of(activity.id()) == idHash) {
            return event.activities();
        }
        KeptUse use = theirs.uses.get(there.number());
        return use != null && Hashes.of(use.id()) == idHash ? uses : event.spends();
    }

    /** Refused ids are left out: they are kept for convenience only. */
    void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), row.k2())) {
            Remembered remembered = Remembered.fromRow(row);
            if (remembered.accepted() && remembered.forgetAt() > now) {
                out.writeLong(row.k1()).writeLong(remembered.content()).writeVarint(remembered.number());
            }
        }
    }
}
