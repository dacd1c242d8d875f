package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.PastRefusal;
import org.guildhall.core.entity.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a stock's journal.
 *
 * @param content a hash of what the command says
 * @param forgetAt until when the command's id is remembered; {@link Long#MIN_VALUE} for one that is not
 */
record StockEntry(
        long version,
        Command command,
        long content,
        @Nullable Refusal refusal,
        long forgetAt,
        List<StockEvent> events,
        List<Message> messages) {
    private static final int RECORD = 1;

    StockCommand body() {
        return (StockCommand) command.body();
    }

    byte[] encode(ByteWriter out, Replies replies) {
        out.reset().writeByte(RECORD).writeVarint(version).writeByte(command.origin().number());
        out.writeText(command.id()).writeSigned(command.at()).writeSigned(command.received() - command.at());
        StockCommand.write(out, body());
        out.writeLong(content);
        PastRefusal.write(out, refusal);
        out.writeMoment(forgetAt).writeVarint(events.size());
        events.forEach(event -> StockEvent.write(out, event));
        out.writeVarint(messages.size());
        messages.forEach(message -> replies.write(out, message.command()));
        return out.toByteArray();
    }

    static StockEntry decode(EntityName name, byte[] bytes, Replies replies) {
        ByteReader in = new ByteReader(bytes);
        int record = in.readByte();
        if (record != RECORD) {
            throw new MalformedBytesException("expected a stock's entry in form " + RECORD + ", but found " + record);
        }
        long version = in.readVarint();
        Origin origin = Origin.of(in.readByte());
        String id = in.readText();
        long at = in.readSigned();
        long received = in.readSigned() + at;
        Command command = new Command(name, id, at, received, origin, StockCommand.read(in));
        long content = in.readLong();
        Refusal refusal = PastRefusal.read(in);
        long forgetAt = in.readMoment();
        int eventCount = in.readCount();
        List<StockEvent> events = new ArrayList<>(Math.min(eventCount, in.remaining()));
        for (int i = 0; i < eventCount; i++) {
            events.add(StockEvent.read(in));
        }
        int messageCount = in.readCount();
        List<Message> messages = new ArrayList<>(Math.min(messageCount, in.remaining()));
        for (int i = 0; i < messageCount; i++) {
            messages.add(new Message(replies.read(in)));
        }
        if (in.remaining() > 0) {
            throw new MalformedBytesException(
                    "expected the end of the entry, but found " + in.remaining() + " more bytes");
        }
        return new StockEntry(version, command, content, refusal, forgetAt, events, messages);
    }
}
