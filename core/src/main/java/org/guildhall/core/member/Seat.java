package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityName;

/**
 * A seat of a subscription that its owner gave out.
 *
 * @param number within the owner, never used again
 * @param name by which the holder knows it
 * @param subscription the number of the subscription that leads it
 * @param taken whether the holder has it, or is only invited
 * @param until when the invitation is over; {@link Lot#NEVER} for a seat that is taken
 */
record Seat(long number, SeatName name, long subscription, EntityName holder, boolean taken, long until) {

    Seat heldBy(EntityName member) {
        return new Seat(number, name, subscription, member, taken, until);
    }

    Seat takenBy(EntityName member) {
        return new Seat(number, name, subscription, member, true, Lot.NEVER);
    }

    /** The same in a member who took in the owner. */
    Seat moved(long seats, long subscriptions) {
        return new Seat(number + seats, name, subscription + subscriptions, holder, taken, until);
    }

    void write(ByteWriter out) {
        name.write(out.writeVarint(number));
        holder.write(out.writeVarint(subscription));
        Lot.writeMoment(out.writeBoolean(taken), until);
    }

    static Seat read(ByteReader in) {
        return new Seat(in.readVarint(), SeatName.read(in), in.readVarint(), EntityName.read(in), in.readBoolean(),
                Lot.readMoment(in));
    }
}
