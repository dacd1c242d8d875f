package org.guildhall.server.access;

import java.util.Locale;

/** What a route asks of whoever calls it. */
public enum Permission {
    READ_PROGRAMME,
    READ_MEMBER,
    /** What a shop reports: activities, returns, joining. */
    RECORD,
    /** What a member does with points: spends, transfers. */
    SPEND,
    /** What only the programme's own people decide: adjustments, grants, freezes, merges. */
    OPERATE,
    /** Reads figures of the server and of all programmes together. */
    MONITOR,
    /** Makes, lists and revokes keys. */
    KEYS;

    /** As people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
