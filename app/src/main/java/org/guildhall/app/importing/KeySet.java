package org.guildhall.app.importing;

/** A set of 64-bit keys, 8 bytes each and as much air. */
final class KeySet {
    private long[] places = new long[1024];
    private boolean zero;
    private int size;

    void add(long key) {
        if (key == 0) {
            zero = true;
            return;
        }
        int at = place(places, key);
        if (places[at] == 0) {
            places[at] = key;
            size++;
            if (size * 2L > places.length) {
                grow();
            }
        }
    }

    long size() {
        return size + (zero ? 1 : 0);
    }

    private static int place(long[] places, long key) {
        int mask = places.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (places[at] != 0 && places[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] larger = new long[places.length * 2];
        for (long key : places) {
            if (key != 0) {
                larger[place(larger, key)] = key;
            }
        }
        places = larger;
    }
}
