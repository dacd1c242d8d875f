package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.MalformedBytesException;

/**
 * What is appended to every partition of a programme's terms and offers: that some are published, or withdrawn, paused or stopped.
 * No two records of a programme have the same bytes, since each says how many changes of its kind there were before. The forms
 * are stored: never change or reuse one.
 */
public sealed interface TermsRecord permits PublishedTerms, WithdrawnTerms, PublishedOffer, TurnedOffer {
    String programme();

    /** The moment that it holds from, or would have held from, epoch milliseconds. */
    long from();

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
            case PublishedOffer.FORM ->
                    new PublishedOffer(in.readText(), in.readSigned(), in.readCount(), in.readText());
            case TurnedOffer.FORM -> TurnedOffer.read(in);
            default -> throw new MalformedBytesException("expected terms in form " + PublishedTerms.FIRST + " to "
                    + TurnedOffer.FORM + ", but found " + form);
        };
    }
}
