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
 * One entry of the journal of an offer's budgets.
 *
 * @param time of the budgets from then on, epoch milliseconds
 */
record BudgetEntry(
        long version,
        Command command,
        @Nullable Refusal refusal,
        long time,
        List<BudgetState.Used> used,
        List<BudgetState.OfCodes> codes,
        List<Message> messages) {
    /** The form of an entry about no codes, whose command is a message; and of one about codes. */
    private static final int RECORD = 1;
    private static final int OF_CODES = 2;

    BudgetCommand body() {
        return (BudgetCommand) command.body();
    }

    byte[] encode(ByteWriter out, Replies replies) {
        boolean ofCodes = !(body() instanceof BudgetCommand.Take || body() instanceof BudgetCommand.GiveBack);
        out.reset().writeByte(ofCodes ? OF_CODES : RECORD).writeVarint(version).writeText(command.id());
        out.writeSigned(command.at());
        if (ofCodes) {
            out.writeByte(command.origin().number()).writeSigned(command.received() - command.at());
        }
        BudgetCommand.write(out, body());
        PastRefusal.write(out, refusal);
        out.writeSigned(time).writeVarint(used.size());
        used.forEach(change -> change.write(out));
        if (ofCodes) {
            out.writeVarint(codes.size());
            codes.forEach(change -> change.write(out));
        }
        out.writeVarint(messages.size());
        messages.forEach(message -> replies.write(out, message.command()));
        return out.toByteArray();
    }

    static BudgetEntry decode(EntityName name, byte[] bytes, Replies replies) {
        ByteReader in = new ByteReader(bytes);
        int record = in.readByte();
        if (record != RECORD && record != OF_CODES) {
            throw new MalformedBytesException("expected a budget's entry in form " + RECORD + " or " + OF_CODES
                    + ", but found " + record);
        }
        boolean ofCodes = record == OF_CODES;
        long version = in.readVarint();
        String id = in.readText();
        long at = in.readSigned();
        Origin origin = ofCodes ? Origin.of(in.readByte()) : Origin.MESSAGE;
        long received = ofCodes ? in.readSigned() + at : at;
        Command command = new Command(name, id, at, received, origin, BudgetCommand.read(in));
        Refusal refusal = PastRefusal.read(in);
        long time = in.readSigned();
        int changes = in.readCount();
        List<BudgetState.Used> used = new ArrayList<>(Math.min(changes, in.remaining()));
        for (int i = 0; i < changes; i++) {
            used.add(BudgetState.Used.read(in));
        }
        int codeChanges = ofCodes ? in.readCount() : 0;
        List<BudgetState.OfCodes> codes = new ArrayList<>(Math.min(codeChanges, in.remaining()));
        for (int i = 0; i < codeChanges; i++) {
            codes.add(BudgetState.OfCodes.read(in));
        }
        int count = in.readCount();
        List<Message> messages = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            messages.add(new Message(replies.read(in)));
        }
        if (in.remaining() > 0) {
            throw new MalformedBytesException(
                    "expected the end of the entry, but found " + in.remaining() + " more bytes");
        }
        return new BudgetEntry(version, command, refusal, time, used, codes, messages);
    }
}
