package org.guildhall.core.stock;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Image;
import org.guildhall.core.remembered.RememberedIds;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A stock for the length of one decision: {@code added = left + issued + withdrawn + spoiled}. Opened from an image, changed only by
 * events, written back as a change. Used by one thread.
 */
final class StockState {
    private static final int FORMAT = 1;
    private static final int CODES = 2;
    private static final int HASHES = 3;

    long version;
    long time = Long.MIN_VALUE;
    long added;
    long issued;
    long withdrawn;
    /** Codes that were given back: nobody else can have them. */
    long spoiled;
    long lastCode;
    boolean reorder;

    final RememberedIds ids;
    /** Those that are left, by number. */
    private final Table codes;
    /** The hashes of all codes there ever were. */
    private final Table hashes;

    private StockState() {
        Tables tables = Tables.none();
        ids = new RememberedIds(tables, 0);
        codes = tables.read(CODES);
        hashes = tables.read(HASHES);
    }

    private StockState(Image image) {
        ByteReader in = new ByteReader(image.head());
        int format = in.readByte();
        if (format != FORMAT) {
            throw new MalformedBytesException("expected a stock in format " + FORMAT + ", but found " + format);
        }
        in.readMoment();
        version = in.readVarint();
        time = in.readSigned();
        long sweptTo = in.readLong();
        added = in.readVarint();
        issued = in.readVarint();
        withdrawn = in.readVarint();
        spoiled = in.readVarint();
        lastCode = in.readVarint();
        reorder = in.readBoolean();
        Tables tables = new Tables(in, image.pages());
        ids = new RememberedIds(tables, sweptTo);
        codes = tables.read(CODES);
        hashes = tables.read(HASHES);
    }

    static StockState open(@Nullable Image image) {
        return image == null ? new StockState() : new StockState(image);
    }

    long left() {
        return added - issued - withdrawn - spoiled;
    }

    boolean had(String code) {
        return hashes.contains(Hashes.of(code), 0);
    }

    /** The code that is given next. */
    long firstCode() {
        Row row = codes.first();
        if (row == null) {
            throw new IllegalStateException("expected " + left() + " codes that are left, but found none");
        }
        return row.k1();
    }

    String code(long number) {
        Row row = codes.get(number, 0);
        if (row == null) {
            throw new IllegalStateException("expected code " + number + ", but found none");
        }
        return row.reader().readText();
    }

    /** @param command of the entry that the event stands in */
    void apply(StockEvent event, StockCommand command) {
        switch (event) {
            case StockEvent.TimePassed e -> time = e.moment();
            case StockEvent.Added e -> {
                if (command instanceof StockCommand.AddCodes some) {
                    some.codes().forEach(this::add);
                }
                added += e.pieces();
            }
            case StockEvent.Withdrawn e -> {
                for (long i = 0; i < e.pieces() && lastCode > 0; i++) {
                    Row last = codes.last();
                    codes.remove(last == null ? 0 : last.k1(), 0);
                }
                withdrawn += e.pieces();
            }
            case StockEvent.Issued e -> {
                if (e.code() != 0 && !codes.remove(e.code(), 0)) {
                    throw new IllegalStateException("expected code " + e.code() + ", but found none");
                }
                issued++;
            }
            case StockEvent.Returned e -> {
                issued--;
                spoiled += e.again() ? 0 : 1;
            }
            case StockEvent.Reorder e -> reorder = e.now();
        }
        if (left() < 0 || issued < 0) {
            throw new IllegalStateException("expected no piece more than there are, but found " + issued
                    + " issued and " + left() + " left after " + event);
        }
    }

    private void add(String code) {
        ByteWriter row = codes.contents();
        row.writeText(code);
        codes.put(++lastCode, 0, row);
        hashes.put(Hashes.of(code), 0, hashes.contents());
    }

    /** The head begins as that of a member does: format, next due moment, version. */
    Change change(ByteWriter out) {
        out.reset().writeByte(FORMAT).writeMoment(Long.MAX_VALUE).writeVarint(version).writeSigned(time);
        out.writeLong(ids.sweptTo());
        writeFigures(out);
        List<Change.Page> pages = new ArrayList<>(0);
        for (Table table : List.of(ids.table(), codes, hashes)) {
            table.write(out);
            table.collectChanges(pages);
        }
        return new Change(out.toByteArray(), pages);
    }

    private void writeFigures(ByteWriter out) {
        out.writeVarint(added).writeVarint(issued).writeVarint(withdrawn).writeVarint(spoiled).writeVarint(lastCode);
        out.writeBoolean(reorder);
    }

    void writeCanonical(ByteWriter out) {
        out.writeSigned(time);
        writeFigures(out);
        ids.writeCanonical(out, time);
        codes.writeRows(out);
        hashes.writeRows(out);
    }
}
