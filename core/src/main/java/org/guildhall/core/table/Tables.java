package org.guildhall.core.table;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Pages;
import org.jspecify.annotations.Nullable;

/** The tables of one entity as one decision works on them, read one after the other, and what they share. */
public final class Tables {
    private static final int USUAL_ROW_BYTES = 192;

    final Pages pages;
    final TableLimits limits;
    /** Stands among the rows of whichever table in the head was asked last. */
    final RowScan scan = new RowScan();
    /** The contents of the row that is put next; null before the first, which a reader never comes to. */
    private @Nullable ByteWriter contents;

    private final @Nullable ByteReader in;

    /** The tables that lie from the reader's place on, each where those before it end. */
    public Tables(ByteReader in, Pages pages) {
        this(in, pages, TableLimits.USUAL);
    }

    Tables(@Nullable ByteReader in, Pages pages, TableLimits limits) {
        this.in = in;
        this.pages = pages;
        this.limits = limits;
    }

    /** Of an entity that is new: all that is read is empty. */
    public static Tables none() {
        return new Tables(null, Pages.NONE, TableLimits.USUAL);
    }

    /**
     * The table at the reader's place, behind which the reader moves; of an entity that is new, an {@link #empty} one.
     *
     * @param number positive; the same each time, and of no other table of the entity: its page numbers begin with it
     */
    public Table read(int number) {
        return in == null ? empty(number) : Table.read(in, number, this);
    }

    /** An empty writer for the contents of the row that is put next. */
    ByteWriter contents() {
        ByteWriter writer = contents;
        if (writer == null) {
            writer = new ByteWriter(USUAL_ROW_BYTES);
            contents = writer;
        }
        return writer.reset();
    }

    /** A table that the entity has nothing in yet. */
    public Table empty(int number) {
        return Table.empty(number, this);
    }
}
