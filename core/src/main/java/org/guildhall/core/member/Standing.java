package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * A member's tier in one ladder, with its dates.
 *
 * @param ladder the ladder's symbol
 * @param tier the symbol of the tier that was earned
 * @param since when it was reached
 * @param until when its hold ends; {@link Lot#NEVER} for a tier that can't be lost
 * @param graceUntil when the grace after the hold ends; {@link Lot#NEVER} outside of grace
 * @param granted the symbol of a tier that was granted, 0 for none
 * @param grantedUntil when the grant ends
 * @param measure what was measured so far in the window, in the measure's unit
 * @param measuredFrom the epoch day on which the window begins; {@link Long#MIN_VALUE} for a lifetime
 */
record Standing(
        int ladder,
        int tier,
        long since,
        long until,
        long graceUntil,
        int granted,
        long grantedUntil,
        long measure,
        long measuredFrom) {

    Standing held(int newTier, long newSince, long newUntil) {
        return new Standing(
                ladder, newTier, newSince, newUntil, Lot.NEVER, granted, grantedUntil, measure, measuredFrom);
    }

    Standing inGrace(long end) {
        return new Standing(ladder, tier, since, Lot.NEVER, end, granted, grantedUntil, measure, measuredFrom);
    }

    Standing measured(long newMeasure, long from) {
        return new Standing(ladder, tier, since, until, graceUntil, granted, grantedUntil, newMeasure, from);
    }

    Standing granted(int newTier, long end) {
        return new Standing(ladder, tier, since, until, graceUntil, newTier, end, measure, measuredFrom);
    }

    boolean grace() {
        return graceUntil != Lot.NEVER;
    }

    /** When the tier is next looked at: at the end of its hold, or of its grace. */
    long ends() {
        return Math.min(until, graceUntil);
    }

    void write(ByteWriter out) {
        out.writeVarint(ladder).writeVarint(tier).writeSigned(since);
        Lot.writeMoment(out, until);
        Lot.writeMoment(out, graceUntil);
        out.writeVarint(granted);
        if (granted != 0) {
            Lot.writeMoment(out, grantedUntil);
        }
        out.writeSigned(measure);
        Lot.writeMoment(out, measuredFrom);
    }

    static Standing read(ByteReader in) {
        int ladder = in.readCount();
        int tier = in.readCount();
        long since = in.readSigned();
        long until = Lot.readMoment(in);
        long graceUntil = Lot.readMoment(in);
        int granted = in.readCount();
        long grantedUntil = granted == 0 ? Lot.NEVER : Lot.readMoment(in);
        long measure = in.readSigned();
        return new Standing(
                ladder, tier, since, until, graceUntil, granted, grantedUntil, measure, Lot.readMoment(in));
    }
}
