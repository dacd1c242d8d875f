package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;

/**
 * Points of one origin with one life.
 *
 * @param number within the member, never used again
 * @param vestsAt when they become available; {@link #AVAILABLE} once they are, {@link Long#MAX_VALUE} while that waits
 *     for another activity
 * @param expiresAt when their life ends; {@link #TOGETHER} with inactivity or a plan's term, {@link Long#MAX_VALUE} for never
 * @param earnedAt when their life began: the activity's {@code at}
 * @param activity the number of the activity that earned them, 0 for none
 * @param amount what is left, above 0
 */
record Lot(long number, long vestsAt, long expiresAt, long earnedAt, long activity, long amount) {
    static final long AVAILABLE = Long.MIN_VALUE;
    static final long NEVER = Long.MAX_VALUE;
    /** At the wallet's {@link Wallet#idleAt}, all of them together: after whatever has a moment of its own. */
    static final long TOGETHER = Long.MAX_VALUE - 1;

    boolean pending() {
        return vestsAt != AVAILABLE;
    }

    Lot withAmount(long left) {
        return new Lot(number, vestsAt, expiresAt, earnedAt, activity, left);
    }

    Lot expiring(long at) {
        return new Lot(number, vestsAt, at, earnedAt, activity, amount);
    }

    Lot vested() {
        return new Lot(number, AVAILABLE, expiresAt, earnedAt, activity, amount);
    }

    /** The same with other numbers, in a member who took in the one that had it. */
    Lot moved(long lots, long activities) {
        return new Lot(
                number + lots, vestsAt, expiresAt, earnedAt, activity == 0 ? 0 : activity + activities, amount);
    }

    /** The row's first key: what happens to the lot next, in time. */
    long key() {
        return pending() ? vestsAt : expiresAt;
    }

    void writeRow(ByteWriter out) {
        out.writeVarint(amount).writeSigned(earnedAt).writeVarint(activity);
        if (pending()) {
            writeMoment(out, expiresAt);
        }
    }

    static Lot fromRow(Row row, boolean pending) {
        ByteReader in = row.reader();
        long amount = in.readVarint();
        long earnedAt = in.readSigned();
        long activity = in.readVarint();
        return pending
                ? new Lot(row.k2(), row.k1(), readMoment(in), earnedAt, activity, amount)
                : new Lot(row.k2(), AVAILABLE, row.k1(), earnedAt, activity, amount);
    }

    void write(ByteWriter out) {
        out.writeVarint(number).writeVarint(amount).writeSigned(earnedAt).writeVarint(activity);
        writeMoment(out, vestsAt);
        writeMoment(out, expiresAt);
    }

    static Lot read(ByteReader in) {
        long number = in.readVarint();
        long amount = in.readVarint();
        long earnedAt = in.readSigned();
        long activity = in.readVarint();
        return new Lot(number, readMoment(in), readMoment(in), earnedAt, activity, amount);
    }

    static void writeMoment(ByteWriter out, long moment) {
        out.writeMoment(moment);
    }

    static long readMoment(ByteReader in) {
        return in.readMoment();
    }
}
