package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the mistakes of one file. */
public final class Problems {
    /** A file with more mistakes than this is of another kind altogether; the rest would not be read. */
    private static final int MOST = 200;

    /** So many are kept at most before those that are told are chosen, whatever is read. */
    private static final int KEPT = 10 * MOST;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Place> silent = new HashSet<>();

    public Problems(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public void add(Place place, String found, String expected, @Nullable String suggestion) {
        if (problems.size() < KEPT && !silent.contains(place)) {
            problems.add(new Problem(file, place, found, expected, suggestion));
        }
    }

    /** What stands there is not read: nothing more is said about it. */
    void silence(Place place) {
        silent.add(place);
    }

    /** The value itself is wrong. */
    public void wrong(Node node, String expected, @Nullable String suggestion) {
        add(node.place(), node.found(), expected, suggestion);
    }

    public boolean none() {
        return problems.isEmpty();
    }

    public int size() {
        return problems.size();
    }

    /** In the order of the file, each once. */
    public List<Problem> all() {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::place))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
