package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;

/** What a command says, encoded once: its hash tells the same id with other content, its body goes into the entry. */
final class Content {
    private static final int USUAL_BYTES = 160;

    private final ByteWriter bytes;
    private final int bodyFrom;
    private final long hash;

    private Content(ByteWriter bytes, int bodyFrom) {
        this.bytes = bytes;
        this.bodyFrom = bodyFrom;
        hash = Hashes.of(bytes.array(), 0, bytes.size());
    }

    static Content of(Command command) {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        int bodyFrom = bytes.writeSigned(command.at()).size();
        CommandCodec.writeBody(bytes, (MemberCommand) command.body());
        return new Content(bytes, bodyFrom);
    }

    /** Of a command whose body an entry holds, from one offset up to another. */
    static Content of(long at, byte[] entry, int from, int to) {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        int bodyFrom = bytes.writeSigned(at).size();
        bytes.writeRaw(entry, from, to - from);
        return new Content(bytes, bodyFrom);
    }

    long hash() {
        return hash;
    }

    void writeBody(ByteWriter out) {
        out.writeRaw(bytes.array(), bodyFrom, bytes.size() - bodyFrom);
    }
}
