package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;

/** What each series of a member comes to, day by day for as long as the terms say, and over the member's life. */
final class DailyTotals {
    /** The first day of a window that never ends. */
    static final long LIFETIME = Long.MIN_VALUE;

    private static final int TABLE = 5;
    /** Days that are looked at for forgetting with each day that is added. */
    private static final int SWEEP = 2;

    private final Table table;
    private final List<Lifetime> lifetimes;

    /** What a series adds up to over the member's life. */
    record Lifetime(long series, Total total) {}

    /** A daily total, or one of many days. */
    record Total(long count, long amount) {
        static final Total NONE = new Total(0, 0);

        Total plus(long moreCount, long moreAmount) {
            return new Total(Math.addExact(count, moreCount), Math.addExact(amount, moreAmount));
        }

        private static Total read(ByteReader in) {
            return new Total(in.readSigned(), in.readSigned());
        }

        private void write(ByteWriter out) {
            out.writeSigned(count).writeSigned(amount);
        }
    }

    /** @param lifetimes which stand before the tables, as {@link #readLifetimes} gave them; changed from here on */
    DailyTotals(Tables tables, List<Lifetime> lifetimes) {
        table = tables.read(TABLE);
        this.lifetimes = lifetimes;
    }

    static List<Lifetime> readLifetimes(ByteReader in) {
        int count = in.readCount();
        List<Lifetime> lifetimes = new ArrayList<>(Math.max(2, count));
        for (int i = 0; i < count; i++) {
            lifetimes.add(new Lifetime(in.readVarint(), Total.read(in)));
        }
        return lifetimes;
    }

    void writeLifetimes(ByteWriter out) {
        out.writeVarint(lifetimes.size());
        for (Lifetime lifetime : lifetimes) {
            lifetime.total().write(out.writeVarint(lifetime.series()));
        }
    }

    Table table() {
        return table;
    }

    /** The total of a series over the member's life. */
    Total lifetime(long series) {
        for (Lifetime lifetime : lifetimes) {
            if (lifetime.series() == series) {
                return lifetime.total();
            }
        }
        return Total.NONE;
    }

    void forEachLifetime(BiConsumer<Long, Total> each) {
        lifetimes.forEach(lifetime -> each.accept(lifetime.series(), lifetime.total()));
    }

    /** The sum over days {@code from} (inclusive) to {@code until} (exclusive). */
    Total sum(long series, long from, long until) {
        Total sum = Total.NONE;
        Row row = table.ceiling(series, from);
        while (row != null && row.k1() == series && row.k2() < until) {
            Total total = Total.read(row.reader());
            sum = sum.plus(total.count(), total.amount());
            row = table.next(series, row.k2());
        }
        return sum;
    }

    /** The first day at or after {@code from} that has a total, or {@link Lot#NEVER}. */
    long firstDay(long series, long from) {
        Row row = table.ceiling(series, from);
        return row == null || row.k1() != series ? Lot.NEVER : row.k2();
    }

    /** Counts on a day; a few days before {@code keptFrom} are forgotten when a new one comes. */
    void count(long series, long day, long count, long amount, long keptFrom) {
        addLifetime(series, count, amount);
        if (day >= keptFrom && add(series, day, count, amount)) {
            Row first = table.ceiling(series, Long.MIN_VALUE);
            for (int i = 0; i < SWEEP && first != null && first.k1() == series && first.k2() < keptFrom; i++) {
                table.remove(series, first.k2());
                first = table.ceiling(series, Long.MIN_VALUE);
            }
        }
    }

    private void addLifetime(long series, long count, long amount) {
        for (int i = 0; i < lifetimes.size(); i++) {
            Lifetime lifetime = lifetimes.get(i);
            if (lifetime.series() == series) {
                lifetimes.set(i, new Lifetime(series, lifetime.total().plus(count, amount)));
                return;
            }
        }
        lifetimes.add(new Lifetime(series, Total.NONE.plus(count, amount)));
    }

    /** Returns whether the day is new. */
    private boolean add(long series, long day, long count, long amount) {
        Row row = table.get(series, day);
        Total after = (row == null ? Total.NONE : Total.read(row.reader())).plus(count, amount);
        if (after.equals(Total.NONE)) {
            table.remove(series, day);
        } else {
            ByteWriter written = table.contents();
            after.write(written);
            table.put(series, day, written);
        }
        return row == null;
    }

    void addLifetimes(List<Lifetime> others) {
        for (Lifetime lifetime : others) {
            addLifetime(lifetime.series(), lifetime.total().count(), lifetime.total().amount());
        }
    }

    void absorb(DailyTotals other) {
        addLifetimes(other.lifetimes);
        for (Row row = other.table.first(); row != null; row = other.table.next(row.k1(), row.k2())) {
            Total total = Total.read(row.reader());
            add(row.k1(), row.k2(), total.count(), total.amount());
        }
    }
}
