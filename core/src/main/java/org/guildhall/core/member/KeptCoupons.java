package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.member.KeptCoupon.State;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.jspecify.annotations.Nullable;

/** The coupons that a member has, or used not long ago, by number. When the first of them is due is known without looking at all. */
final class KeptCoupons {
    static final int TABLE = 11;
    /** How many of those that were used and can't be refunded any more go along with each that is used. */
    private static final int SWEPT = 2;

    private final Table table;
    /** The number that was given last. */
    long last;
    /** When something is due next, never for nothing. */
    private long nextDue = Lot.NEVER;

    KeptCoupons(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    void readHead(ByteReader in) {
        last = in.readVarint();
        nextDue = last == 0 ? Lot.NEVER : in.readMoment();
    }

    void writeHead(ByteWriter out) {
        out.writeVarint(last);
        if (last != 0) {
            out.writeMoment(nextDue);
        }
    }

    long nextDue() {
        return nextDue;
    }

    @Nullable
    KeptCoupon get(long number) {
        Row row = table.get(number, 0);
        return row == null ? null : KeptCoupon.fromRow(number, row.reader());
    }

    /** In the order in which they came. */
    List<KeptCoupon> all() {
        if (table.isEmpty()) {
            return List.of();
        }
        List<KeptCoupon> all = new ArrayList<>();
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            all.add(KeptCoupon.fromRow(row.k1(), row.reader()));
        }
        return all;
    }

    /** Those that are reserved for an order, or were used on it. */
    List<KeptCoupon> of(String order, State state) {
        return all().stream().filter(one -> one.state() == state && one.order().equals(order)).toList();
    }

    /** The first that is due at a moment, or null. */
    @Nullable
    KeptCoupon due(long moment) {
        return all().stream().filter(one -> one.nextDue() <= moment).findFirst().orElse(null);
    }

    /** The first that budgets were asked about, or another member, who did not answer; or null. */
    @Nullable
    KeptCoupon underWay() {
        return all().stream()
                .filter(one -> one.awaited() || one.state() == State.SENT)
                .findFirst()
                .orElse(null);
    }

    void put(KeptCoupon coupon, long now) {
        last = Math.max(last, coupon.number() + coupon.many() - 1);
        KeptCoupon before = get(coupon.number());
        write(coupon);
        if (coupon.state() == State.REDEEMED) {
            sweep(now);
        }
        moved(before, coupon.nextDue());
    }

    private void write(KeptCoupon coupon) {
        ByteWriter row = table.contents();
        coupon.writeRow(row);
        table.put(coupon.number(), 0, row);
    }

    void remove(long number) {
        KeptCoupon before = get(number);
        table.remove(number, 0);
        moved(before, Lot.NEVER);
    }

    private void moved(@Nullable KeptCoupon before, long due) {
        if (before != null && before.nextDue() == nextDue && due != nextDue) {
            nextDue = all().stream().mapToLong(KeptCoupon::nextDue).min().orElse(Lot.NEVER);
        } else {
            nextDue = Math.min(nextDue, due);
        }
    }

    private static boolean forgotten(KeptCoupon coupon, long now) {
        return coupon.state() == State.REDEEMED && coupon.dueAt() <= now && coupon.nextDue() == Lot.NEVER;
    }

    private void sweep(long now) {
        int swept = 0;
        for (Row row = table.first(); row != null && swept < SWEPT; row = table.next(row.k1(), 0)) {
            if (forgotten(KeptCoupon.fromRow(row.k1(), row.reader()), now)) {
                table.remove(row.k1(), 0);
                swept++;
            }
        }
    }

    /** Takes in another member's, moved behind these; their subscriptions are behind so many. */
    void absorb(KeptCoupons other, long subscriptions, long now) {
        long by = last;
        for (KeptCoupon coupon : other.all()) {
            put(coupon.moved(by, subscriptions), now);
        }
        last = by + other.last;
    }

    void writeCanonical(ByteWriter out, long now) {
        out.writeVarint(last);
        for (KeptCoupon coupon : all()) {
            if (!forgotten(coupon, now)) {
                coupon.writeRow(out.writeVarint(coupon.number()));
            }
        }
    }
}
