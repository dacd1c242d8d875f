package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a member's journal: the command, its outcome and everything that happened.
 *
 * @param version of the member after it
 * @param content the command's
 * @param refusal why the command was refused; null for an accepted one
 * @param forgetAt until when the command's id is remembered; {@link Lot#AVAILABLE} for one that is not remembered
 * @param number of the kept activity or spend that the command made, 0 for none
 */
record Entry(
        long version,
        Command command,
        Content content,
        @Nullable Refusal refusal,
        long forgetAt,
        long number,
        List<MemberEvent> events,
        List<Message> messages) {

    /** The version of the record's form. */
    private static final int RECORD = 1;

    /** The version of the engine's semantics: raised when the same command would be decided otherwise. */
    static final int SEMANTICS = 1;

    /** What came of the command: work over several members has only begun. */
    Remembered.Came came() {
        if (refusal != null) {
            return Remembered.Came.REFUSED;
        }
        return command.body() instanceof MemberCommand.Transfer || command.body() instanceof MemberCommand.Merge
                ? Remembered.Came.BEGUN
                : Remembered.Came.ACCEPTED;
    }

    byte[] encode(ByteWriter out) {
        out.reset().writeByte(RECORD).writeVarint(SEMANTICS).writeVarint(version);
        out.writeByte(command.origin().number()).writeText(command.id());
        out.writeSigned(command.at()).writeSigned(command.received() - command.at());
        content.writeBody(out);
        writeRefusal(out, refusal);
        Lot.writeMoment(out, forgetAt);
        out.writeVarint(number).writeVarint(events.size());
        for (MemberEvent event : events) {
            EventCodec.write(out, event);
        }
        out.writeVarint(messages.size());
        for (Message message : messages) {
            CommandCodec.write(out, message.command());
        }
        return out.toByteArray();
    }

    static Entry decode(EntityName name, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int record = in.readByte();
        if (record != RECORD) {
            throw new MalformedBytesException("expected an entry in form " + RECORD + ", but found " + record);
        }
        int semantics = in.readCount();
        if (semantics > SEMANTICS) {
            throw new MalformedBytesException(
                    "expected semantics of at most version " + SEMANTICS + ", but found " + semantics);
        }
        long version = in.readVarint();
        Origin origin = Origin.of(in.readByte());
        String id = in.readText();
        long at = in.readSigned();
        long received = in.readSigned() + at;
        int bodyFrom = in.position();
        Command command = new Command(name, id, at, received, origin, CommandCodec.readBody(in));
        Content content = Content.of(at, bytes, bodyFrom, in.position());
        Refusal refusal = readRefusal(in);
        long forgetAt = Lot.readMoment(in);
        long number = in.readVarint();
        int eventCount = CommandCodec.size(in);
        List<MemberEvent> events = new ArrayList<>(eventCount);
        for (int i = 0; i < eventCount; i++) {
            events.add(EventCodec.read(in, command));
        }
        int messageCount = CommandCodec.size(in);
        List<Message> messages = new ArrayList<>(messageCount);
        for (int i = 0; i < messageCount; i++) {
            messages.add(new Message(CommandCodec.read(in)));
        }
        if (in.remaining() > 0) {
            throw new MalformedBytesException(
                    "expected the end of the entry, but found " + in.remaining() + " more bytes");
        }
        return new Entry(version, command, content, refusal, forgetAt, number, events, messages);
    }

    private static void writeRefusal(ByteWriter out, @Nullable Refusal refusal) {
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

    private static @Nullable Refusal readRefusal(ByteReader in) {
        String code = in.readText();
        if (code.isEmpty()) {
            return null;
        }
        int size = CommandCodec.size(in);
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

    /** A refusal as the journal remembers it. */
    record PastRefusal(String code, Map<String, Fact> facts) implements Refusal {}
}
