package org.guildhall.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where equal steps of work, one after the other on one thread, took far longer than they usually do. Times are in nanoseconds.
 *
 * @param usual the median step
 * @param all in their order
 */
record Stalls(long usual, List<Stall> all) {
    /** A step of so many times the usual one is slow. */
    private static final int SLOW = 5;

    /** Slow steps one after the other. */
    record Stall(long began, long nanos) {}

    /**
     * @param ends when each step ended; the first one only says when the next began
     * @param spent of the same moments, what the thread had had of a processor by then: where others have it, it does not stall
     * @param least what slow steps that follow each other come to at least, to be one of {@link #all}
     */
    static Stalls of(long[] ends, long[] spent, long least) {
        long[] steps = new long[ends.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = spent[i + 1] - spent[i];
        }
        long[] sorted = steps.clone();
        Arrays.sort(sorted);
        long usual = sorted[sorted.length / 2];
        List<Stall> all = new ArrayList<>();
        long slow = 0;
        int first = 0;
        for (int i = 0; i <= steps.length; i++) {
            if (i < steps.length && steps[i] > SLOW * usual) {
                first = slow == 0 ? i : first;
                slow += steps[i];
            } else if (slow > 0) {
                if (slow >= least) {
                    all.add(new Stall(ends[first], slow));
                }
                slow = 0;
            }
        }
        return new Stalls(usual, List.copyOf(all));
    }

    long nanos() {
        return all.stream().mapToLong(Stall::nanos).sum();
    }

    long longest() {
        return all.stream().mapToLong(Stall::nanos).max().orElse(0);
    }

    /** The median time from the beginning of one to that of the next; 0 for fewer than two. */
    long every() {
        long[] gaps = new long[Math.max(0, all.size() - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = all.get(i + 1).began() - all.get(i).began();
        }
        Arrays.sort(gaps);
        return gaps.length == 0 ? 0 : gaps[gaps.length / 2];
    }
}
