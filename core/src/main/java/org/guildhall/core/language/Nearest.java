package org.guildhall.core.language;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The nearest candidate, the first of equals; null where none is near. */
    public static @Nullable String to(String name, Collection<String> candidates) {
        String typed = plain(name);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            String known = plain(candidate);
            int allowed = allowed(Math.min(typed.length(), known.length()));
            int distance = startsAlike(typed, known) ? 1
                    : endsAlike(typed, known) ? 2
                            : Math.abs(typed.length() - known.length()) > allowed ? Integer.MAX_VALUE
                                    : distance(typed, known);
            if (distance <= allowed && distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static int allowed(int letters) {
        return letters <= 3 ? 1 : letters <= 7 ? 2 : 3;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    private static boolean startsAlike(String typed, String known) {
        return Math.min(typed.length(), known.length()) >= 4 && (known.startsWith(typed) || typed.startsWith(known));
    }

    /** Whether one is the last words of the other. */
    private static boolean endsAlike(String typed, String known) {
        return Math.min(typed.length(), known.length()) >= 4
                && (known.endsWith("-" + typed) || typed.endsWith("-" + known));
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                least[i][j] = Math.min(least[i - 1][j - 1] + other, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[a.length()][b.length()];
    }
}
