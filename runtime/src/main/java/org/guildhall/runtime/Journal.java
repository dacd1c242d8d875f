package org.guildhall.runtime;

/**
 * The records of one partition in the order of their decision.
 *
 * <ul>
 *   <li>The implementor may rely on: {@link #add}, {@link #seal} and {@link #close} come from one thread, the partition's;
 *       the array given to {@code add} is reused afterwards, so it must be copied or written before {@code add} returns.
 *       {@link Sealed#sync} may come from another thread while records are added to the next batch; a batch is sealed, and
 *       the journal closed, only after the sync of the one before returned or threw.
 *   <li>It must: after a crash keep a prefix of what was added, containing at least everything before the last {@code sync}
 *       that returned. Records are whole or absent.
 *   <li>It must: know each record's position when it is added, before it is on disk.
 *   <li>It must: after any method threw, throw from every later one. Nothing is retried; the partition opens a new one
 *       through {@link Storage#journal}.
 *   <li>It must not: show a reader what no {@code sync} has covered; look into the bytes.
 *   <li>It may: write early, or only in {@code sync}, but nothing of a batch before the one before it is synced; keep a
 *       batch in one frame with one checksum.
 * </ul>
 */
public interface Journal extends AutoCloseable {
    /** Appends a record to the batch being made; the position it will have. */
    long add(byte[] bytes, int offset, int length);

    /** Ends the batch that is being made; what is added from here on belongs to the next one. */
    Sealed seal();

    /** Writes and syncs everything added so far; on return it survives a crash. */
    default void sync() {
        seal().sync();
    }

    /** A lower bound of the position that the next record added will have, above every position given so far. */
    long next();

    /** A position at or below that of the oldest record that can be read, above all that were trimmed. Any thread. */
    long oldest();

    /**
     * Gives the synced records whose position is at or above {@code from}, in order, up to the last one synced when the call
     * began. Any thread.
     *
     * @param from 0, or what {@link #add} or {@link #next} gave
     */
    void read(long from, RecordVisitor visitor);

    /**
     * Follows the journal from a position on. Any thread; the reader belongs to the one that uses it, and throws once the
     * journal is dead.
     *
     * @param from as for {@link #read}, or above a position that was read
     */
    default Reader reader(long from) {
        return new ReadingAnew(this, from);
    }

    @Override
    void close();

    /** A place in the journal. One thread. */
    interface Reader extends AutoCloseable {
        /**
         * Gives the synced records behind those given before, in order, up to the last one synced when the call began, or until
         * the visitor wants no more.
         */
        void poll(RecordVisitor visitor);

        @Override
        void close();
    }

    /** A batch that is complete and not on disk yet. */
    @FunctionalInterface
    interface Sealed {
        /** Writes and syncs the batch; on return it survives a crash. Called once, from any thread. */
        void sync();
    }

    /** Takes records one by one. The array is valid only during the call. */
    @FunctionalInterface
    interface RecordVisitor {
        /** Returns whether to go on. */
        boolean record(long position, byte[] bytes, int offset, int length);
    }
}
