package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

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
        int attempts) {
    private static final Kind[] KINDS = Kind.values();
    private static final State[] STATES = State.values();

    /** What it is for; the order is stored. */
    enum Kind {
        PURCHASE,
        RENEWAL,
        CHANGE,
        REFUND,
        /** What a term costs less, by an offer that was taken: nothing moves. */
        CREDIT
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
        return kind != Kind.REFUND && kind != Kind.CREDIT;
    }

    boolean awaited() {
        return state == State.DUE || state == State.FAILED;
    }

    /** Whether another state of it can follow: what was settled stays so, but for a bank that takes it back. */
    boolean mayBecome(Charge next) {
        boolean same = subscription == next.subscription && kind == next.kind && amount == next.amount && of == next.of;
        return same && switch (state) {
            case DUE, FAILED -> next.state != State.REVERSED;
            case VOID -> next.state == State.SETTLED && kind != Kind.REFUND;
            case SETTLED -> next.state == State.REVERSED && kind != Kind.REFUND && kind != Kind.CREDIT;
            case REVERSED -> false;
        };
    }

    Charge with(State now) {
        return new Charge(number, subscription, kind, amount, of, dueAt, from, until, now, attempts);
    }

    Charge again() {
        return new Charge(number, subscription, kind, amount, of, dueAt, from, until, State.DUE, attempts + 1);
    }

    /** The same with other numbers, in a member who took in the one that had it. */
    Charge moved(long subscriptions, long charges) {
        return new Charge(number + charges, subscription + subscriptions, kind, amount, of == 0 ? 0 : of + charges,
                dueAt, from, until, state, attempts);
    }

    void writeRow(ByteWriter out) {
        out.writeVarint(subscription).writeByte(kind.ordinal()).writeVarint(amount).writeVarint(of);
        out.writeSigned(dueAt).writeSigned(from).writeSigned(until).writeByte(state.ordinal()).writeVarint(attempts);
    }

    static Charge fromRow(long number, ByteReader in) {
        return new Charge(number, in.readVarint(), KINDS[in.readByte()], in.readVarint(), in.readVarint(),
                in.readSigned(), in.readSigned(), in.readSigned(), STATES[in.readByte()], in.readCount());
    }
}
