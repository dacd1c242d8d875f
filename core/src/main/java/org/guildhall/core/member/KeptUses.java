package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.terms.Benefit;
import org.jspecify.annotations.Nullable;

/** The uses of benefits that can still be cancelled, by number. Forgotten from the front. */
final class KeptUses {
    static final int TABLE = 8;

    private final Table table;

    KeptUses(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    @Nullable
    KeptUse get(long number) {
        Row row = table.get(number, 0);
        return row == null ? null : KeptUse.fromRow(number, row.reader());
    }

    /** Who bears the cost of a use; none where that was not kept yet. */
    List<Benefit.Share> shares(long number) {
        Row row = table.get(number, 0);
        return row == null ? List.of() : shares(row);
    }

    private static List<Benefit.Share> shares(Row row) {
        ByteReader in = row.reader();
        KeptUse.fromRow(row.k1(), in);
        List<Benefit.Share> shares = new ArrayList<>(2);
        for (int left = in.remaining() == 0 ? 0 : in.readCount(); left > 0; left--) {
            shares.add(new Benefit.Share(in.readCount(), in.readVarint()));
        }
        return shares;
    }

    void put(KeptUse use, List<Benefit.Share> shares, long now) {
        Row first = table.first();
        if (first != null && KeptActivity.keptUntil(first.reader()) <= now) {
            table.remove(first.k1(), 0);
        }
        ByteWriter row = table.contents();
        use.writeRow(row);
        row.writeVarint(shares.size());
        shares.forEach(share -> row.writeVarint(share.payer()).writeVarint(share.amount()));
        table.put(use.number(), 0, row);
    }

    void remove(long number) {
        table.remove(number, 0);
    }

    /** Takes in another member's, moved behind these. */
    void absorb(KeptUses other, long uses, long claims, long subscriptions, long now) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), 0)) {
            KeptUse use = KeptUse.fromRow(row.k1(), row.reader());
            if (use.keptUntil() > now) {
                put(use.moved(uses, claims, subscriptions), shares(row), now);
            }
        }
    }

    void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            KeptUse use = KeptUse.fromRow(row.k1(), row.reader());
            if (use.keptUntil() > now) {
                out.writeVarint(row.k1());
                use.writeRow(out);
            }
        }
    }
}
