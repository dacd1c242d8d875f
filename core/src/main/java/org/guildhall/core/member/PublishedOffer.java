package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;

/**
 * A version of an offer as it is appended to every partition: the full text.
 *
 * @param from since when it says what the offer is, epoch milliseconds
 * @param changes how many times offers of the programme were published, paused, resumed or stopped before
 */
public record PublishedOffer(String programme, long from, int changes, String text) implements TermsRecord {
    static final int FORM = 4;

    @Override
    public byte[] encode() {
        return new ByteWriter(text.length() + 64)
                .writeByte(FORM)
                .writeText(programme)
                .writeSigned(from)
                .writeVarint(changes)
                .writeText(text)
                .toByteArray();
    }
}
