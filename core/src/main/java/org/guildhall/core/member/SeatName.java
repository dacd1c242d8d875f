package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityName;

/**
 * What a seat is called wherever it is told of: it stays, whoever owns or holds the seat later.
 *
 * @param owner the member who gave it out first
 * @param number its number there then
 */
public record SeatName(EntityName owner, long number) {

    void write(ByteWriter out) {
        owner.write(out);
        out.writeVarint(number);
    }

    static SeatName read(ByteReader in) {
        return new SeatName(EntityName.read(in), in.readVarint());
    }
}
