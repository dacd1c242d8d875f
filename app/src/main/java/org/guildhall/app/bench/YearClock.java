package org.guildhall.app.bench;

import org.guildhall.runtime.Clock;

/** A clock on which a given time takes a year, so that points expire and windows move while somebody waits. Any thread. */
public final class YearClock implements Clock {
    private static final long YEAR_SECONDS = 365 * 86_400L;

    private final long start;
    private final long began = System.nanoTime();
    private final double pace;

    /**
     * @param start the date at which it stands now, epoch milliseconds
     * @param seconds how long its year takes
     */
    public YearClock(long start, double seconds) {
        this.start = start;
        this.pace = YEAR_SECONDS / seconds;
    }

    @Override
    public long millis() {
        return start + nanos() / 1_000_000;
    }

    @Override
    public long nanos() {
        return (long) ((System.nanoTime() - began) * pace);
    }
}
