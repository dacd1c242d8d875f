package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Image;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What was taken of the budgets of one offer, for the length of one decision. Opened from an image, changed only by {@link Used}s,
 * written back as a change. Used by one thread.
 */
final class BudgetState {
    private static final int FORMAT = 1;
    private static final int USED = 1;

    long version;
    long time = Long.MIN_VALUE;
    /** By budget and the stretch that it is for, what was taken and not given back. */
    private final Table used;

    /**
     * What is taken of a budget in a stretch changes.
     *
     * @param budget its symbol
     * @param period the epoch day on which the stretch begins, 0 for a lifetime
     * @param by coupons, or minor units; below 0 where they are given back
     * @param keptFrom stretches before are forgotten
     */
    record Used(int budget, long period, long by, long keptFrom) {
        void write(ByteWriter out) {
            out.writeVarint(budget).writeSigned(period).writeSigned(by).writeSigned(keptFrom);
        }

        static Used read(ByteReader in) {
            return new Used(in.readCount(), in.readSigned(), in.readSigned(), in.readSigned());
        }
    }

    private BudgetState() {
        used = Tables.none().read(USED);
    }

    private BudgetState(Image image) {
        ByteReader in = new ByteReader(image.head());
        int format = in.readByte();
        if (format != FORMAT) {
            throw new MalformedBytesException("expected budgets in format " + FORMAT + ", but found " + format);
        }
        in.readMoment();
        version = in.readVarint();
        time = in.readSigned();
        used = new Tables(in, image.pages()).read(USED);
    }

    static BudgetState open(@Nullable Image image) {
        return image == null ? new BudgetState() : new BudgetState(image);
    }

    long used(int budget, long period) {
        Row row = used.get(budget, period);
        return row == null ? 0 : row.reader().readVarint();
    }

    void apply(Used change) {
        long after = used(change.budget(), change.period()) + change.by();
        if (after < 0) {
            throw new IllegalStateException("expected at least as much taken of budget " + change.budget()
                    + " as is given back, but found " + after + " after " + change);
        }
        if (after == 0) {
            used.remove(change.budget(), change.period());
        } else {
            used.put(change.budget(), change.period(), used.contents().writeVarint(after));
        }
        Row first = used.ceiling(change.budget(), Long.MIN_VALUE);
        if (first != null && first.k1() == change.budget() && first.k2() < change.keptFrom()) {
            used.remove(first.k1(), first.k2());
        }
    }

    interface Each {
        void is(int budget, long period, long taken);
    }

    void forEach(Each each) {
        for (Row row = used.first(); row != null; row = used.next(row.k1(), row.k2())) {
            each.is((int) row.k1(), row.k2(), row.reader().readVarint());
        }
    }

    /** The head begins as that of a member does: format, next due moment, version. */
    Change change(ByteWriter out) {
        out.reset().writeByte(FORMAT).writeMoment(Long.MAX_VALUE).writeVarint(version).writeSigned(time);
        List<Change.Page> pages = new ArrayList<>(0);
        used.write(out);
        used.collectChanges(pages);
        return new Change(out.toByteArray(), pages);
    }

    void writeCanonical(ByteWriter out) {
        out.writeSigned(time);
        used.writeRows(out);
    }
}
