package org.guildhall.runtime.loop;

import org.guildhall.runtime.Follower;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.PastEntry;

/** Gives a journal's entries and passes over its other records. */
final class JournalFollower implements Follower {
    private final Journal.Reader reader;

    JournalFollower(Journal.Reader reader) {
        this.reader = reader;
    }

    @Override
    public void poll(Visitor visitor) {
        reader.poll((position, bytes, offset, length) -> !JournalRecordCodec.isEntry(bytes, offset, length)
                || visit(position, (JournalRecord.Entry) JournalRecordCodec.read(bytes, offset, length), visitor));
    }

    private static boolean visit(long position, JournalRecord.Entry entry, Visitor visitor) {
        return visitor.entry(entry.name(), new PastEntry(entry.version(), position, entry.bytes()));
    }

    @Override
    public void close() {
        reader.close();
    }
}
