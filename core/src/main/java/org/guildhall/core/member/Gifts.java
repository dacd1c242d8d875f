package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/** The gifts of a member of which something is still to come, by the numbers of their payments: the payment, or the receiver's answer. */
final class Gifts {
    private final List<Open> open = new ArrayList<>(0);

    /** @param until when the payment is given up; {@link Lot#NEVER} where it came and the receiver is asked */
    private record Open(long payment, long until) {}

    /** What became of the payment of a gift, or of the gift. */
    void follow(Charge charge) {
        open.removeIf(one -> one.payment == charge.number());
        boolean sent = charge.gift() != null && charge.gift().state() == Gift.State.SENT;
        if (charge.awaited() || sent) {
            open.add(new Open(charge.number(), sent ? Lot.NEVER : charge.until()));
        }
    }

    /** The numbers of those whose payment is awaited. */
    List<Long> awaited() {
        return open.stream().filter(one -> one.until != Lot.NEVER).map(Open::payment).toList();
    }

    /** The number of one whose receiver has not answered, 0 for none. */
    long sent() {
        return open.stream().filter(one -> one.until == Lot.NEVER).mapToLong(Open::payment).findFirst().orElse(0);
    }

    /** The number of one whose payment is given up at a moment, 0 for none. */
    long due(long moment) {
        return open.stream().filter(one -> one.until <= moment).mapToLong(Open::payment).findFirst().orElse(0);
    }

    /** When a payment is given up next. */
    long nextDue() {
        long due = Lot.NEVER;
        for (Open one : open) {
            due = Math.min(due, one.until);
        }
        return due;
    }

    void absorb(Gifts other, long charges) {
        other.open.forEach(one -> open.add(new Open(one.payment + charges, one.until)));
    }

    void write(ByteWriter out) {
        out.writeVarint(open.size());
        for (Open one : open) {
            Lot.writeMoment(out.writeVarint(one.payment), one.until);
        }
    }

    void read(ByteReader in) {
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            open.add(new Open(in.readVarint(), Lot.readMoment(in)));
        }
    }
}
