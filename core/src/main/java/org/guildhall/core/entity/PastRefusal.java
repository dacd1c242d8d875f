package org.guildhall.core.entity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/** A refusal as the journal remembers it, of whichever kind of entity. */
public record PastRefusal(String code, Map<String, Fact> facts) implements Refusal {

    /** Null is that of a command that was accepted. */
    public static void write(ByteWriter out, @Nullable Refusal refusal) {
        if (refusal == null) {
            out.writeText("");
            return;
        }
        out.writeText(refusal.code()).writeVarint(refusal.facts().size());
        refusal.facts().forEach((name, value) -> {
            out.writeText(name);
            switch (value) {
                case Fact.Flag fact -> out.writeByte(fact.is() ? 2 : 1);
                case Fact.Whole fact -> out.writeByte(3).writeSigned(fact.number());
                case Fact.Text fact -> out.writeByte(4).writeText(fact.text());
                case Fact.Moment fact -> out.writeByte(5).writeSigned(fact.moment());
                case Fact.Span fact -> out.writeByte(6).writeSigned(fact.millis());
                case Fact.Points fact -> out.writeByte(7).writeText(fact.currency()).writeSigned(fact.amount());
                case Fact.Money fact -> out.writeByte(8).writeSigned(fact.minor());
            }
        });
    }

    public static @Nullable Refusal read(ByteReader in) {
        String code = in.readText();
        if (code.isEmpty()) {
            return null;
        }
        int size = in.readCount();
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = in.readText();
            int kind = in.readByte();
            facts.put(
                    name,
                    switch (kind) {
                        case 1 -> new Fact.Flag(false);
                        case 2 -> new Fact.Flag(true);
                        case 3 -> new Fact.Whole(in.readSigned());
                        case 4 -> new Fact.Text(in.readText());
                        case 5 -> new Fact.Moment(in.readSigned());
                        case 6 -> new Fact.Span(in.readSigned());
                        case 7 -> new Fact.Points(in.readText(), in.readSigned());
                        case 8 -> new Fact.Money(in.readSigned());
                        default -> throw new MalformedBytesException(
                                "expected the number of a kind of fact, but found " + kind);
                    });
        }
        return new PastRefusal(code, facts);
    }
}
