package org.guildhall.core.language;

/** A place in a file; lines and columns count from 1, columns in characters. */
public record Place(int line, int column) implements Comparable<Place> {
    public static final Place START = new Place(1, 1);

    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
