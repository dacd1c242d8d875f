package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityName;

/**
 * Whose subscription leads a seat.
 *
 * @param seat what the seat is called
 * @param owner whose it is now
 * @param joinedAt when they joined
 * @param since when their subscription became this plan
 */
record Lead(SeatName seat, EntityName owner, long joinedAt, long since) {

    void write(ByteWriter out) {
        seat.write(out);
        owner.write(out);
        Lot.writeMoment(out, joinedAt);
        out.writeSigned(since);
    }

    static Lead read(ByteReader in) {
        return new Lead(SeatName.read(in), EntityName.read(in), Lot.readMoment(in), in.readSigned());
    }
}
