package org.guildhall.core.member;

import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;

/** How far each limit is used up in each of its periods. */
final class UsedLimits {
    private static final int TABLE = 6;

    private final Table table;

    UsedLimits(Tables tables) {
        table = tables.read(TABLE);
    }

    Table table() {
        return table;
    }

    long used(int limit, long period) {
        Row row = table.get(limit, period);
        return row == null ? 0 : row.reader().readVarint();
    }

    /** Uses up more, or gives back; the limit's first period is forgotten where it lies before {@code keptFrom}. */
    void use(int limit, long period, long change, long keptFrom) {
        long after = used(limit, period) + change;
        if (after < 0) {
            throw new ImpossibleEventException(
                    "expected limit " + limit + " to stay at or above 0 in period " + period + ", but found " + after);
        }
        if (after == 0) {
            table.remove(limit, period);
        } else {
            table.put(limit, period, table.contents().writeVarint(after));
        }
        Row first = table.ceiling(limit, Long.MIN_VALUE);
        if (first != null && first.k1() == limit && first.k2() < keptFrom) {
            table.remove(limit, first.k2());
        }
    }

    void absorb(UsedLimits other) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), row.k2())) {
            use((int) row.k1(), row.k2(), row.reader().readVarint(), Long.MIN_VALUE);
        }
    }
}
