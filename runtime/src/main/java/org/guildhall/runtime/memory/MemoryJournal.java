package org.guildhall.runtime.memory;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.StorageException;

/** A journal on the heap: all records in the order of their positions, of which the first so many are synced. Any thread. */
final class MemoryJournal implements Journal {
    private final long base;
    private byte[][] records = new byte[64][];
    private long[] positions = new long[64];
    private int size;
    private int synced;
    private long next;
    private boolean opened;
    private boolean closed;

    MemoryJournal(long base) {
        this.base = base;
        this.next = base + 1;
    }

    synchronized MemoryJournal afterCrash(IntUnaryOperator survivors) {
        MemoryJournal after = new MemoryJournal(base);
        int kept = synced + survivors.applyAsInt(size - synced);
        after.records = Arrays.copyOf(records, Math.max(64, kept));
        after.positions = Arrays.copyOf(positions, Math.max(64, kept));
        after.size = kept;
        after.synced = kept;
        after.next = kept == size ? next : positions[kept];
        closed = true;
        return after;
    }

    synchronized boolean wasOpened() {
        return opened;
    }

    synchronized void open() {
        opened = true;
    }

    @Override
    public synchronized long add(byte[] bytes, int offset, int length) {
        checkOpen();
        if (size == records.length) {
            records = Arrays.copyOf(records, size * 2);
            positions = Arrays.copyOf(positions, size * 2);
        }
        long position = next;
        records[size] = Arrays.copyOfRange(bytes, offset, offset + length);
        positions[size++] = position;
        next += 8 + length;
        return position;
    }

    @Override
    public synchronized Sealed seal() {
        checkOpen();
        int end = size;
        return () -> sync(end);
    }

    private synchronized void sync(int end) {
        checkOpen();
        synced = end;
    }

    @Override
    public synchronized long next() {
        return next;
    }

    @Override
    public long oldest() {
        return base + 1;
    }

    @Override
    public void read(long from, RecordVisitor visitor) {
        int end = syncedRecords();
        for (int i = indexAtOrAfter(from); i < end; i++) {
            byte[] bytes = record(i);
            if (!visitor.record(position(i), bytes, 0, bytes.length)) {
                return;
            }
        }
    }

    synchronized byte[] at(long position) {
        int index = indexAtOrAfter(position);
        if (index >= synced || positions[index] != position) {
            throw new DamageException("expected a synced record at position " + position + ", but found none");
        }
        return records[index];
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized int syncedRecords() {
        return synced;
    }

    private synchronized byte[] record(int index) {
        return records[index];
    }

    private synchronized long position(int index) {
        return positions[index];
    }

    private synchronized int indexAtOrAfter(long position) {
        int index = Arrays.binarySearch(positions, 0, size, position);
        return index >= 0 ? index : -index - 1;
    }

    private void checkOpen() {
        if (closed) {
            throw new StorageException("expected an open journal, but found it closed or replaced");
        }
    }
}
