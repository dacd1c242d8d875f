package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.jspecify.annotations.Nullable;

/** The warranties of orders, by a hash of the order's id and the benefit. Each that is put sweeps the two that follow it. */
final class Warranties {
    static final int TABLE = 9;
    private static final int SWEPT = 2;

    private final Table table;

    Warranties(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /** @param order a hash of its id */
    @Nullable
    Warranty get(long order, int benefit, long now) {
        Row row = table.get(order, benefit);
        Warranty found = row == null ? null : Warranty.fromRow(benefit, row.reader());
        return found == null || found.keptUntil() <= now ? null : found;
    }

    /** All of an order, by its id. */
    List<Warranty> of(String order, long now) {
        if (table.isEmpty()) {
            return List.of();
        }
        long hash = Hashes.of(order);
        List<Warranty> found = new ArrayList<>(1);
        for (Row row = table.ceiling(hash, 0); row != null && row.k1() == hash; row = table.next(hash, row.k2())) {
            Warranty one = Warranty.fromRow((int) row.k2(), row.reader());
            if (one.keptUntil() > now && one.order().equals(order)) {
                found.add(one);
            }
        }
        return found;
    }

    /** All of a benefit that wait, or run: those that end first stand first. */
    List<Warranty> running(int benefit, long now) {
        List<Warranty> running = new ArrayList<>(0);
        for (Row row = table.first(); row != null; row = table.next(row.k1(), row.k2())) {
            if (row.k2() == benefit) {
                Warranty one = Warranty.fromRow(benefit, row.reader());
                if (one.keptUntil() > now && one.until() > now) {
                    running.add(one);
                }
            }
        }
        running.sort(Comparator.comparingLong(Warranty::until).thenComparing(Warranty::order));
        return running;
    }

    void put(Warranty warranty, long now) {
        long hash = Hashes.of(warranty.order());
        ByteWriter row = table.contents();
        warranty.writeRow(row);
        table.put(hash, warranty.benefit(), row);
        long k1 = hash;
        long k2 = warranty.benefit();
        for (int i = 0; i < SWEPT; i++) {
            Row next = table.next(k1, k2);
            if (next == null) {
                return;
            }
            k1 = next.k1();
            k2 = next.k2();
            if (Warranty.keptUntil(next.reader()) <= now) {
                table.remove(k1, k2);
            }
        }
    }

    /** Takes in another member's; of two of the same order the one that ends later stays. */
    void absorb(Warranties other, long now) {
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), row.k2())) {
            Warranty theirs = Warranty.fromRow((int) row.k2(), row.reader());
            Warranty own = get(row.k1(), theirs.benefit(), now);
            if (theirs.keptUntil() > now && (own == null || own.until() < theirs.until())) {
                put(theirs, now);
            }
        }
    }

    void writeCanonical(ByteWriter out, long now) {
        for (Row row = table.first(); row != null; row = table.next(row.k1(), row.k2())) {
            if (Warranty.keptUntil(row.reader()) > now) {
                out.writeSigned(row.k1()).writeVarint(row.k2());
                Warranty.fromRow((int) row.k2(), row.reader()).writeRow(out);
            }
        }
    }
}
