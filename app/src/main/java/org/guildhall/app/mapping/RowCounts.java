package org.guildhall.app.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of a file's rows; every row is counted once. */
public final class RowCounts {
    long rows;
    long withoutMember;
    long inOrders;
    private long windowNeeded;
    private final Map<String, Long> skipped = new LinkedHashMap<>();
    private final Map<String, Long> refused = new TreeMap<>();

    void skip(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    void refuse(String reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    void widen(long rows) {
        windowNeeded = Math.max(windowNeeded, rows);
    }

    /** How wide the window has to be at least for the rows that came after it; 0 where none did. */
    public long windowNeeded() {
        return windowNeeded;
    }

    /** Rows behind the header, empty lines not counted. */
    public long rows() {
        return rows;
    }

    public long withoutMember() {
        return withoutMember;
    }

    /** Rows that became part of an order. */
    public long inOrders() {
        return inOrders;
    }

    /** Rows that the mapping leaves out, by its reason. */
    public Map<String, Long> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    /** Rows that could not be read as the mapping says, by the code of the reason. */
    public Map<String, Long> refused() {
        return Collections.unmodifiableMap(refused);
    }
}
