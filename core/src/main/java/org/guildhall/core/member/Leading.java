package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * What the holders of seats are told of the subscription that leads theirs; moments in epoch milliseconds, {@link Long#MAX_VALUE}
 * for never.
 *
 * @param joinedAt when its owner joined
 * @param plan its symbol
 * @param since when it became this plan
 * @param pinned the moment from which the terms hold that it is under
 * @param termStart when its term began
 * @param termEnd when that ends
 * @param ending whether it ends with the term: none that is paid follows
 * @param payUntil when it ends unless the running term is paid
 * @param pausedAt when its pause began, never outside of one
 * @param resumesAt when that ends
 */
public record Leading(
        long joinedAt,
        int plan,
        long since,
        long pinned,
        long termStart,
        long termEnd,
        boolean ending,
        long payUntil,
        long pausedAt,
        long resumesAt) {

    static Leading of(Member member, Subscription subscription) {
        return new Leading(member.joinedAt, subscription.plan(), subscription.since(), subscription.pinned(),
                subscription.termStart(), subscription.termEnd(),
                subscription.ending() && subscription.paidAhead() == null,
                subscription.unpaid() ? subscription.payUntil() : Lot.NEVER, subscription.pausedAt(),
                subscription.resumesAt());
    }

    boolean paused() {
        return resumesAt != Lot.NEVER;
    }

    void write(ByteWriter out) {
        Lot.writeMoment(out, joinedAt);
        out.writeVarint(plan).writeSigned(since).writeSigned(pinned).writeSigned(termStart).writeSigned(termEnd);
        Lot.writeMoment(out.writeBoolean(ending), payUntil);
        Lot.writeMoment(out, pausedAt);
        Lot.writeMoment(out, resumesAt);
    }

    static Leading read(ByteReader in) {
        return new Leading(Lot.readMoment(in), in.readCount(), in.readSigned(), in.readSigned(), in.readSigned(),
                in.readSigned(), in.readBoolean(), Lot.readMoment(in), Lot.readMoment(in), Lot.readMoment(in));
    }
}
