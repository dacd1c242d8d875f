package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;

/** What can be asked of a stock. */
public sealed interface StockCommand extends Command.Body {
    /** More pieces of a stock that only counts them. */
    record AddPieces(long amount, String reason) implements StockCommand {}

    /** More pieces, each a code that no other ever was in this stock. */
    record AddCodes(List<String> codes) implements StockCommand {
        public AddCodes {
            codes = List.copyOf(codes);
        }

        /** Codes are worth money to whoever reads them. */
        @Override
        public String toString() {
            return "AddCodes[" + codes.size() + " codes]";
        }
    }

    /** So many pieces that were not given to anybody are taken out; of codes, those that came last. */
    record Withdraw(long amount, String reason) implements StockCommand {}

    /** A message: a piece for a member's claim of this number. */
    record Issue(EntityName to, long claim) implements StockCommand {}

    /**
     * A message: a piece that was given out is of no use there any more.
     *
     * @param code the code that it is; empty for one that is only counted, which can then be given to somebody else
     */
    record Return(String code) implements StockCommand {
        @Override
        public String toString() {
            return "Return[]";
        }
    }

    /** The numbers are stored: never change or reuse one. */
    static void write(ByteWriter out, StockCommand body) {
        switch (body) {
            case AddPieces c -> out.writeByte(1).writeSigned(c.amount()).writeText(c.reason());
            case AddCodes c -> {
                out.writeByte(2).writeVarint(c.codes().size());
                c.codes().forEach(out::writeText);
            }
            case Withdraw c -> out.writeByte(3).writeSigned(c.amount()).writeText(c.reason());
            case Issue c -> {
                c.to().write(out.writeByte(4));
                out.writeVarint(c.claim());
            }
            case Return c -> out.writeByte(5).writeText(c.code());
        }
    }

    static StockCommand read(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new AddPieces(in.readSigned(), in.readText());
            case 2 -> new AddCodes(texts(in));
            case 3 -> new Withdraw(in.readSigned(), in.readText());
            case 4 -> new Issue(EntityName.read(in), in.readVarint());
            case 5 -> new Return(in.readText());
            default -> throw new MalformedBytesException(
                    "expected the number of a command to a stock, but found " + number);
        };
    }

    private static List<String> texts(ByteReader in) {
        int size = in.readCount();
        List<String> texts = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            texts.add(in.readText());
        }
        return texts;
    }
}
