package org.guildhall.core.entity;

import java.util.Arrays;

/**
 * What one step adds to the running totals of its programme: parallel arrays of series and amount, one series at most
 * once. Core names the series (see {@link Machine#seriesName}), by numbers from 0 on, of which an entity or a programme has few;
 * a runtime only adds them up.
 */
public record TallyDelta(int[] series, long[] amounts) {
    public static final TallyDelta NONE = new TallyDelta(new int[0], new long[0]);

    public TallyDelta {
        if (series.length != amounts.length) {
            throw new IllegalArgumentException(
                    "expected as many amounts as series, but found " + amounts.length + " for " + series.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TallyDelta that
                && Arrays.equals(series, that.series)
                && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(series) * 31 + Arrays.hashCode(amounts);
    }
}
