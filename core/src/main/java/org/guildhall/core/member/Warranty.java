package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;

/**
 * What was promised about an order.
 *
 * @param order the id of the order
 * @param benefit the symbol of the benefit
 * @param source what gave it: the name of a plan or a tier, empty for a grant
 * @param waitsFor the kind of fulfilment from which on it runs, 0 for the order itself
 * @param period how long it runs, as the order was made
 * @param from when it began; {@link Lot#NEVER} before
 * @param until when it ends, or ended; {@link Lot#NEVER} before it began
 * @param keptUntil when it is forgotten
 * @param returned whether what was covered was taken back
 * @param claims how many there were, less those that were cancelled
 * @param lines what of the order is covered; empty for an order without lines, which is covered whole
 */
record Warranty(
        String order,
        int benefit,
        String source,
        int waitsFor,
        Period period,
        long from,
        long until,
        long keptUntil,
        boolean returned,
        long claims,
        List<Line> lines) {
    private static final PeriodUnit[] UNITS = PeriodUnit.values();

    /**
     * A line that is covered.
     *
     * @param index in the order, from 0
     * @param quantity what is left of it
     */
    record Line(int index, String product, long quantity) {}

    boolean begun() {
        return from != Lot.NEVER;
    }

    /** Whether it covers a product, or anything at all where that is empty. */
    boolean covers(String product) {
        return lines.isEmpty()
                ? product.isEmpty()
                : lines.stream()
                        .anyMatch(line -> line.quantity() > 0
                                && (product.isEmpty() || line.product().equals(product)));
    }

    Warranty begun(long moment, long end, long kept) {
        return new Warranty(order, benefit, source, waitsFor, period, moment, end, kept, returned, claims, lines);
    }

    Warranty claimed(int more) {
        return new Warranty(order, benefit, source, waitsFor, period, from, until, keptUntil, returned, claims + more,
                lines);
    }

    /** With what is left of each line of the order. */
    Warranty left(Activity order) {
        List<Line> left = new ArrayList<>(lines.size());
        for (Line line : lines) {
            left.add(new Line(line.index(), line.product(),
                    order.lines().get(line.index()).number(KnownField.QUANTITY.symbol(), 1)));
        }
        return new Warranty(this.order, benefit, source, waitsFor, period, from, until, keptUntil, returned, claims,
                left);
    }

    Warranty ended(long moment, long kept) {
        return new Warranty(order, benefit, source, waitsFor, period, from, moment, kept, true, claims, lines);
    }

    void writeRow(ByteWriter out) {
        out.writeSigned(keptUntil).writeText(order).writeText(source).writeVarint(waitsFor);
        out.writeVarint(period.amount()).writeByte(period.unit().ordinal());
        Lot.writeMoment(out, from);
        Lot.writeMoment(out, until);
        out.writeBoolean(returned).writeVarint(claims).writeVarint(lines.size());
        for (Line line : lines) {
            out.writeVarint(line.index()).writeText(line.product()).writeVarint(line.quantity());
        }
    }

    /** The one figure that forgetting looks at; it stands first. */
    static long keptUntil(ByteReader in) {
        return in.readSigned();
    }

    static Warranty fromRow(int benefit, ByteReader in) {
        long keptUntil = in.readSigned();
        String order = in.readText();
        String source = in.readText();
        int waitsFor = in.readCount();
        Period period = new Period(Math.max(1, in.readCount()), UNITS[in.readOrdinal(UNITS.length)]);
        long from = Lot.readMoment(in);
        long until = Lot.readMoment(in);
        boolean returned = in.readBoolean();
        long claims = in.readVarint();
        int size = in.readCount();
        List<Line> lines = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            lines.add(new Line(in.readCount(), in.readText(), in.readVarint()));
        }
        return new Warranty(order, benefit, source, waitsFor, period, from, until, keptUntil, returned, claims, lines);
    }
}
