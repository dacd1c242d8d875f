package org.guildhall.core.stock;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;

/** What happened to a stock. The codes that came stand in the command of the same entry. */
sealed interface StockEvent {
    /** What follows happened at this moment; it never goes back. */
    record TimePassed(long moment) implements StockEvent {}

    record Added(long pieces) implements StockEvent {}

    record Withdrawn(long pieces) implements StockEvent {}

    /** @param code the number of the code that was given, 0 for a piece that is only counted */
    record Issued(long claim, long code) implements StockEvent {}

    /** @param again whether it can be given to somebody else */
    record Returned(boolean again) implements StockEvent {}

    /** Whether it is time to order more has changed. */
    record Reorder(boolean now, long left) implements StockEvent {}

    /** The numbers are stored: never change or reuse one. */
    static void write(ByteWriter out, StockEvent event) {
        switch (event) {
            case TimePassed e -> out.writeByte(1).writeSigned(e.moment());
            case Added e -> out.writeByte(2).writeVarint(e.pieces());
            case Withdrawn e -> out.writeByte(3).writeVarint(e.pieces());
            case Issued e -> out.writeByte(4).writeVarint(e.claim()).writeVarint(e.code());
            case Returned e -> out.writeByte(5).writeBoolean(e.again());
            case Reorder e -> out.writeByte(6).writeBoolean(e.now()).writeVarint(e.left());
        }
    }

    static StockEvent read(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new TimePassed(in.readSigned());
            case 2 -> new Added(in.readVarint());
            case 3 -> new Withdrawn(in.readVarint());
            case 4 -> new Issued(in.readVarint(), in.readVarint());
            case 5 -> new Returned(in.readBoolean());
            case 6 -> new Reorder(in.readBoolean(), in.readVarint());
            default -> throw new MalformedBytesException(
                    "expected the number of an event of a stock, but found " + number);
        };
    }
}
