package org.guildhall.core.member;

import java.util.Locale;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * A benefit that a member asked for: an exchange of points, or a membership with a partner.
 *
 * @param number within the member, never used again
 * @param id the command's
 * @param terms since when the terms hold that say what the benefit is for it
 * @param askedAt when it was asked for
 * @param term when the plan's term began that gave it, 0 for what is no plan or lasts by itself
 * @param subscription the number of the one whose plan gave it, 0 for none
 * @param until when something happens by itself: what was given ends, or an answer is no longer waited for; never for none
 * @param againAt when a partner who failed is asked again, never for not
 * @param attempts how often a partner was asked, or a piece was given
 * @param left uses that are left of an exchange
 * @param spend the number of the spend that paid for it, 0 for none
 * @param stock the symbol of the stock that its piece is of, 0 for none
 * @param period which stretch of its limit it was counted in
 * @param code that it gave, empty for none
 * @param account with the partner, empty for none
 * @param cancellableUntil until when it can be cancelled while nothing was used of it
 */
record KeptClaim(
        long number,
        String id,
        int benefit,
        State state,
        long terms,
        long askedAt,
        long term,
        long subscription,
        long until,
        long againAt,
        int attempts,
        long left,
        long spend,
        int stock,
        int counter,
        long period,
        String code,
        String account,
        long cancellableUntil) {
    private static final State[] STATES = State.values();

    /** How it stands; the order is stored. One that is over is not kept. */
    enum State {
        /** A stock was asked for a piece. */
        AWAITED,
        /** The partner was asked. */
        REQUESTED,
        /** The partner failed, and is asked again. */
        FAILED,
        /** The member has it. */
        HELD,
        /** The partner told that it is in use. */
        ACTIVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the member has it. */
    boolean had() {
        return state == State.HELD || state == State.ACTIVE;
    }

    /** When something happens to it by itself. */
    long nextDue() {
        return Math.min(until, againAt);
    }

    KeptClaim awaited(int from, int asked) {
        return with(State.AWAITED, Lot.NEVER, Lot.NEVER, asked, left, from, "", cancellableUntil);
    }

    KeptClaim requested(long answerUntil) {
        return with(State.REQUESTED, answerUntil, Lot.NEVER, attempts + 1, left, stock, code, cancellableUntil);
    }

    KeptClaim failed(long again) {
        return with(State.FAILED, until, again, attempts, left, stock, code, cancellableUntil);
    }

    KeptClaim held(String itsCode, long end, long uses, long cancellable) {
        return with(State.HELD, end, Lot.NEVER, attempts + 1, uses, stock, itsCode, cancellable);
    }

    KeptClaim active(long end) {
        return with(State.ACTIVE, end, Lot.NEVER, attempts, left, stock, code, cancellableUntil);
    }

    KeptClaim withLeft(long uses) {
        return with(state, until, againAt, attempts, uses, stock, code, cancellableUntil);
    }

    private KeptClaim with(
            State now, long end, long again, int asked, long uses, int from, String itsCode, long cancellable) {
        return new KeptClaim(number, id, benefit, now, terms, askedAt, term, subscription, end, again, asked, uses,
                spend, from,
                counter, period, itsCode, account, cancellable);
    }

    /** The same with other numbers, in a member who took in the one that had it. */
    KeptClaim moved(long claims, long spends, long subscriptions) {
        return new KeptClaim(number + claims, id, benefit, state, terms, askedAt, term,
                subscription == 0 ? 0 : subscription + subscriptions, until, againAt, attempts, left,
                spend == 0 ? 0 : spend + spends, stock, counter, period, code, account, cancellableUntil);
    }

    /** The same by another id. */
    KeptClaim called(String other) {
        return new KeptClaim(number, other, benefit, state, terms, askedAt, term, subscription, until, againAt,
                attempts, left, spend, stock, counter, period, code, account, cancellableUntil);
    }

    void writeRow(ByteWriter out) {
        out.writeText(id).writeVarint(benefit).writeByte(state.ordinal()).writeMoment(terms).writeSigned(askedAt);
        out.writeSigned(term)
                .writeVarint(subscription)
                .writeMoment(until)
                .writeMoment(againAt)
                .writeVarint(attempts)
                .writeVarint(left);
        out.writeVarint(spend).writeVarint(stock).writeVarint(counter).writeSigned(period);
        out.writeText(code).writeText(account).writeMoment(cancellableUntil);
    }

    static KeptClaim fromRow(long number, ByteReader in) {
        return new KeptClaim(number, in.readText(), in.readCount(), STATES[in.readOrdinal(STATES.length)],
                in.readMoment(), in.readSigned(), in.readSigned(), in.readVarint(), in.readMoment(), in.readMoment(),
                in.readCount(),
                in.readVarint(), in.readVarint(), in.readCount(), in.readCount(), in.readSigned(), in.readText(),
                in.readText(), in.readMoment());
    }

    /** Codes are worth money to whoever reads them. */
    @Override
    public String toString() {
        return "KeptClaim[" + number + ", " + id + ", benefit " + benefit + ", " + state + "]";
    }
}
