package org.guildhall.core.remembered;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;

/** What is remembered of a command: enough to recognise it and to find its outcome, in the entry of that version. */
public record Remembered(long content, long version, Came came, long forgetAt, long number) {
    private static final Came[] CAME = Came.values();

    /** What came of a command; the order is stored. */
    public enum Came {
        REFUSED,
        ACCEPTED,
        BEGUN
    }

    public boolean accepted() {
        return came != Came.REFUSED;
    }

    public static Remembered fromRow(Row row) {
        ByteReader in = row.reader();
        long content = in.readLong();
        long versionAndOutcome = in.readVarint();
        Came came = CAME[ByteReader.below((int) (versionAndOutcome & 3), CAME.length)];
        long forgetAt = in.readMoment();
        return new Remembered(content, versionAndOutcome >>> 2, came, forgetAt, in.readVarint());
    }

    void writeRow(ByteWriter row) {
        row.writeLong(content).writeVarint(version << 2 | came.ordinal());
        row.writeMoment(forgetAt).writeVarint(number);
    }
}
