package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;

/** What changed between two texts, by their longest common subsequence of lines. */
final class Difference {
    /** How many lines that are the same are shown around those that are not. */
    private static final int AROUND = 3;

    private Difference() {}

    /** What a line is. */
    enum Kind {
        SAME("same", " "),
        ADDED("added", "+"),
        REMOVED("removed", "−"),
        /** Stands for lines that are the same. */
        SKIPPED("skipped", "⋯");

        private final String word;
        private final String sign;

        Kind(String word, String sign) {
            this.word = word;
            this.sign = sign;
        }

        String word() {
            return word;
        }

        String sign() {
            return sign;
        }
    }

    /** One line of either text. */
    record Line(Kind kind, String text) {}

    /** The lines that changed, with a few around them. */
    static List<Line> between(List<String> before, List<String> after) {
        List<Line> all = all(before, after, lengths(before, after));
        List<Line> shown = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (isNearChange(all, i)) {
                shown.add(all.get(i));
            } else if (shown.isEmpty() || shown.getLast().kind() != Kind.SKIPPED) {
                shown.add(new Line(Kind.SKIPPED, ""));
            }
        }
        return List.copyOf(shown);
    }

    private static boolean isNearChange(List<Line> all, int line) {
        for (int i = Math.max(0, line - AROUND); i <= Math.min(all.size() - 1, line + AROUND); i++) {
            if (all.get(i).kind() != Kind.SAME) {
                return true;
            }
        }
        return false;
    }

    /** How many lines the ends of both texts from these lines on have in common. */
    private static int[][] lengths(List<String> before, List<String> after) {
        int[][] lengths = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                lengths[i][j] = before.get(i).equals(after.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private static List<Line> all(List<String> before, List<String> after, int[][] lengths) {
        List<Line> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                all.add(new Line(Kind.SAME, after.get(j++)));
                i++;
            } else if (j == after.size() || i < before.size() && lengths[i + 1][j] >= lengths[i][j + 1]) {
                all.add(new Line(Kind.REMOVED, before.get(i++)));
            } else {
                all.add(new Line(Kind.ADDED, after.get(j++)));
            }
        }
        return all;
    }
}
