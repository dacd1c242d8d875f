package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;

/**
 * A term of a plan that one member pays and another has. It is kept with the giver's payment and, once it is theirs, at the
 * receiver; both know it by the first two, which stay what they were when the giver or the receiver is merged.
 *
 * @param giver the key of who gave it, as it was then
 * @param number of their payment, as it was then
 * @param receiver the key of who it is for
 * @param plan the plan's symbol
 * @param reason why the receiver could not have it, empty for any other state
 */
record Gift(long giver, long number, long receiver, int plan, State state, String reason) {
    private static final State[] STATES = State.values();

    /** What came of it once it is paid; the order is stored. */
    enum State {
        /** Not paid yet. */
        OPEN,
        /** The receiver was told and has not answered. */
        SENT,
        /** The receiver has it. */
        TAKEN,
        /** The receiver can't have it: what was paid is given back. */
        REFUSED
    }

    Gift with(State now, String why) {
        return new Gift(giver, number, receiver, plan, now, why);
    }

    /** Who it is for. @param programme the number of the giver's */
    EntityName receiver(int programme) {
        return new EntityName(programme, EntityKind.MEMBER, receiver);
    }

    /** Whether another is the same gift, whatever came of it. */
    boolean is(long by, long payment) {
        return giver == by && number == payment;
    }

    void write(ByteWriter out) {
        out.writeLong(giver).writeVarint(number).writeLong(receiver).writeVarint(plan);
        out.writeByte(state.ordinal()).writeText(reason);
    }

    static Gift read(ByteReader in) {
        return new Gift(in.readLong(), in.readVarint(), in.readLong(), in.readCount(),
                STATES[in.readOrdinal(STATES.length)], in.readText());
    }
}
