package org.guildhall.runtime.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Storage on the heap. A crash keeps what was synced and of the rest a prefix, whose length the test chooses. Any thread,
 * within the contract.
 */
public final class MemoryStorage implements Storage {
    private static final int JOURNAL_SHIFT = 40;

    private final IntUnaryOperator survivors;
    private final MemoryEntityStore entities;
    private final List<MemoryJournal> journals;
    private int partitions;
    private int firstOfLayout;
    private boolean open = true;

    /** Storage whose crashes keep only what was synced. */
    public MemoryStorage() {
        this(unsynced -> 0);
    }

    /** @param survivors of so many records or writes that no sync has covered, how many a crash keeps */
    public MemoryStorage(IntUnaryOperator survivors) {
        this(survivors, new MemoryEntityStore(), new ArrayList<>());
    }

    private MemoryStorage(IntUnaryOperator survivors, MemoryEntityStore entities, List<MemoryJournal> journals) {
        this.survivors = survivors;
        this.entities = entities;
        this.journals = journals;
    }

    /** The storage that a crash at this moment leaves; this one is dead from now on. */
    public synchronized MemoryStorage crash() {
        List<MemoryJournal> left = new ArrayList<>();
        for (MemoryJournal journal : journals) {
            left.add(journal.afterCrash(survivors));
        }
        MemoryStorage after = new MemoryStorage(survivors, entities.afterCrash(survivors), left);
        after.partitions = partitions;
        after.firstOfLayout = firstOfLayout;
        open = false;
        return after;
    }

    /** What a later start finds after {@link #close}; nothing is lost. */
    public synchronized MemoryStorage reopen() {
        if (open) {
            throw new IllegalStateException("expected closed storage, but found it open");
        }
        List<MemoryJournal> left = new ArrayList<>();
        for (MemoryJournal journal : journals) {
            left.add(journal.afterCrash(unsynced -> unsynced));
        }
        MemoryStorage after =
                new MemoryStorage(survivors, entities.afterCrash(unsynced -> unsynced), left);
        after.partitions = partitions;
        after.firstOfLayout = firstOfLayout;
        return after;
    }

    @Override
    public synchronized int partitions() {
        checkOpen();
        return partitions;
    }

    @Override
    public synchronized void layOut(int partitions, long received) {
        checkOpen();
        this.partitions = partitions;
        firstOfLayout = journals.size();
        for (int i = 0; i < partitions; i++) {
            journals.add(new MemoryJournal((long) (journals.size() + 1) << JOURNAL_SHIFT));
        }
        entities.layOut(partitions, received);
    }

    @Override
    public synchronized Journal journal(int partition) {
        checkOpen();
        int index = firstOfLayout + partition;
        MemoryJournal journal = journals.get(index);
        if (journal.wasOpened()) {
            journal = journal.afterCrash(survivors);
            journals.set(index, journal);
        }
        journal.open();
        return journal;
    }

    @Override
    public MemoryEntityStore entities() {
        return entities;
    }

    @Override
    public byte @Nullable [] read(long position) {
        MemoryJournal journal;
        synchronized (this) {
            checkOpen();
            int number = (int) (position >>> JOURNAL_SHIFT) - 1;
            if (number < 0 || number >= journals.size()) {
                throw new DamageException("expected a position of a journal, but found " + position);
            }
            journal = journals.get(number);
        }
        return journal.at(position);
    }

    @Override
    public synchronized void close() {
        entities.close();
        journals.forEach(MemoryJournal::close);
        open = false;
    }

    private void checkOpen() {
        if (!open) {
            throw new StorageException("expected open storage, but found it closed or crashed");
        }
    }
}
