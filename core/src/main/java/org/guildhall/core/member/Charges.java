package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
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

    /**
     * The plan that a payment is for: what was kept with it, else what its subscription says, which is about to change for a change
     * of plan; 0 where neither is kept.
     */
    int plan(Member member, Charge charge) {
        if (charge.gift() != null) {
            return charge.gift().plan();
        }
        long number = charge.of() == 0 ? charge.number() : charge.of();
        Row row = table.get(number, 0);
        if (row != null) {
            ByteReader in = row.reader();
            Charge.fromRow(number, in);
            if (in.remaining() > 0) {
                return in.readCount();
            }
        }
        for (Subscription one : member.subscriptions) {
            if (one.number() == charge.subscription()) {
                return charge.kind() == Charge.Kind.CHANGE && one.movingTo() != 0 ? one.movingTo() : one.plan();
            }
        }
        return 0;
    }

    /** @param plan that it is for */
    void put(Charge charge, int plan) {
        ByteWriter row = table.contents();
        charge.writeRow(row);
        row.writeVarint(plan);
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

    /** Takes in those of another member, moved behind these. */
    void absorb(Member other, long subscriptions, long charges) {
        for (Charge charge : other.charges.all()) {
            put(charge.moved(subscriptions, charges), other.charges.plan(other, charge));
        }
    }

    /** The payments, and not what was kept with them. */
    void writeCanonical(ByteWriter out) {
        List<Charge> all = all();
        out.writeVarint(all.size());
        for (Charge charge : all) {
            charge.writeRow(out.writeVarint(charge.number()));
        }
    }
}
