package org.guildhall.core.member;

import org.guildhall.core.codec.ByteWriter;

/**
 * That the latest terms of a programme don't come, as it is appended to every partition.
 *
 * @param from the moment they would have held from, epoch milliseconds
 */
public record WithdrawnTerms(String programme, long from, int withdrawals) implements TermsRecord {
    static final int FORM = 2;

    @Override
    public byte[] encode() {
        return new ByteWriter(64)
                .writeByte(FORM)
                .writeText(programme)
                .writeSigned(from)
                .writeVarint(withdrawals)
                .toByteArray();
    }
}
