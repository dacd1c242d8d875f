package org.guildhall.server.api;

import java.util.List;

/** What could have been named in place of what was not there. */
final class Alternatives {
    private static final int MOST = 10;

    private Alternatives() {}

    /** {@code one of annual, monthly}: so many at most. */
    static String oneOf(List<String> names) {
        return names.isEmpty()
                ? "nothing here: there is none"
                : "one of " + String.join(", ", names.subList(0, Math.min(MOST, names.size())))
                        + (names.size() > MOST ? " or " + (names.size() - MOST) + " more" : "");
    }
}
