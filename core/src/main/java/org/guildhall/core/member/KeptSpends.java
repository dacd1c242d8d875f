package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** The spends of a member that can still be cancelled, and the transfers under way, by number. Forgotten from the front. */
final class KeptSpends {
    private static final int TABLE = 4;

    private final Table table;

    KeptSpends(Tables tables) {
        table = tables.read(TABLE);
    }

    Table table() {
        return table;
    }

    @Nullable
    KeptSpend get(long number) {
        Row row = table.get(number, 0);
        return row == null ? null : KeptSpend.fromRow(number, row.reader());
    }

    void put(KeptSpend spend, long now) {
        Row first = table.first();
        if (first != null && KeptActivity.keptUntil(first.reader()) <= now) {
            table.remove(first.k1(), 0);
        }
        ByteWriter row = table.contents();
        spend.writeRow(row);
        table.put(spend.number(), 0, row);
    }

    void remove(long number) {
        table.remove(number, 0);
    }

    /** The first transfer that was sent and not yet answered, or null. */
    @Nullable
    KeptSpend underWay() {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            if (spend.sent()) {
                return spend;
            }
        }
        return null;
    }

    /** How much of a currency was spent that can still be cancelled. */
    long spent(int currency, long now) {
        long spent = 0;
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            if (spend.currency() == currency && !spend.sent() && spend.keptUntil() > now) {
                spent += spend.amount();
            }
        }
        return spent;
    }

    /** Takes in another member's, moved behind these. */
    void absorb(KeptSpends other, MemberEvent.Absorbed event, long now) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            put(spend.moved(event.spends(), event.lots(), event.activities()), now);
        }
    }

    /** All rows, as {@link Table#writeRows} does; what was of a term that is over says so itself, for who reads it has another wallet. */
    void writeRowsToOthers(Member member, ByteWriter out) {
        out.writeVarint(table.size());
        ByteWriter contents = new ByteWriter(64);
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            Wallet wallet = member.findWallet(spend.currency());
            (wallet != null && wallet.isOver(spend.number()) ? spend.ended(member.time) : spend)
                    .writeRow(contents.reset());
            out.writeSigned(row.k1()).writeSigned(row.k2()).writeBytes(contents.toByteArray());
        }
    }

    void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            if (spend.keptUntil() > now) {
                out.writeVarint(row.k1());
                spend.writeRow(out);
            }
        }
    }
}
