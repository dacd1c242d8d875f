package org.guildhall.app.mapping;

import java.util.Arrays;

/** Counts 64-bit hashes: 12 bytes each, so that tens of millions fit; two texts with one hash count as one. */
final class LongCounts {
    private long[] keys = new long[1024];
    private int[] counts = new int[1024];
    private int size;

    /** Counts one more and gives how many it is now. */
    int add(long key) {
        if (size * 4L > keys.length * 3L) {
            grow();
        }
        int at = place(key);
        if (counts[at] == 0) {
            keys[at] = key;
            size++;
        }
        return ++counts[at];
    }

    boolean contains(long key) {
        return counts[place(key)] > 0;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (counts[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        Arrays.fill(counts, 0);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
