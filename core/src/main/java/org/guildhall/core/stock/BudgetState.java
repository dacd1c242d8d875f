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
    /** The form of those without codes, and that of those with. */
    private static final int FORMAT = 1;
    private static final int WITH_CODES = 2;
    private static final int USED = 1;
    private static final int CODES = 2;
    private static final int BATCHES = 3;
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCK = BLOCK_BYTES * Byte.SIZE;
    /** Before the blocks of a coupon's codes. */
    private static final long COUNTS = -1;

    long version;
    long time = Long.MIN_VALUE;
    /** By budget and the stretch that it is for, what was taken and not given back. */
    private final Table used;
    /** By coupon: how many codes were made and how many are used; then by each block of serials, the bits of the used ones. */
    private final Table codes;
    /** By a hash of the id of the command that made them, codes that were made together; kept for good. */
    private final Table batches;

    /** How many codes of a coupon there are: {@code made = used + free}. */
    record Counts(long made, long used) {
        static final Counts NONE = new Counts(0, 0);

        Counts {
            if (used < 0 || used > made) {
                throw new IllegalStateException(
                        "expected no more codes used than the " + made + " that were made, but found " + used);
            }
        }
    }

    /** Something that becomes of codes. */
    sealed interface OfCodes {
        /** The numbers are stored: never change or reuse one. */
        default void write(ByteWriter out) {
            switch (this) {
                case Made made -> {
                    out.writeByte(1).writeLong(made.id()).writeLong(made.content());
                    out.writeVarint(made.coupon()).writeVarint(made.first()).writeVarint(made.count());
                }
                case CodeUsed one -> out.writeByte(2).writeVarint(one.coupon()).writeVarint(one.serial());
            }
        }

        static OfCodes read(ByteReader in) {
            int number = in.readByte();
            return switch (number) {
                case 1 -> new Made(in.readLong(), in.readLong(), in.readCount(), in.readVarint(), in.readVarint());
                case 2 -> new CodeUsed(in.readCount(), in.readVarint());
                default -> throw new MalformedBytesException(
                        "expected the number of what becomes of codes, but found " + number);
            };
        }
    }

    /**
     * Codes are made.
     *
     * @param id a hash of that of the command
     * @param content a hash of what the command says
     * @param first their first serial; the others follow it
     */
    record Made(long id, long content, int coupon, long first, long count) implements OfCodes {}

    /** A code is used for good. */
    record CodeUsed(int coupon, long serial) implements OfCodes {}

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
        Tables tables = Tables.none();
        used = tables.read(USED);
        codes = tables.read(CODES);
        batches = tables.read(BATCHES);
    }

    private BudgetState(Image image) {
        ByteReader in = new ByteReader(image.head());
        int format = in.readByte();
        if (format != FORMAT && format != WITH_CODES) {
            throw new MalformedBytesException(
                    "expected budgets in format " + FORMAT + " or " + WITH_CODES + ", but found " + format);
        }
        in.readMoment();
        version = in.readVarint();
        time = in.readSigned();
        Tables tables = new Tables(in, image.pages());
        used = tables.read(USED);
        codes = format == WITH_CODES ? tables.read(CODES) : tables.empty(CODES);
        batches = format == WITH_CODES ? tables.read(BATCHES) : tables.empty(BATCHES);
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

    Counts codes(int coupon) {
        Row row = codes.get(coupon, COUNTS);
        return row == null ? Counts.NONE : counts(row);
    }

    private static Counts counts(Row row) {
        ByteReader in = row.reader();
        return new Counts(in.readVarint(), in.readVarint());
    }

    boolean codeUsed(int coupon, long serial) {
        Row row = codes.get(coupon, block(serial));
        return row != null && (row.reader().readBytes()[place(serial)] & bit(serial)) != 0;
    }

    private static long block(long serial) {
        return (serial - 1) / BLOCK;
    }

    private static int place(long serial) {
        return (int) ((serial - 1) % BLOCK / Byte.SIZE);
    }

    private static int bit(long serial) {
        return 1 << (serial - 1) % Byte.SIZE;
    }

    /** What the command of an id made; null for none. */
    @Nullable
    Made made(long id) {
        Row row = batches.get(id, 0);
        if (row == null) {
            return null;
        }
        ByteReader in = row.reader();
        return new Made(id, in.readLong(), in.readCount(), in.readVarint(), in.readVarint());
    }

    void apply(OfCodes change) {
        switch (change) {
            case Made made -> {
                Counts before = codes(made.coupon());
                if (made.first() != before.made() + 1 || made(made.id()) != null) {
                    throw new IllegalStateException(
                            "expected codes from " + (before.made() + 1) + ", but found " + made);
                }
                count(made.coupon(), new Counts(before.made() + made.count(), before.used()));
                ByteWriter row = batches.contents();
                row.writeLong(made.content()).writeVarint(made.coupon()).writeVarint(made.first());
                batches.put(made.id(), 0, row.writeVarint(made.count()));
            }
            case CodeUsed(int coupon, long serial) -> {
                Counts before = codes(coupon);
                if (serial > before.made() || codeUsed(coupon, serial)) {
                    throw new IllegalStateException("expected a code that was made and not used, but found " + change);
                }
                Row row = codes.get(coupon, block(serial));
                byte[] bits = row == null ? new byte[BLOCK_BYTES] : row.reader().readBytes();
                bits[place(serial)] |= (byte) bit(serial);
                codes.put(coupon, block(serial), codes.contents().writeBytes(bits));
                count(coupon, new Counts(before.made(), before.used() + 1));
            }
        }
    }

    private void count(int coupon, Counts counts) {
        codes.put(coupon, COUNTS, codes.contents().writeVarint(counts.made()).writeVarint(counts.used()));
    }

    interface EachCoupon {
        void is(int coupon, long made, long used);
    }

    void forEachCoupon(EachCoupon each) {
        for (Row row = codes.first(); row != null; row = codes.ceiling(row.k1() + 1, COUNTS)) {
            Counts counts = counts(row);
            each.is((int) row.k1(), counts.made(), counts.used());
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
        out.reset()
                .writeByte(coded() ? WITH_CODES : FORMAT)
                .writeMoment(Long.MAX_VALUE)
                .writeVarint(version)
                .writeSigned(time);
        List<Change.Page> pages = new ArrayList<>(0);
        for (Table table : coded() ? List.of(used, codes, batches) : List.of(used)) {
            table.write(out);
            table.collectChanges(pages);
        }
        return new Change(out.toByteArray(), pages);
    }

    private boolean coded() {
        return !codes.isEmpty();
    }

    void writeCanonical(ByteWriter out) {
        out.writeSigned(time);
        used.writeRows(out);
        if (coded()) {
            codes.writeRows(out);
            batches.writeRows(out);
        }
    }
}
