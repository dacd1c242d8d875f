package org.guildhall.rocksdb;

/** Something that is not as it must be: where, and what was expected and found. */
public record Finding(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
