package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;

/**
 * What of each lot expired and was not yet counted as taken back, as long as the activity that earned it can be taken back.
 * Forgotten from the front.
 */
final class ExpiredParts {
    private static final int TABLE = 3;

    private final Table table;

    ExpiredParts(Tables tables) {
        table = tables.read(TABLE);
    }

    Table table() {
        return table;
    }

    long of(long lot) {
        Row row = table.get(lot, 0);
        return row == null ? 0 : row.reader().readVarint();
    }

    long keptUntil(long lot) {
        Row row = table.get(lot, 0);
        if (row == null) {
            throw new ImpossibleEventException("expected expired points of lot " + lot + ", but found none");
        }
        return keptUntil(row);
    }

    private static long keptUntil(Row row) {
        ByteReader in = row.reader();
        in.readVarint();
        return in.readSigned();
    }

    void set(long lot, long amount, long keptUntil, long now) {
        Row first = table.first();
        if (first != null && keptUntil(first) <= now) {
            table.remove(first.k1(), 0);
        }
        if (amount == 0) {
            table.remove(lot, 0);
        } else {
            table.put(lot, 0, table.contents().writeVarint(amount).writeSigned(keptUntil));
        }
    }

    /** Takes in another member's, of lots moved behind the own. */
    void absorb(ExpiredParts other, long lots, long now) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), 0)) {
            set(row.k1() + lots, other.of(row.k1()), other.keptUntil(row.k1()), now);
        }
    }

    void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            if (keptUntil(row.k1()) > now) {
                out.writeVarint(row.k1()).writeVarint(of(row.k1()));
            }
        }
    }
}
