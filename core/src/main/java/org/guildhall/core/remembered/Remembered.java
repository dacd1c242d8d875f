package org.guildhall.core.remembered;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;

/**
 * What is remembered of a command: enough to recognise it and to find its outcome, in the entry of that version.
 *
 * @param number of what the command made and is kept, 0 for nothing; {@link #NOT_KEPT} for an activity that never was kept
 */
public record Remembered(long content, long version, Came came, long forgetAt, long number) {
    public static final long NOT_KEPT = -1;

    private static final Came[] CAME = Came.values();
    /** Stands where else what came of the command does: accepted, and an activity that was not kept. */
    private static final int ACCEPTED_NOT_KEPT = 3;

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
        int outcome = (int) (versionAndOutcome & 3);
        boolean notKept = outcome == ACCEPTED_NOT_KEPT;
        Came came = notKept ? Came.ACCEPTED : CAME[outcome];
        long forgetAt = in.readMoment();
        long number = in.readVarint();
        return new Remembered(content, versionAndOutcome >>> 2, came, forgetAt, notKept ? NOT_KEPT : number);
    }

    void writeRow(ByteWriter row) {
        int outcome = number == NOT_KEPT ? ACCEPTED_NOT_KEPT : came.ordinal();
        row.writeLong(content).writeVarint(version << 2 | outcome);
        row.writeMoment(forgetAt).writeVarint(Math.max(0, number));
    }
}
