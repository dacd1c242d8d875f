package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.jspecify.annotations.Nullable;

/** All money that was ever due for a member's subscriptions, by number. */
final class Charges {
    static final int TABLE = 7;

    private final Table table;

    Charges(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    @Nullable
    Charge get(long number) {
        Row row = table.get(number, 0);
        return row == null ? null : Charge.fromRow(number, row.reader());
    }

    void put(Charge charge) {
        ByteWriter row = table.contents();
        charge.writeRow(row);
        table.put(charge.number(), 0, row);
    }

    /** The oldest first. */
    List<Charge> all() {
        List<Charge> found = new ArrayList<>();
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            found.add(Charge.fromRow(row.k1(), row.reader()));
        }
        return found;
    }

    /** Those of a subscription, the oldest first. */
    List<Charge> of(long subscription) {
        return all().stream().filter(charge -> charge.subscription() == subscription).toList();
    }

    /** What of a payment was given back, or is about to be. */
    long refunded(Charge payment) {
        return of(payment.subscription()).stream()
                .filter(charge -> charge.of() == payment.number() && charge.state() != Charge.State.VOID)
                .mapToLong(Charge::amount)
                .sum();
    }

    /** Takes in another member's, moved behind these. */
    void absorb(Charges other, long subscriptions, long charges) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), 0)) {
            put(Charge.fromRow(row.k1(), row.reader()).moved(subscriptions, charges));
        }
    }
}
