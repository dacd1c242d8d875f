package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** The activities of a member that can still be taken back, by number. Forgotten from the front. */
final class KeptActivities {
    private static final int TABLE = 2;

    private final Table table;
    /** When the first one is forgotten at the earliest. */
    private long forgottenFrom;

    KeptActivities(Tables tables, long forgottenFrom) {
        table = tables.read(TABLE);
        this.forgottenFrom = forgottenFrom;
    }

    Table table() {
        return table;
    }

    long forgottenFrom() {
        return forgottenFrom;
    }

    @Nullable
    KeptActivity get(long number) {
        Row row = table.get(number, 0);
        return row == null ? null : KeptActivity.fromRow(number, row.reader());
    }

    /** The one with the highest number below this one. */
    @Nullable
    KeptActivity before(long number) {
        Row row = table.previous(number, 0);
        return row == null ? null : KeptActivity.fromRow(row.k1(), row.reader());
    }

    /** The one with the lowest number above this one. */
    @Nullable
    KeptActivity after(long number) {
        Row row = table.next(number, 0);
        return row == null ? null : KeptActivity.fromRow(row.k1(), row.reader());
    }

    void put(KeptActivity activity, long now) {
        ByteWriter row = table.contents();
        activity.writeRow(row);
        table.put(activity.number(), 0, row);
        forgottenFrom = Math.min(forgottenFrom, activity.keptUntil());
        while (forgottenFrom <= now) {
            forgetFirst(now);
        }
    }

    private void forgetFirst(long now) {
        Row first = table.first();
        forgottenFrom = first == null ? Lot.NEVER : KeptActivity.keptUntil(first.reader());
        if (first != null && forgottenFrom <= now) {
            table.remove(first.k1(), 0);
        }
    }

    /** Takes in another member's, moved behind these. */
    void absorb(KeptActivities other, MemberEvent.Absorbed event, long now) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), 0)) {
            put(KeptActivity.fromRow(row.k1(), row.reader()).moved(event.activities(), event.lots()), now);
        }
    }

    void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            KeptActivity activity = KeptActivity.fromRow(row.k1(), row.reader());
            if (activity.keptUntil() > now) {
                out.writeVarint(row.k1());
                activity.writeCanonical(out);
            }
        }
    }
}
