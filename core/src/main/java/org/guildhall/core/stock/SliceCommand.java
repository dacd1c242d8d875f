package org.guildhall.core.stock;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;

/** What a slice of an offer's budgets is asked and told. */
public sealed interface SliceCommand extends Command.Body {
    /** A member of its shard claims coupons, all or none; a message. */
    record Take(BudgetCommand.Take asked) implements SliceCommand {}

    /**
     * The owner of the budgets answers; a message.
     *
     * @param coupons how many the slice may give, of a version of a coupon; 0 where there are none
     * @param by the version of the offer by whose budgets they were counted
     * @param leasedAt to the stretches of which moment they were counted, epoch milliseconds
     * @param from when the latest of those stretches begins
     * @param until when they go back
     */
    record Leased(int coupon, int version, long coupons, int by, long leasedAt, long from, long until)
            implements
                SliceCommand {}

    /** What is due; from a timer. */
    record Advance() implements SliceCommand {}

    /** The numbers are stored: never change or reuse one. */
    static void write(ByteWriter out, SliceCommand body) {
        switch (body) {
            case Take c -> BudgetCommand.write(out.writeByte(1), c.asked());
            case Leased c -> {
                out.writeByte(2).writeVarint(c.coupon()).writeVarint(c.version()).writeVarint(c.coupons());
                out.writeVarint(c.by()).writeSigned(c.leasedAt()).writeSigned(c.from()).writeMoment(c.until());
            }
            case Advance c -> out.writeByte(3);
        }
    }

    static SliceCommand read(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new Take((BudgetCommand.Take) BudgetCommand.read(in));
            case 2 -> new Leased(in.readCount(), in.readCount(), in.readVarint(), in.readCount(), in.readSigned(),
                    in.readSigned(), in.readMoment());
            case 3 -> new Advance();
            default -> throw new MalformedBytesException(
                    "expected the number of a command to a slice, but found " + number);
        };
    }
}
