package org.guildhall.core.remembered;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** The ids of an entity's commands, by their hashes, with what came of them. Forgotten as a clock's hand goes round. */
public final class RememberedIds {
    private static final int TABLE = 1;
    /** Rows that are looked at for forgetting with each id that is added. */
    private static final int SWEEP = 2;

    private final Table table;
    private long sweptTo;

    public RememberedIds(Tables tables, long sweptTo) {
        table = tables.read(TABLE);
        this.sweptTo = sweptTo;
    }

    public Table table() {
        return table;
    }

    public long sweptTo() {
        return sweptTo;
    }

    public @Nullable Remembered get(long idHash) {
        Row row = table.get(idHash, 0);
        return row == null ? null : Remembered.fromRow(row);
    }

    public void add(long idHash, Remembered remembered, long now) {
        sweep(now);
        put(idHash, remembered);
    }

    /** Without forgetting any. */
    public void put(long idHash, Remembered remembered) {
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
    public void settle(String id, boolean done, long version) {
        long idHash = Hashes.of(id);
        Remembered begun = get(idHash);
        if (begun != null) {
            Remembered.Came came = done ? Remembered.Came.ACCEPTED : Remembered.Came.REFUSED;
            put(idHash, new Remembered(begun.content(), version, came, begun.forgetAt(), 0));
        }
    }

    /** Refused ids are left out: they are kept for convenience only. */
    public void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), row.k2())) {
            Remembered remembered = Remembered.fromRow(row);
            if (remembered.accepted() && remembered.forgetAt() > now) {
                out.writeLong(row.k1()).writeLong(remembered.content());
                out.writeVarint(Math.max(0, remembered.number()));
            }
        }
    }
}
