package org.guildhall.runtime.conformance;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;

/** What can be asked of a toy counter. Their effects commute, so that only what happened matters, not in which order. */
public sealed interface ToyBody extends Command.Body {
    /** Adds; 0 is refused. */
    record Add(long amount) implements ToyBody {}

    /** Takes away here and adds there; the receiver passes it on {@code hops} times, each time to the next key. */
    record Send(long key, long amount, int hops) implements ToyBody {}

    /** What a {@link Send} makes arrive; 0 changes nothing and leaves no entry. */
    record Receive(long amount, int hops) implements ToyBody {}

    /** Adds once the moment has come (epoch milliseconds). */
    record Later(long amount, long moment) implements ToyBody {}

    /** Adds to a number kept in a page; adding 0 drops the page. */
    record Note(long page, long amount) implements ToyBody {}

    /** Brings what is due. */
    record Advance() implements ToyBody {}

    /** Makes the machine throw. */
    record Burst() implements ToyBody {}

    default void write(ByteWriter out) {
        switch (this) {
            case Add add -> out.writeByte(1).writeSigned(add.amount);
            case Send send -> out.writeByte(2).writeLong(send.key).writeSigned(send.amount).writeVarint(send.hops);
            case Receive receive -> out.writeByte(3).writeSigned(receive.amount).writeVarint(receive.hops);
            case Later later -> out.writeByte(4).writeSigned(later.amount).writeSigned(later.moment);
            case Note note -> out.writeByte(5).writeVarint(note.page).writeSigned(note.amount);
            case Advance advance -> out.writeByte(6);
            case Burst burst -> out.writeByte(7);
        }
    }

    static ToyBody read(ByteReader in) {
        int type = in.readByte();
        return switch (type) {
            case 1 -> new Add(in.readSigned());
            case 2 -> new Send(in.readLong(), in.readSigned(), in.readCount());
            case 3 -> new Receive(in.readSigned(), in.readCount());
            case 4 -> new Later(in.readSigned(), in.readSigned());
            case 5 -> new Note(in.readVarint(), in.readSigned());
            case 6 -> new Advance();
            case 7 -> new Burst();
            default -> throw new MalformedBytesException("expected a toy body, but found " + type);
        };
    }
}
