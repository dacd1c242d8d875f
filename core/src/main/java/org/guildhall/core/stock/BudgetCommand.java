package org.guildhall.core.stock;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;

/** What is asked of the budgets of an offer: by members and slices, each a message, and by who makes codes. */
public sealed interface BudgetCommand extends Command.Body {
    /**
     * Coupons for a member's claim, all or none.
     *
     * @param claim the member's number of it
     * @param coupon its symbol
     * @param version of the offer that the coupon is by
     * @param each what one can cost at the most, in minor units
     */
    record Take(EntityName to, long claim, int coupon, int version, long many, long each) implements BudgetCommand {}

    /**
     * One coupon ended unused, or costs less than was taken for it.
     *
     * @param piece whether the coupon itself goes back too
     * @param each what was taken for it, in minor units
     * @param cost what of that it does cost, in minor units
     * @param takenAt when it was taken, epoch milliseconds: it goes back to the stretches of that moment
     */
    record GiveBack(int coupon, int version, boolean piece, long each, long cost, long takenAt)
            implements
                BudgetCommand {}

    /**
     * One coupon for a member's claim, by a genuine code of its own.
     *
     * @param serial of the code
     */
    record TakeByCode(EntityName to, long claim, int coupon, int version, long serial, long each)
            implements
                BudgetCommand {}

    /** The next so many codes of a coupon are good from now on; no message. */
    record MakeCodes(int coupon, long count) implements BudgetCommand {}

    /**
     * A slice asks for coupons to give.
     *
     * @param before what it held until now
     * @param least how many it needs; fewer are of no use
     * @param needed how many it could give at once
     * @param each what one can cost at the most, in minor units
     */
    record Lease(EntityName slice, Return before, long least, long needed, long each) implements BudgetCommand {}

    /**
     * What a slice held is over.
     *
     * @param left how many it did not give
     * @param given how many it gave
     * @param each what one was counted for, in minor units
     * @param by the version of the offer by whose budgets they were counted, 0 where there was no lease
     * @param leasedAt to the stretches of which moment they were counted, epoch milliseconds
     */
    record Return(int coupon, int version, long left, long given, long each, int by, long leasedAt)
            implements
                BudgetCommand {
        private void writeFields(ByteWriter out) {
            out.writeVarint(coupon).writeVarint(version).writeVarint(left).writeVarint(given).writeVarint(each);
            out.writeVarint(by).writeSigned(leasedAt);
        }

        private static Return readFields(ByteReader in) {
            return new Return(in.readCount(), in.readCount(), in.readVarint(), in.readVarint(), in.readVarint(),
                    in.readCount(), in.readSigned());
        }
    }

    /** The numbers are stored: never change or reuse one. */
    static void write(ByteWriter out, BudgetCommand body) {
        switch (body) {
            case Take c -> {
                c.to().write(out.writeByte(1));
                out.writeVarint(c.claim()).writeVarint(c.coupon()).writeVarint(c.version()).writeVarint(c.many());
                out.writeVarint(c.each());
            }
            case GiveBack c -> {
                out.writeByte(2).writeVarint(c.coupon()).writeVarint(c.version()).writeBoolean(c.piece());
                out.writeVarint(c.each()).writeVarint(c.cost()).writeSigned(c.takenAt());
            }
            case TakeByCode c -> {
                c.to().write(out.writeByte(3));
                out.writeVarint(c.claim()).writeVarint(c.coupon()).writeVarint(c.version()).writeVarint(c.serial());
                out.writeVarint(c.each());
            }
            case MakeCodes c -> out.writeByte(4).writeVarint(c.coupon()).writeVarint(c.count());
            case Lease c -> {
                c.slice().write(out.writeByte(8));
                c.before().writeFields(out);
                out.writeVarint(c.least()).writeVarint(c.needed()).writeVarint(c.each());
            }
            case Return c -> c.writeFields(out.writeByte(9));
        }
    }

    static BudgetCommand read(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new Take(EntityName.read(in), in.readVarint(), in.readCount(), in.readCount(), in.readVarint(),
                    in.readVarint());
            case 2 -> new GiveBack(in.readCount(), in.readCount(), in.readBoolean(), in.readVarint(), in.readVarint(),
                    in.readSigned());
            case 3 -> new TakeByCode(EntityName.read(in), in.readVarint(), in.readCount(), in.readCount(),
                    in.readVarint(), in.readVarint());
            case 4 -> new MakeCodes(in.readCount(), in.readVarint());
            case 8 -> new Lease(EntityName.read(in), Return.readFields(in), in.readVarint(), in.readVarint(),
                    in.readVarint());
            case 9 -> Return.readFields(in);
            default -> throw new MalformedBytesException(
                    "expected the number of a command to a budget, but found " + number);
        };
    }
}
