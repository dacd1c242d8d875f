package org.guildhall.core.stock;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;

/** What members ask of the budgets of an offer; each is a message. */
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
        }
    }

    static BudgetCommand read(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new Take(EntityName.read(in), in.readVarint(), in.readCount(), in.readCount(), in.readVarint(),
                    in.readVarint());
            case 2 -> new GiveBack(in.readCount(), in.readCount(), in.readBoolean(), in.readVarint(), in.readVarint(),
                    in.readSigned());
            default -> throw new MalformedBytesException(
                    "expected the number of a command to a budget, but found " + number);
        };
    }
}
