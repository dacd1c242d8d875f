package org.guildhall.core.table;

import org.guildhall.core.codec.MalformedBytesException;

/** From which key, inclusive, to which other, exclusive, the rows of a part of a tree lie; either may be open. */
final class Bounds {
    private boolean below;
    private long low1;
    private long low2;
    private boolean above;
    private long high1;
    private long high2;

    void clear() {
        below = false;
        above = false;
    }

    void from(long k1, long k2) {
        below = true;
        low1 = k1;
        low2 = k2;
    }

    void to(long k1, long k2) {
        above = true;
        high1 = k1;
        high2 = k2;
    }

    /** Whether there may be rows below. */
    boolean below() {
        return below;
    }

    long low1() {
        return low1;
    }

    long low2() {
        return low2;
    }

    /** Whether there may be rows above. */
    boolean above() {
        return above;
    }

    long high1() {
        return high1;
    }

    long high2() {
        return high2;
    }

    boolean contain(long k1, long k2) {
        return (!below || !RowScan.below(k1, k2, low1, low2)) && (!above || RowScan.below(k1, k2, high1, high2));
    }

    void check(int page, long k1, long k2) {
        if (!contain(k1, k2)) {
            throw new MalformedBytesException(
                    "expected keys from " + (below ? RowScan.key(low1, low2) : "any") + " to below "
                            + (above ? RowScan.key(high1, high2) : "any") + " in page " + page + ", but found "
                            + RowScan.key(k1, k2));
        }
    }
}
