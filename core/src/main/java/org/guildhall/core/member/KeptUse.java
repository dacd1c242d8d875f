package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.terms.Benefit;

/**
 * A use of a benefit.
 *
 * @param number within the member, never used again
 * @param id the command's
 * @param amount in minor units, uses or minutes
 * @param worth what it was worth to the member, in minor units
 * @param cost what it cost, in minor units
 * @param counter the symbol of the limit that it was counted under, 0 for none
 * @param period which of the limit's periods it was counted in; without a limit, the number of the claim that it is of, 0 for none
 * @param keptUntil the end of the time in which it can be cancelled, epoch milliseconds
 */
record KeptUse(
        long number,
        String id,
        int benefit,
        Benefit.Unit unit,
        long amount,
        long worth,
        long cost,
        int counter,
        long period,
        long keptUntil) {
    private static final Benefit.Unit[] UNITS = Benefit.Unit.values();

    /** The same with another number, in a member who took in the one that had it. */
    KeptUse moved(long uses, long claims) {
        boolean ofClaim = counter == 0 && period != 0;
        return new KeptUse(number + uses, id, benefit, unit, amount, worth, cost, counter,
                ofClaim ? period + claims : period, keptUntil);
    }

    /** {@link KeptActivity#keptUntil} reads how it begins. */
    void writeRow(ByteWriter out) {
        out.writeSigned(keptUntil).writeText(id).writeVarint(benefit).writeByte(unit.ordinal()).writeVarint(amount);
        out.writeVarint(worth).writeVarint(cost).writeVarint(counter).writeSigned(period);
    }

    static KeptUse fromRow(long number, ByteReader in) {
        long keptUntil = in.readSigned();
        return new KeptUse(number, in.readText(), in.readCount(), UNITS[in.readByte() % UNITS.length],
                in.readVarint(), in.readVarint(), in.readVarint(), in.readCount(), in.readSigned(), keptUntil);
    }
}
