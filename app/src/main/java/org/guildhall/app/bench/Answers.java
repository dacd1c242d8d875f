package org.guildhall.app.bench;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.guildhall.core.entity.Outcome;
import org.guildhall.runtime.Answer;
import org.jspecify.annotations.Nullable;

/** What a phase of a load was answered, and how long that took. Any thread. */
final class Answers {
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private final LongAdder accepted = new LongAdder();
    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicReference<@Nullable String> unexpected = new AtomicReference<>();

    /** Counts one; {@code since} is when it was due to be asked, {@link System#nanoTime}. */
    void count(Answer answer, long since) {
        if (answer instanceof Answer.Decided(Outcome.Accepted accept)) {
            accepted.increment();
        } else {
            unexpected.compareAndSet(null, String.valueOf(answer));
        }
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - since) / 1_000));
    }

    long accepted() {
        return accepted.sum();
    }

    /** The first answer that is not an acceptance; null while there is none. */
    @Nullable
    String unexpected() {
        return unexpected.get();
    }

    double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
