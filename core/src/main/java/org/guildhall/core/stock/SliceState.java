package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What one shard holds of an offer's budgets, for the length of one decision. Opened from an image, changed only by {@link Happened}s,
 * written back as a change. Used by one thread.
 */
final class SliceState {
    private static final int FORMAT = 1;
    private static final int LEASES = 1;
    private static final int WAITING = 2;

    long version;
    long time = Long.MIN_VALUE;
    /** By version of a coupon, what is leased of it. */
    private final Table leases;
    /** By version of a coupon and then in the order in which they came, the claims that wait for a lease. */
    private final Table waiting;

    /**
     * What is held of one version of a coupon.
     *
     * @param left how many can be given still
     * @param given how many were
     * @param asked whether the owner is asked, and nothing is held meanwhile
     * @param by the version of the offer by whose budgets they are counted
     * @param leasedAt to the stretches of which moment they are counted, epoch milliseconds
     * @param from when the latest of those stretches begins
     * @param until when what is left goes back, epoch milliseconds
     */
    record Lease(int coupon, int version, long left, long given, boolean asked, int by, long leasedAt, long from,
            long until) {
        static Lease none(int coupon, int version) {
            return new Lease(coupon, version, 0, 0, false, 0, 0, 0, Long.MAX_VALUE);
        }

        static Lease asked(int coupon, int version) {
            return new Lease(coupon, version, 0, 0, true, 0, 0, 0, Long.MAX_VALUE);
        }

        boolean isNone() {
            return left == 0 && given == 0 && !asked;
        }

        Lease gave(long many) {
            return new Lease(coupon, version, left - many, given + many, asked, by, leasedAt, from, until);
        }

        private void write(ByteWriter out) {
            out.writeVarint(left).writeVarint(given).writeBoolean(asked).writeVarint(by).writeSigned(leasedAt);
            out.writeSigned(from).writeMoment(until);
        }

        private static Lease read(int coupon, int version, ByteReader in) {
            return new Lease(coupon, version, in.readVarint(), in.readVarint(), in.readBoolean(), in.readCount(),
                    in.readSigned(), in.readSigned(), in.readMoment());
        }
    }

    /** A claim that waits, by its member's number of it. @param at when it was asked for, by the member's time */
    record Waits(EntityName to, long claim, long many, long each, long at) {
        private void write(ByteWriter out) {
            to.write(out);
            out.writeVarint(claim).writeVarint(many).writeVarint(each).writeSigned(at);
        }

        private static Waits read(ByteReader in) {
            return new Waits(EntityName.read(in), in.readVarint(), in.readVarint(), in.readVarint(), in.readSigned());
        }
    }

    /** What happened to a slice. The numbers are stored: never change or reuse one. */
    sealed interface Happened {
        /** A lease is another one now. */
        record Held(Lease lease) implements Happened {}

        /** A claim waits. */
        record Came(int coupon, int version, Waits claim) implements Happened {}

        /** The first of those that wait were answered. */
        record Answered(int coupon, int version, int claims) implements Happened {}

        static void write(ByteWriter out, Happened happened) {
            switch (happened) {
                case Held(Lease lease) -> {
                    out.writeByte(1).writeVarint(lease.coupon()).writeVarint(lease.version());
                    lease.write(out);
                }
                case Came came -> {
                    out.writeByte(2).writeVarint(came.coupon()).writeVarint(came.version());
                    came.claim().write(out);
                }
                case Answered answered ->
                        out.writeByte(3)
                                .writeVarint(answered.coupon())
                                .writeVarint(answered.version())
                                .writeVarint(answered.claims());
            }
        }

        static Happened read(ByteReader in) {
            int number = in.readByte();
            int coupon = in.readCount();
            int version = in.readCount();
            return switch (number) {
                case 1 -> new Held(Lease.read(coupon, version, in));
                case 2 -> new Came(coupon, version, Waits.read(in));
                case 3 -> new Answered(coupon, version, in.readCount());
                default -> throw new MalformedBytesException(
                        "expected the number of what happened to a slice, but found " + number);
            };
        }
    }

    private SliceState(Tables tables) {
        leases = tables.read(LEASES);
        waiting = tables.read(WAITING);
    }

    static SliceState open(@Nullable Image image) {
        if (image == null) {
            return new SliceState(Tables.none());
        }
        ByteReader in = new ByteReader(image.head());
        int format = in.readByte();
        if (format != FORMAT) {
            throw new MalformedBytesException("expected a slice in format " + FORMAT + ", but found " + format);
        }
        in.readMoment();
        long version = in.readVarint();
        long time = in.readSigned();
        SliceState state = new SliceState(new Tables(in, image.pages()));
        state.version = version;
        state.time = time;
        return state;
    }

    private static long key(int coupon, int version) {
        return (long) coupon << Integer.SIZE | version;
    }

    private static Lease lease(Row row) {
        return Lease.read((int) (row.k1() >>> Integer.SIZE), (int) row.k1(), row.reader());
    }

    Lease lease(int coupon, int version) {
        Row row = leases.get(key(coupon, version), 0);
        return row == null ? Lease.none(coupon, version) : lease(row);
    }

    List<Lease> leases() {
        List<Lease> all = new ArrayList<>();
        for (Row row = leases.first(); row != null; row = leases.next(row.k1(), row.k2())) {
            all.add(lease(row));
        }
        return all;
    }

    /** In the order in which they came. */
    List<Waits> waiting(int coupon, int version) {
        List<Waits> all = new ArrayList<>();
        for (Row row = first(coupon, version); row != null; row = waiting.next(row.k1(), row.k2())) {
            if (row.k1() != key(coupon, version)) {
                break;
            }
            all.add(Waits.read(row.reader()));
        }
        return all;
    }

    private @Nullable Row first(int coupon, int version) {
        Row row = waiting.ceiling(key(coupon, version), 0);
        return row == null || row.k1() != key(coupon, version) ? null : row;
    }

    void apply(Happened happened) {
        switch (happened) {
            case Happened.Held(Lease lease) -> {
                if (lease.isNone()) {
                    leases.remove(key(lease.coupon(), lease.version()), 0);
                } else {
                    ByteWriter row = leases.contents();
                    lease.write(row);
                    leases.put(key(lease.coupon(), lease.version()), 0, row);
                }
            }
            case Happened.Came came -> {
                Row last = waiting.floor(key(came.coupon(), came.version()), Long.MAX_VALUE);
                long number = last == null || last.k1() != key(came.coupon(), came.version()) ? 1 : last.k2() + 1;
                ByteWriter row = waiting.contents();
                came.claim().write(row);
                waiting.put(key(came.coupon(), came.version()), number, row);
            }
            case Happened.Answered answered -> {
                for (int i = 0; i < answered.claims(); i++) {
                    Row row = first(answered.coupon(), answered.version());
                    if (row == null) {
                        throw new IllegalStateException("expected a claim that waits for coupon " + answered.coupon()
                                + ", but found none");
                    }
                    waiting.remove(row.k1(), row.k2());
                }
            }
        }
    }

    /** Whether it holds nothing, and nobody waits. */
    boolean isEmpty() {
        return leases.isEmpty() && waiting.isEmpty();
    }

    long nextDue() {
        return leases().stream().mapToLong(Lease::until).min().orElse(Long.MAX_VALUE);
    }

    /** The head begins as that of a member does: format, next due moment, version. */
    Change change(ByteWriter out) {
        out.reset().writeByte(FORMAT).writeMoment(nextDue()).writeVarint(version).writeSigned(time);
        List<Change.Page> pages = new ArrayList<>(0);
        for (Table table : List.of(leases, waiting)) {
            table.write(out);
            table.collectChanges(pages);
        }
        return new Change(out.toByteArray(), pages);
    }

    void writeCanonical(ByteWriter out) {
        out.writeSigned(time);
        leases.writeRows(out);
        waiting.writeRows(out);
    }
}
