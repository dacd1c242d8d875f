package org.guildhall.core.member;

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
import org.guildhall.core.remembered.Remembered;
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

    /** What came of the command: work over several entities has only begun. */
    Remembered.Came came() {
        if (refusal != null) {
            return Remembered.Came.REFUSED;
        }
        return switch ((MemberCommand) command.body()) {
            case MemberCommand.Transfer transfer -> Remembered.Came.BEGUN;
            case MemberCommand.Merge merge -> Remembered.Came.BEGUN;
            case MemberCommand.Claim claim when events.stream().anyMatch(Entry::asksStock) -> Remembered.Came.BEGUN;
            case MemberCommand.ClaimCoupon claim when events.stream().anyMatch(Entry::asksBudgets) ->
                    Remembered.Came.BEGUN;
            case MemberCommand.ClaimByCode claim when events.stream().anyMatch(Entry::asksBudgets) ->
                    Remembered.Came.BEGUN;
            case MemberCommand.ClaimByUniqueCode claim -> Remembered.Came.BEGUN;
            case MemberCommand.GrantCoupon grant when events.stream().anyMatch(Entry::asksBudgets) ->
                    Remembered.Came.BEGUN;
            case MemberCommand.HandOnCoupon handOn -> Remembered.Came.BEGUN;
            default -> Remembered.Came.ACCEPTED;
        };
    }

    private static boolean asksBudgets(MemberEvent event) {
        return event instanceof MemberEvent.CouponChanged changed
                && changed.why() == MemberEvent.CouponChanged.Why.ASKED;
    }

    /** The number, or that the command recorded an activity that is not kept. */
    long numberKept() {
        boolean notKept = number == 0 && refusal == null && command.body() instanceof MemberCommand.Record;
        return notKept ? Remembered.NOT_KEPT : number;
    }

    private static boolean asksStock(MemberEvent event) {
        return event instanceof MemberEvent.ClaimChanged changed
                && changed.why() == MemberEvent.ClaimChanged.Why.ASKED;
    }

    byte[] encode(ByteWriter out) {
        out.reset().writeByte(RECORD).writeVarint(SEMANTICS).writeVarint(version);
        out.writeByte(command.origin().number()).writeText(command.id());
        out.writeSigned(command.at()).writeSigned(command.received() - command.at());
        content.writeBody(out);
        PastRefusal.write(out, refusal);
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
        Refusal refusal = PastRefusal.read(in);
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
}
