package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.MalformedBytesException;

/**
 * What is appended to every partition of a programme's terms: that some are published, or that some are withdrawn. No two records
 * of a programme have the same bytes, since each says how many were withdrawn before it. The forms are stored: never change or
 * reuse one.
 */
public sealed interface TermsRecord permits PublishedTerms, WithdrawnTerms {
    String programme();

    /** The moment the terms hold from, or would have held from, epoch milliseconds. */
    long from();

    /** How many terms of the programme were withdrawn before. */
    int withdrawals();

    byte[] encode();

    /** @throws MalformedBytesException for bytes of another form */
    static TermsRecord decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int form = in.readByte();
        return switch (form) {
            case PublishedTerms.FIRST -> new PublishedTerms(in.readText(), in.readSigned(), in.readText());
            case WithdrawnTerms.FORM -> new WithdrawnTerms(in.readText(), in.readSigned(), in.readCount());
            case PublishedTerms.AFTER_WITHDRAWALS ->
                    new PublishedTerms(in.readText(), in.readSigned(), in.readText(), in.readCount());
            default -> throw new MalformedBytesException("expected terms in form " + PublishedTerms.FIRST + " to "
                    + PublishedTerms.AFTER_WITHDRAWALS + ", but found " + form);
        };
    }
}
