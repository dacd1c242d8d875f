package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;

/**
 * Terms as they are appended to every partition: the full text.
 *
 * @param from the moment they hold from, epoch milliseconds
 */
public record PublishedTerms(String programme, long from, String text, int withdrawals) implements TermsRecord {
    static final int FIRST = 1;
    static final int AFTER_WITHDRAWALS = 3;

    /** Terms of a programme none of which were withdrawn. */
    public PublishedTerms(String programme, long from, String text) {
        this(programme, from, text, 0);
    }

    @Override
    public byte[] encode() {
        ByteWriter out = new ByteWriter(text.length() + 64)
                .writeByte(withdrawals == 0 ? FIRST : AFTER_WITHDRAWALS)
                .writeText(programme)
                .writeSigned(from)
                .writeText(text);
        return withdrawals == 0 ? out.toByteArray() : out.writeVarint(withdrawals).toByteArray();
    }
}
