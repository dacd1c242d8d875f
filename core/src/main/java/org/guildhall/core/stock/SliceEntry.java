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
import org.guildhall.core.stock.SliceState.Happened;

/**
 * One entry of the journal of a slice.
 *
 * @param time of the slice from then on, epoch milliseconds
 */
record SliceEntry(long version, Command command, long time, List<Happened> happened, List<Message> messages) {
    private static final int RECORD = 1;

    SliceCommand body() {
        return (SliceCommand) command.body();
    }

    byte[] encode(ByteWriter out, Replies replies) {
        out.reset().writeByte(RECORD).writeVarint(version).writeText(command.id()).writeSigned(command.at());
        out.writeByte(command.origin().number());
        SliceCommand.write(out, body());
        out.writeSigned(time).writeVarint(happened.size());
        happened.forEach(one -> Happened.write(out, one));
        out.writeVarint(messages.size());
        messages.forEach(message -> replies.write(out, message.command()));
        return out.toByteArray();
    }

    static SliceEntry decode(EntityName name, byte[] bytes, Replies replies) {
        ByteReader in = new ByteReader(bytes);
        int record = in.readByte();
        if (record != RECORD) {
            throw new MalformedBytesException("expected a slice's entry in form " + RECORD + ", but found " + record);
        }
        long version = in.readVarint();
        String id = in.readText();
        long at = in.readSigned();
        Command command = new Command(name, id, at, at, Origin.of(in.readByte()), SliceCommand.read(in));
        long time = in.readSigned();
        int count = in.readCount();
        List<Happened> happened = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            happened.add(Happened.read(in));
        }
        int sent = in.readCount();
        List<Message> messages = new ArrayList<>(Math.min(sent, in.remaining()));
        for (int i = 0; i < sent; i++) {
            messages.add(new Message(replies.read(in)));
        }
        if (in.remaining() > 0) {
            throw new MalformedBytesException(
                    "expected the end of the entry, but found " + in.remaining() + " more bytes");
        }
        return new SliceEntry(version, command, time, happened, messages);
    }
}
