package org.guildhall.core.stock;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Command;

/** How those who ask a stock are answered: the kind of entity that they are makes it. */
public interface Replies {
    /**
     * What a claim got.
     *
     * @param code empty for a piece that is only counted
     * @param refusal the code of the reason why it got nothing; empty for a piece
     */
    Command.Body issued(long claim, String code, String refusal);

    /**
     * What a claim of coupons came to.
     *
     * @param refusal the code of the reason why none are given; empty where all are
     */
    Command.Body answered(long claim, String refusal);

    void write(ByteWriter out, Command message);

    Command read(ByteReader in);
}
