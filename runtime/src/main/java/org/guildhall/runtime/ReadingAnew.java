package org.guildhall.runtime;

/** A place in a journal that finds it anew each time. */
final class ReadingAnew implements Journal.Reader {
    private final Journal journal;
    private long from;

    ReadingAnew(Journal journal, long from) {
        this.journal = journal;
        this.from = from;
    }

    @Override
    public void poll(Journal.RecordVisitor visitor) {
        journal.read(from, (position, bytes, offset, length) -> {
            from = position + 1;
            return visitor.record(position, bytes, offset, length);
        });
    }

    @Override
    public void close() {
        // nothing is held
    }
}
