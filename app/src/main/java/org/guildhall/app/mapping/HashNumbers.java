package org.guildhall.app.mapping;

/**
 * Numbers from 1 on by 64-bit hash: 16 bytes a place, of which a quarter to five eighths are free, so that tens of millions
 * fit; two texts with one hash are taken for one.
 */
final class HashNumbers {
    private long[] keys = new long[1024];
    private long[] numbers = new long[1024];
    private int size;

    /** Counts one more and gives how many it is now. */
    long count(long key) {
        long number = get(key) + 1;
        put(key, number);
        return number;
    }

    /** @param number from 1 */
    void put(long key, long number) {
        if (size * 4L > keys.length * 3L) {
            grow();
        }
        int at = place(key);
        if (numbers[at] == 0) {
            keys[at] = key;
            size++;
        }
        numbers[at] = number;
    }

    /** 0 where none was put. */
    long get(long key) {
        return numbers[place(key)];
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (numbers[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }
}
