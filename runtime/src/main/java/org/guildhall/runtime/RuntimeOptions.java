package org.guildhall.runtime;

/**
 * How a runtime on one machine is sized.
 *
 * @param partitions threads that decide, each with a journal; may change at a restart
 * @param queueCapacity commands that may wait in each partition
 * @param batchLimit commands, messages and timers in one append
 * @param messageLimit of these, how many may be messages
 * @param timerLimit of these, how many may be timers; 32 of them where the disk is quick, and fewer while commands wait
 * @param cacheBytes for entities in memory, over all partitions, overhead included
 * @param unsnapshottedLimit entries over all partitions that may wait for a snapshot before intake slows
 * @param timers whether what is due happens by itself; reads and commands see it either way
 */
public record RuntimeOptions(
        int partitions,
        int queueCapacity,
        int batchLimit,
        int messageLimit,
        int timerLimit,
        long cacheBytes,
        long unsnapshottedLimit,
        boolean timers) {

    public RuntimeOptions {
        if (partitions < 1 || partitions > 1024) {
            throw new IllegalArgumentException("expected 1 to 1024 partitions, but found " + partitions);
        }
        if (messageLimit < 1 || timerLimit < 1 || messageLimit + timerLimit >= batchLimit) {
            throw new IllegalArgumentException("expected messages (" + messageLimit + ") and timers (" + timerLimit
                    + ") to leave room for commands in a batch of " + batchLimit);
        }
    }

    /** For {@code partitions} threads: queues of 1,024, batches of 512, 512 MiB of cache, 3,000,000 entries, timers on. */
    public static RuntimeOptions of(int partitions) {
        return new RuntimeOptions(partitions, 1024, 512, 248, 256, 512L << 20, 3_000_000, true);
    }

    public RuntimeOptions withPartitions(int number) {
        return new RuntimeOptions(
                number, queueCapacity, batchLimit, messageLimit, timerLimit, cacheBytes, unsnapshottedLimit, timers);
    }

    public RuntimeOptions withTimers(boolean on) {
        return new RuntimeOptions(
                partitions, queueCapacity, batchLimit, messageLimit, timerLimit, cacheBytes, unsnapshottedLimit, on);
    }

    public RuntimeOptions withCacheBytes(long bytes) {
        return new RuntimeOptions(
                partitions, queueCapacity, batchLimit, messageLimit, timerLimit, bytes, unsnapshottedLimit, timers);
    }
}
