package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.terms.Offers;

/**
 * That an offer is paused, goes on or is stopped, as it is appended to every partition.
 *
 * @param from when, epoch milliseconds
 * @param changes how many times offers of the programme were published, paused, resumed or stopped before
 */
public record TurnedOffer(String programme, long from, int changes, String offer, Offers.Life life, String reason)
        implements
            TermsRecord {
    static final int FORM = 5;
    private static final Offers.Life[] LIVES = Offers.Life.values();

    static TurnedOffer read(ByteReader in) {
        return new TurnedOffer(in.readText(), in.readSigned(), in.readCount(), in.readText(),
                LIVES[in.readOrdinal(LIVES.length)], in.readText());
    }

    @Override
    public byte[] encode() {
        return new ByteWriter(64)
                .writeByte(FORM)
                .writeText(programme)
                .writeSigned(from)
                .writeVarint(changes)
                .writeText(offer)
                .writeByte(life.ordinal())
                .writeText(reason)
                .toByteArray();
    }
}
