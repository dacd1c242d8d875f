package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** What a member has of one currency: the figures of all accounts, and the lots. Used by one thread. */
final class Wallet {
    private final int currency;
    private final long[] figures;
    /** When the available lots expire together whose life ends with inactivity; never where there are none. */
    private long idleAt = Lot.NEVER;

    /** Spends up to this number were of points whose term is over. */
    private long overUpTo;

    private final Table available;
    private final Table pending;

    private Wallet(int currency, long[] figures, Table available, Table pending) {
        this.currency = currency;
        this.figures = figures;
        this.available = available;
        this.pending = pending;
    }

    static Wallet empty(int currency, int index, Tables tables) {
        return new Wallet(currency, new long[Account.count()], tables.empty(availableTable(index)),
                tables.empty(availableTable(index) + 1));
    }

    private static int availableTable(int index) {
        return 16 + 2 * index;
    }

    int currency() {
        return currency;
    }

    long figure(Account account) {
        return figures[account.ordinal()];
    }

    long idleAt() {
        return idleAt;
    }

    void idleAt(long moment) {
        idleAt = moment;
    }

    /** Whether the points of a spend that end with a term were of one that is over. */
    boolean isOver(long spend) {
        return spend <= overUpTo;
    }

    long overUpTo() {
        return overUpTo;
    }

    void overUpTo(long spend) {
        overUpTo = spend;
    }

    /** The pending lot that vests first. */
    @Nullable
    Lot firstPending() {
        Row row = pending.first();
        return row == null ? null : Lot.fromRow(row, true);
    }

    long firstVestsAt() {
        Row row = pending.first();
        return row == null ? Lot.NEVER : row.k1();
    }

    /** The available lot that expires first: the next to be spent. */
    @Nullable
    Lot first() {
        Row row = available.first();
        return row == null ? null : Lot.fromRow(row, false);
    }

    long firstExpiresAt() {
        Row row = available.first();
        return row == null ? Lot.NEVER : row.k1();
    }

    /** The first available lot that ends with inactivity. */
    @Nullable
    Lot firstTogether() {
        Row row = available.ceiling(Lot.TOGETHER, Long.MIN_VALUE);
        return row == null || row.k1() != Lot.TOGETHER ? null : Lot.fromRow(row, false);
    }

    @Nullable
    Lot next(Lot after) {
        Table table = after.pending() ? pending : available;
        Row row = table.next(after.key(), after.number());
        return row == null ? null : Lot.fromRow(row, after.pending());
    }

    @Nullable
    Lot find(long number, long key, boolean isPending) {
        Row row = (isPending ? pending : available).get(key, number);
        return row == null ? null : Lot.fromRow(row, isPending);
    }

    /** Puts a lot, or takes it out where nothing is left of it. */
    void put(Lot lot) {
        Table table = lot.pending() ? pending : available;
        if (lot.amount() == 0) {
            table.remove(lot.key(), lot.number());
        } else {
            ByteWriter row = table.contents();
            lot.writeRow(row);
            table.put(lot.key(), lot.number(), row);
        }
    }

    void remove(Lot lot) {
        if (!(lot.pending() ? pending : available).remove(lot.key(), lot.number())) {
            throw new ImpossibleEventException("expected lot " + lot.number() + ", but found none");
        }
    }

    /** Moves an amount between two accounts; throws where a holding or a debt would fall below zero. */
    void move(Account from, Account to, long amount) {
        if (amount <= 0) {
            throw new ImpossibleEventException("expected a posting above 0, but found " + amount);
        }
        add(from, from.given(amount));
        add(to, to.taken(amount));
    }

    private void add(Account account, long change) {
        long after = Math.addExact(figures[account.ordinal()], change);
        if (after < 0) {
            throw new ImpossibleEventException("expected " + account.word() + " of currency " + currency
                    + " to stay at or above 0, but found " + after);
        }
        figures[account.ordinal()] = after;
    }

    void write(ByteWriter out) {
        out.writeVarint(currency);
        int mask = 0;
        for (int i = 0; i < figures.length; i++) {
            mask |= figures[i] != 0 ? 1 << i : 0;
        }
        out.writeVarint(mask);
        for (long figure : figures) {
            if (figure != 0) {
                out.writeVarint(figure);
            }
        }
        Lot.writeMoment(out, idleAt);
        available.write(out);
        pending.write(out);
    }

    static Wallet read(ByteReader in, int index, Tables tables) {
        int currency = in.readCount();
        int mask = in.readCount();
        long[] figures = new long[Account.count()];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = (mask & 1 << i) != 0 ? in.readVarint() : 0;
        }
        long idleAt = Lot.readMoment(in);
        Table available = tables.read(availableTable(index));
        Table pending = tables.read(availableTable(index) + 1);
        Wallet wallet = new Wallet(currency, figures, available, pending);
        wallet.idleAt = idleAt;
        return wallet;
    }

    void writeCanonical(ByteWriter out) {
        out.writeVarint(currency);
        for (long figure : figures) {
            out.writeVarint(figure);
        }
        Lot.writeMoment(out, idleAt);
        out.writeVarint(overUpTo);
        available.writeRows(out);
        pending.writeRows(out);
    }

    void collectChanges(List<Change.Page> into) {
        available.collectChanges(into);
        pending.collectChanges(into);
    }
}
