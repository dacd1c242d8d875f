package org.guildhall.core.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what was probably meant, and lists what could have been. */
final class Nearest {
    private static final int MOST_LISTED = 12;

    private Nearest() {}

    /** The candidate with the fewest letters to change, null where none is near; the first of equals. */
    static @Nullable String to(String found, Collection<String> candidates) {
        String nearest = null;
        int least = Math.max(1, (found.length() + 1) / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(plain(found), plain(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest == null ? containing(found, candidates) : nearest;
    }

    /** The candidate of which this is a part: {@code gold} of {@code black-gold}. */
    private static @Nullable String containing(String found, Collection<String> candidates) {
        for (String candidate : candidates) {
            if (List.of(plain(candidate).split("_", -1)).contains(plain(found))) {
                return candidate;
            }
        }
        return null;
    }

    /** The names with commas, cut where there are many. */
    static String list(Collection<String> names) {
        List<String> shown = new ArrayList<>(names);
        if (shown.size() <= MOST_LISTED) {
            return String.join(", ", shown);
        }
        return String.join(", ", shown.subList(0, MOST_LISTED)) + " and " + (shown.size() - MOST_LISTED) + " more";
    }

    private static String plain(String name) {
        return name.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /** Letters to put in, take out, replace or swap with the next. */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int best = Math.min(table[i - 1][j - 1] + (same ? 0 : 1),
                        Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, table[i - 2][j - 2] + 1);
                }
                table[i][j] = best;
            }
        }
        return table[a.length()][b.length()];
    }
}
