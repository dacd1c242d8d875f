package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;

/**
 * Terms as they are appended to every partition: the full text.
 *
 * @param from the moment they hold from, epoch milliseconds
 */
public record PublishedTerms(String programme, long from, String text) {
    private static final int RECORD = 1;

    public byte[] encode() {
        return new ByteWriter(text.length() + 64)
                .writeByte(RECORD)
                .writeText(programme)
                .writeSigned(from)
                .writeText(text)
                .toByteArray();
    }

    public static PublishedTerms decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int record = in.readByte();
        if (record != RECORD) {
            throw new MalformedBytesException("expected terms in form " + RECORD + ", but found " + record);
        }
        return new PublishedTerms(in.readText(), in.readSigned(), in.readText());
    }
}
