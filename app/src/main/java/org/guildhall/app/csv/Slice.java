package org.guildhall.app.csv;

import org.guildhall.core.codec.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of characters that moves with its reader: good until the reader's next row, then it shows another text. Keep
 * {@link #toString()} where it has to last.
 */
public final class Slice implements CharSequence {
    private char[] chars = new char[0];
    private int start;
    private int end;

    Slice on(char[] array, int from, int until) {
        chars = array;
        start = from;
        end = until;
        return this;
    }

    /** The same text without blanks at its ends. */
    public Slice stripped() {
        while (start < end && blank(chars[start])) {
            start++;
        }
        while (start < end && blank(chars[end - 1])) {
            end--;
        }
        return this;
    }

    private static boolean blank(char c) {
        return c <= ' ' || c == 0xA0;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        return chars[start + index];
    }

    @Override
    public CharSequence subSequence(int from, int until) {
        return new String(chars, start + from, until - from);
    }

    /** Where the character stands first, or -1. */
    public int indexOf(char wanted) {
        for (int i = start; i < end; i++) {
            if (chars[i] == wanted) {
                return i - start;
            }
        }
        return -1;
    }

    public boolean startsWith(String prefix) {
        return prefix.length() <= length() && matches(prefix, 0);
    }

    public boolean endsWith(String suffix) {
        return suffix.length() <= length() && matches(suffix, length() - suffix.length());
    }

    public boolean contains(String part) {
        for (int at = 0; at + part.length() <= length(); at++) {
            if (matches(part, at)) {
                return true;
            }
        }
        return false;
    }

    public boolean is(@Nullable String text) {
        return text != null && text.length() == length() && matches(text, 0);
    }

    private boolean matches(String text, int at) {
        for (int i = 0; i < text.length(); i++) {
            if (chars[start + at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A 64-bit hash of the text, continuing from {@code seed}. */
    public long hash(long seed) {
        long hash = seed ^ length();
        for (int i = start; i < end; i++) {
            hash = hash * 0x100000001B3L ^ chars[i];
        }
        return Hashes.mix(hash);
    }

    public void appendTo(StringBuilder out) {
        out.append(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, start, end - start);
    }
}
