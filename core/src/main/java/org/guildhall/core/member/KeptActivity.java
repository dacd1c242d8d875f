package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * An activity that can still be taken back or fulfilled: what is left of it, and what it earned.
 *
 * @param number within the member, in the order of acceptance
 * @param id the id it was recorded with
 * @param at when it happened
 * @param day the epoch day of {@code at} in the programme's zone
 * @param keptUntil when it is forgotten, epoch milliseconds
 * @param left the activity with what is left of each line, its amount computed
 * @param original the amount before any return, minor units
 * @param amount what is left of it, minor units
 * @param taken what was taken back by value, minor units: part of the difference between original and what is left
 * @param whole whether nothing is left of it, or it never took effect
 * @param by who it was of, in bits; 0 where that was not kept yet
 */
record KeptActivity(
        long number,
        String id,
        long at,
        long day,
        long keptUntil,
        Activity left,
        long original,
        long amount,
        long taken,
        boolean whole,
        int by,
        List<Award> awards) {
    private static final int KNOWN = 1;
    private static final int MEMBER = 2;
    private static final int SUBSCRIBER = 4;

    /**
     * What one rule gave for the activity.
     *
     * @param amount what of it has not been taken back
     * @param first what was given at first
     * @param lot the lot that holds it
     * @param vestsAt the lot's, as it was opened
     * @param factor unscaled, of {@code 10^-factorScale}
     */
    record Award(
            int rule,
            int currency,
            long amount,
            long first,
            long lot,
            long vestsAt,
            long expiresAt,
            long factor,
            int factorScale) {
        Award withAmount(long newAmount) {
            return new Award(rule, currency, newAmount, first, lot, vestsAt, expiresAt, factor, factorScale);
        }

        void write(ByteWriter out) {
            out.writeVarint(rule).writeVarint(currency).writeVarint(amount).writeVarint(first).writeVarint(lot);
            Lot.writeMoment(out, vestsAt);
            Lot.writeMoment(out, expiresAt);
            out.writeVarint(factor).writeVarint(factorScale);
        }

        static Award read(ByteReader in) {
            int rule = in.readCount();
            int currency = in.readCount();
            long amount = in.readVarint();
            long first = in.readVarint();
            long lot = in.readVarint();
            long vestsAt = Lot.readMoment(in);
            long expiresAt = Lot.readMoment(in);
            return new Award(rule, currency, amount, first, lot, vestsAt, expiresAt, in.readVarint(), in.readCount());
        }
    }

    /** What of the amount counts, minor units: nothing of one that was taken back, or never took effect. */
    long counted() {
        return whole ? 0 : amount;
    }

    /** Who a member is now, as an activity keeps it. */
    static int by(Member member) {
        return KNOWN | (member.joined() ? MEMBER : 0) | (Sums.subscribes(member) ? SUBSCRIBER : 0);
    }

    /** Whether it was of a member; what is not known is taken to be as now. */
    boolean byMember(Member now) {
        return by == 0 ? now.joined() : ofMember(by);
    }

    boolean bySubscriber(Member now) {
        return by == 0 ? Sums.subscribes(now) : ofSubscriber(by);
    }

    static boolean ofMember(int by) {
        return (by & MEMBER) != 0;
    }

    static boolean ofSubscriber(int by) {
        return (by & SUBSCRIBER) != 0;
    }

    KeptActivity withAwardAmount(int index, long newAmount) {
        List<Award> changed = new ArrayList<>(awards);
        changed.set(index, changed.get(index).withAmount(newAmount));
        return new KeptActivity(number, id, at, day, keptUntil, left, original, amount, taken, whole, by, changed);
    }

    KeptActivity reduced(Activity newLeft, long newAmount, long newTaken, boolean nothingLeft) {
        return new KeptActivity(
                number, id, at, day, keptUntil, newLeft, original, newAmount, newTaken, nothingLeft, by, awards);
    }

    /** The same with other numbers, in a member who took in the one that had it. */
    KeptActivity moved(long activities, long lots) {
        List<Award> moved = new ArrayList<>(awards.size());
        for (Award a : awards) {
            moved.add(new Award(a.rule(), a.currency(), a.amount(), a.first(), a.lot() + lots, a.vestsAt(),
                    a.expiresAt(), a.factor(), a.factorScale()));
        }
        return new KeptActivity(
                number + activities, id, at, day, keptUntil, left, original, amount, taken, whole, by, moved);
    }

    void writeRow(ByteWriter out) {
        writeCanonical(out);
        if (by != 0) {
            out.writeVarint(by);
        }
    }

    /** Without who it was of, by which nothing is decided, and which rows of before don't have. */
    void writeCanonical(ByteWriter out) {
        out.writeSigned(keptUntil).writeText(id).writeSigned(at).writeSigned(day);
        left.write(out);
        out.writeVarint(original).writeVarint(amount).writeVarint(taken).writeBoolean(whole);
        out.writeVarint(awards.size());
        for (Award award : awards) {
            award.write(out);
        }
    }

    /** The one figure that forgetting looks at; it stands first. */
    static long keptUntil(ByteReader in) {
        return in.readSigned();
    }

    static KeptActivity fromRow(long number, ByteReader in) {
        long keptUntil = in.readSigned();
        String id = in.readText();
        long at = in.readSigned();
        long day = in.readSigned();
        Activity left = Activity.read(in);
        long original = in.readVarint();
        long amount = in.readVarint();
        long taken = in.readVarint();
        boolean whole = in.readBoolean();
        int size = in.readCount();
        List<Award> awards = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            awards.add(Award.read(in));
        }
        int by = in.remaining() == 0 ? 0 : in.readCount();
        return new KeptActivity(number, id, at, day, keptUntil, left, original, amount, taken, whole, by, awards);
    }
}
