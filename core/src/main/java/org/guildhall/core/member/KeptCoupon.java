package org.guildhall.core.member;

import java.util.Locale;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;

/**
 * A coupon of a member, or a claim of several that the offer's budgets are asked for.
 *
 * @param number within the member, never used again; of a claim under way that of its first
 * @param id of the command that brought it; empty for one that came by itself
 * @param coupon the symbol of its template
 * @param version of the offer that it is by
 * @param many 1, or how many are asked for while it is awaited
 * @param at when it was asked for, by the command
 * @param takenAt the member's time then: what was taken of budgets was taken then
 * @param from when it can be used from, epoch milliseconds
 * @param until when it can no longer be used
 * @param handed how often it was handed on to another member
 * @param taken what it was counted for in money budgets, in minor units; 0 where there are none
 * @param subscription the number of the one with whose term it came, 0 for none
 * @param order the one that it is reserved for or was used on, empty for none
 * @param dueAt when its reservation is over, or when a refund of its order is no longer taken; never for neither
 * @param basis what its order came to before anything was taken off, less what was given back since, in minor units
 * @param off what it took off, in minor units, less what was given back since
 * @param cost what it cost whoever pays for it, less what was given back since
 */
record KeptCoupon(
        long number,
        String id,
        int coupon,
        int version,
        State state,
        long many,
        long at,
        long takenAt,
        long from,
        long until,
        int handed,
        long taken,
        long subscription,
        String order,
        long dueAt,
        long basis,
        long off,
        long cost) {
    /** Marks a row that says the subscription. */
    private static final int OF_PLAN = 0x40;
    private static final State[] STATES = State.values();

    /** How it stands; the order is stored. One that is over is not kept. */
    enum State {
        /** The budgets of its offer are asked. */
        AWAITED,
        LIVE,
        RESERVED,
        /** Kept as long as a refund of its order can change something about it. */
        REDEEMED,
        /** Another member is asked whether they take it. */
        SENT,
        /** As awaited, where the member claimed it. */
        CLAIMED;

        String word() {
            return (this == CLAIMED ? AWAITED : this).name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a member holds it. */
    boolean held() {
        return state == State.LIVE || state == State.RESERVED;
    }

    /** Whether the budgets of its offer are asked. */
    boolean awaited() {
        return state == State.AWAITED || state == State.CLAIMED;
    }

    /** When something happens to it by itself. */
    long nextDue() {
        return switch (state) {
            case AWAITED, CLAIMED, SENT -> Lot.NEVER;
            case LIVE -> until;
            case RESERVED -> dueAt;
            case REDEEMED -> taken > cost ? dueAt : Lot.NEVER;
        };
    }

    /** One of those that were asked for. */
    KeptCoupon granted(long itsNumber, long usableFrom, long usableUntil) {
        return new KeptCoupon(itsNumber, id, coupon, version, State.LIVE, 1, at, takenAt, usableFrom, usableUntil,
                handed, taken, subscription, "", Lot.NEVER, 0, 0, 0);
    }

    /** @param by the id of the command that sends it, which its answer settles */
    KeptCoupon sent(String by) {
        return new KeptCoupon(number, by, coupon, version, State.SENT, 1, at, takenAt, from, until, handed, taken,
                subscription, "",
                Lot.NEVER, 0, 0, 0);
    }

    KeptCoupon reserved(String forOrder, long holdUntil, long itsBasis, long itsOff) {
        return new KeptCoupon(number, id, coupon, version, State.RESERVED, 1, at, takenAt, from, until, handed, taken,
                subscription,
                forOrder,
                holdUntil, itsBasis, itsOff, 0);
    }

    KeptCoupon released() {
        return new KeptCoupon(number, id, coupon, version, State.LIVE, 1, at, takenAt, from, until, handed, taken,
                subscription, "",
                Lot.NEVER, 0, 0, 0);
    }

    KeptCoupon redeemed(long keptUntil, long itsCost, long stillTaken) {
        return new KeptCoupon(number, id, coupon, version, State.REDEEMED, 1, at, takenAt, from, until, handed,
                stillTaken,
                subscription, order, keptUntil, basis, off, itsCost);
    }

    KeptCoupon refunded(long itsBasis, long itsOff, long itsCost, long stillTaken) {
        return new KeptCoupon(number, id, coupon, version, State.REDEEMED, 1, at, takenAt, from, until, handed,
                stillTaken,
                subscription, order, dueAt, itsBasis, itsOff, itsCost);
    }

    KeptCoupon extended(long usableUntil) {
        return new KeptCoupon(number, id, coupon, version, state, many, at, takenAt, from, usableUntil, handed, taken,
                subscription,
                order,
                dueAt, basis, off, cost);
    }

    /** The same behind another member's numbers. */
    KeptCoupon moved(long by, long subscriptions) {
        return new KeptCoupon(number + by, id, coupon, version, state, many, at, takenAt, from, until, handed, taken,
                subscription == 0 ? 0 : subscription + subscriptions, order, dueAt, basis, off, cost);
    }

    void writeRow(ByteWriter out) {
        out.writeText(id).writeVarint(coupon).writeVarint(version);
        out.writeByte(state.ordinal() | (subscription == 0 ? 0 : OF_PLAN)).writeVarint(many);
        out.writeSigned(at).writeSigned(takenAt - at).writeSigned(from).writeMoment(until).writeVarint(handed);
        out.writeVarint(taken);
        if (subscription != 0) {
            out.writeVarint(subscription);
        }
        if (state == State.RESERVED || state == State.REDEEMED) {
            out.writeText(order).writeMoment(dueAt).writeVarint(basis).writeVarint(off).writeVarint(cost);
        }
    }

    static KeptCoupon fromRow(long number, ByteReader in) {
        String id = in.readText();
        int coupon = in.readCount();
        int version = in.readCount();
        int kind = in.readByte();
        State state = state(kind & ~OF_PLAN);
        long many = in.readVarint();
        long at = in.readSigned();
        long takenAt = at + in.readSigned();
        long from = in.readSigned();
        long until = in.readMoment();
        int handed = in.readCount();
        long taken = in.readVarint();
        long subscription = (kind & OF_PLAN) == 0 ? 0 : in.readVarint();
        return state == State.RESERVED || state == State.REDEEMED
                ? new KeptCoupon(number, id, coupon, version, state, many, at, takenAt, from, until, handed, taken,
                        subscription, in.readText(), in.readMoment(), in.readVarint(), in.readVarint(),
                        in.readVarint())
                : new KeptCoupon(number, id, coupon, version, state, many, at, takenAt, from, until, handed, taken,
                        subscription, "", Lot.NEVER, 0, 0, 0);
    }

    private static State state(int ordinal) {
        if (ordinal >= STATES.length) {
            throw new MalformedBytesException("expected the number of a coupon's state, but found " + ordinal);
        }
        return STATES[ordinal];
    }
}
