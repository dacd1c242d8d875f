package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;

/** What a command says, encoded once: its hash tells the same id with other content, its body goes into the entry. */
final class Content {
    private static final int USUAL_BYTES = 160;

    private final ByteWriter bytes = new ByteWriter(USUAL_BYTES);
    private final int bodyFrom;
    private final long hash;

    private Content(Command command) {
        bodyFrom = bytes.writeSigned(command.at()).size();
        CommandCodec.writeBody(bytes, (MemberCommand) command.body());
        hash = Hashes.of(bytes.array(), 0, bytes.size());
    }

    static Content of(Command command) {
        return new Content(command);
    }

    long hash() {
        return hash;
    }

    void writeBody(ByteWriter out) {
        out.writeRaw(bytes.array(), bodyFrom, bytes.size() - bodyFrom);
    }
}
