package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * A spend that can still be cancelled, or points on their way to another member: from which lots they came.
 *
 * @param number within the member
 * @param keptUntil the end of the time in which it can be cancelled, epoch milliseconds
 * @param parts the lots as they were, each with the amount taken from it
 */
record KeptSpend(long number, String id, int currency, long amount, long keptUntil, boolean sent, List<Lot> parts) {

    /** The same with other numbers, in a member who took in the one that had it. */
    KeptSpend moved(long spends, long lots, long activities) {
        List<Lot> moved = new ArrayList<>(parts.size());
        for (Lot part : parts) {
            moved.add(part.moved(lots, activities));
        }
        return new KeptSpend(number + spends, id, currency, amount, keptUntil, sent, moved);
    }

    KeptSpend keptTo(long until) {
        return new KeptSpend(number, id, currency, amount, until, sent, parts);
    }

    /** The same where what would have ended with others has ended at a moment. */
    KeptSpend ended(long at) {
        List<Lot> ended = new ArrayList<>(parts.size());
        for (Lot part : parts) {
            ended.add(part.expiresAt() == Lot.TOGETHER ? part.expiring(at) : part);
        }
        return new KeptSpend(number, id, currency, amount, keptUntil, sent, ended);
    }

    void writeRow(ByteWriter out) {
        out.writeSigned(keptUntil).writeText(id).writeVarint(currency).writeVarint(amount).writeBoolean(sent);
        writeLots(out, parts);
    }

    static KeptSpend fromRow(long number, ByteReader in) {
        long keptUntil = in.readSigned();
        String id = in.readText();
        int currency = in.readCount();
        long amount = in.readVarint();
        boolean sent = in.readBoolean();
        return new KeptSpend(number, id, currency, amount, keptUntil, sent, readLots(in));
    }

    static void writeLots(ByteWriter out, List<Lot> lots) {
        out.writeVarint(lots.size());
        for (Lot lot : lots) {
            lot.write(out);
        }
    }

    static List<Lot> readLots(ByteReader in) {
        int size = in.readCount();
        List<Lot> lots = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            lots.add(Lot.read(in));
        }
        return lots;
    }
}
