package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Command;
import org.guildhall.core.stock.Replies;

/** Members are who ask stocks. */
final class StockReplies implements Replies {
    @Override
    public Command.Body issued(long claim, String code, String refusal) {
        return new MemberCommand.Issued(claim, code, refusal);
    }

    @Override
    public Command.Body answered(long claim, String refusal) {
        return new MemberCommand.CouponsAnswered(claim, refusal);
    }

    @Override
    public void write(ByteWriter out, Command message) {
        CommandCodec.write(out, message);
    }

    @Override
    public Command read(ByteReader in) {
        return CommandCodec.read(in);
    }
}
