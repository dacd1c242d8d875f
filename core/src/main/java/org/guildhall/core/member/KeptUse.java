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
 * @param counter the symbol of the limit that it was counted under, {@link #OF_CLAIM}, or 0 for none
 * @param period which of the limit's periods it was counted in; the number of the claim that it is of; of a warranty, a hash of the order's id
 * @param keptUntil the end of the time in which it can be cancelled, epoch milliseconds
 * @param subscription the number of the one whose plan gave it and whose term it was in, 0 for none
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
        long keptUntil,
        long subscription) {
    /** In place of a limit, of uses that a claim counts; it is the symbol of a field that the engine knows, so no limit has it. */
    static final int OF_CLAIM = 1;

    /** Marks a row that says the subscription. */
    private static final int OF_PLAN = 0x40;
    private static final Benefit.Unit[] UNITS = Benefit.Unit.values();

    /** The same with another number, in a member who took in the one that had it. */
    KeptUse moved(long uses, long claims, long subscriptions) {
        return new KeptUse(number + uses, id, benefit, unit, amount, worth, cost, counter,
                counter == OF_CLAIM ? period + claims : period, keptUntil,
                subscription == 0 ? 0 : subscription + subscriptions);
    }

    /** {@link KeptActivity#keptUntil} reads how it begins. */
    void writeRow(ByteWriter out) {
        out.writeSigned(keptUntil).writeText(id).writeVarint(benefit);
        if (subscription == 0) {
            out.writeByte(unit.ordinal());
        } else {
            out.writeByte(unit.ordinal() | OF_PLAN).writeVarint(subscription);
        }
        out.writeVarint(amount).writeVarint(worth).writeVarint(cost).writeVarint(counter).writeSigned(period);
    }

    static KeptUse fromRow(long number, ByteReader in) {
        long keptUntil = in.readSigned();
        String id = in.readText();
        int benefit = in.readCount();
        int unit = in.readByte();
        long subscription = (unit & OF_PLAN) == 0 ? 0 : in.readVarint();
        return new KeptUse(number, id, benefit, UNITS[ByteReader.below(unit & ~OF_PLAN, UNITS.length)], in.readVarint(),
                in.readVarint(), in.readVarint(), in.readCount(), in.readSigned(), keptUntil, subscription);
    }
}
