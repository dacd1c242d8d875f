package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a bar.
 *
 * @param name for its colour
 * @param x where it begins, of {@value #WHOLE}
 * @param width of {@value #WHOLE}
 * @param percent of the whole, with one digit
 */
record Share(String name, String label, double x, double width, String percent) {
    static final int WHOLE = 1000;

    /** What a share is made of. */
    record Of(String name, String label, long amount) {}

    /** The shares of all; none of what is nothing. */
    static List<Share> of(List<Of> parts) {
        double sum = parts.stream().mapToLong(part -> Math.max(0, part.amount())).sum();
        List<Share> shares = new ArrayList<>();
        double x = 0;
        for (Of part : parts) {
            if (part.amount() > 0) {
                double width = WHOLE * part.amount() / sum;
                shares.add(new Share(part.name(), part.label(), x, width, percent(part.amount(), sum)));
                x += width;
            }
        }
        return List.copyOf(shares);
    }

    /** How far something has come, of {@value #WHOLE}. */
    static double reached(long amount, long goal) {
        return goal <= 0 ? WHOLE : Math.clamp((double) WHOLE * amount / goal, 0, WHOLE);
    }

    private static String percent(long amount, double sum) {
        return Math.round(1000 * amount / sum) / 10.0 + " %";
    }
}
