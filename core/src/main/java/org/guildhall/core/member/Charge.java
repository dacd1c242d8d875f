package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Money that is due for a subscription, either way. Nobody here touches it: a payment is asked for, and whoever moves the
 * money tells what came of it.
 *
 * @param number within the member, never used again
 * @param subscription the number of the subscription
 * @param amount in minor units, above 0; to the member for a refund, from nobody for a credit, else from them
 * @param of the number of the payment that a refund gives back, 0 for any other
 * @param dueAt when it fell due
 * @param from the beginning of the stretch that it is for
 * @param until the end of that
 * @param attempts how often it was asked for
 * @param gift what was given for it, null where it is for the member's own
 */
record Charge(
        long number,
        long subscription,
        Kind kind,
        long amount,
        long of,
        long dueAt,
        long from,
        long until,
        State state,
        int attempts,
        @Nullable Gift gift) {
    private static final Kind[] KINDS = Kind.values();
    private static final State[] STATES = State.values();

    Charge {
        if ((gift != null) != (kind == Kind.GIFT || kind == Kind.GIFTED)) {
            throw new ImpossibleEventException(
                    "expected a gift with a payment of one and with no other, but found " + gift + " with " + kind);
        }
    }

    /** Of the member's own. */
    Charge(long number, long subscription, Kind kind, long amount, long of, long dueAt, long from, long until,
            State state,
            int attempts) {
        this(number, subscription, kind, amount, of, dueAt, from, until, state, attempts, null);
    }

    /** What it is for; the order is stored. */
    enum Kind {
        PURCHASE,
        RENEWAL,
        CHANGE,
        REFUND,
        /** What a term costs less, by an offer that was taken: nothing moves. */
        CREDIT,
        /** The next term, before it begins. */
        AHEAD,
        /** A term for somebody else: of no subscription here, and from when it was asked for until it is given up. */
        GIFT,
        /** A term that somebody else paid: nothing moves here. */
        GIFTED;

        /** Whether money moves for it; what moves none is settled from the beginning. */
        boolean moves() {
            return this != CREDIT && this != GIFTED;
        }
    }

    /** What came of it; the order is stored. */
    enum State {
        DUE,
        /** The last attempt failed. */
        FAILED,
        SETTLED,
        /** Given up: it is no longer awaited. */
        VOID,
        /** Settled, and then taken back by the payer's bank. */
        REVERSED
    }

    /** Whether it is money from the member. */
    boolean isPayment() {
        return kind != Kind.REFUND && kind.moves();
    }

    boolean awaited() {
        return state == State.DUE || state == State.FAILED;
    }

    /** Whether another state of it can follow: what was settled stays so, but for a bank that takes it back. */
    boolean mayBecome(Charge next) {
        boolean same = subscription == next.subscription && kind == next.kind && amount == next.amount && of == next.of;
        return same && sameGift(next) && switch (state) {
            case DUE, FAILED -> next.state != State.REVERSED;
            case VOID -> next.state == State.SETTLED && kind != Kind.REFUND;
            case SETTLED -> next.state == State.REVERSED && kind != Kind.REFUND && kind != Kind.CREDIT;
            case REVERSED -> false;
        };
    }

    private boolean sameGift(Charge next) {
        return gift == null ? next.gift == null : gift.equals(next.gift);
    }

    Charge with(State now) {
        return new Charge(number, subscription, kind, amount, of, dueAt, from, until, now, attempts, gift);
    }

    Charge again() {
        return new Charge(number, subscription, kind, amount, of, dueAt, from, until, State.DUE, attempts + 1, gift);
    }

    /** The same for another stretch. */
    Charge stretched(long begin, long end) {
        return new Charge(number, subscription, kind, amount, of, dueAt, begin, end, state, attempts, gift);
    }

    Charge with(Gift now) {
        return new Charge(number, subscription, kind, amount, of, dueAt, from, until, state, attempts, now);
    }

    /** The same with other numbers, in a member who took in the one that had it. */
    Charge moved(long subscriptions, long charges) {
        return new Charge(number + charges, subscription == 0 ? 0 : subscription + subscriptions, kind, amount,
                of == 0 ? 0 : of + charges, dueAt, from, until, state, attempts, gift);
    }

    void writeRow(ByteWriter out) {
        out.writeVarint(subscription).writeByte(kind.ordinal()).writeVarint(amount).writeVarint(of);
        out.writeSigned(dueAt).writeSigned(from).writeSigned(until).writeByte(state.ordinal()).writeVarint(attempts);
        if (gift != null) {
            gift.write(out);
        }
    }

    static Charge fromRow(long number, ByteReader in) {
        long subscription = in.readVarint();
        Kind kind = KINDS[in.readByte()];
        return new Charge(number, subscription, kind, in.readVarint(), in.readVarint(), in.readSigned(),
                in.readSigned(), in.readSigned(), STATES[in.readByte()], in.readCount(),
                kind == Kind.GIFT || kind == Kind.GIFTED ? Gift.read(in) : null);
    }
}
