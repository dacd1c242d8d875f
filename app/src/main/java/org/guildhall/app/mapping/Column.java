package org.guildhall.app.mapping;

/**
 * A column that the mapping uses.
 *
 * @param number from 0, in the order of the mapping
 * @param name what the mapping calls it
 * @param header what the file calls it; not looked at where {@code position} tells it
 * @param position from 1; 0 where the header tells it
 */
record Column(int number, String name, String header, int position, Format format, MapNode node) {

    /** How the column's values are written. */
    sealed interface Format {
        /** Any text; blanks at its ends do not count. */
        record Text() implements Format {}

        /** An identifying number that some tool wrote as a decimal: {@code 17850.0} is {@code 17850}. */
        record Whole() implements Format {}

        /** An exact number with this character before its fraction. */
        record Decimal(char point) implements Format {}

        /** {@code true, yes, y, 1} or {@code false, no, n, 0}. */
        record Flag() implements Format {}

        /** A date, with or without a time, in the zone of the mapping. */
        record Moment(String pattern) implements Format {}

        /** ISO 8601 with its offset: {@code 2011-03-27T10:15:30Z}. */
        record Iso() implements Format {}

        /** Since 1970-01-01 UTC, in units of so many milliseconds. */
        record Epoch(int millis) implements Format {}

        default boolean isTime() {
            return switch (this) {
                case Moment moment -> true;
                case Iso iso -> true;
                case Epoch epoch -> true;
                case Text text -> false;
                case Whole whole -> false;
                case Decimal decimal -> false;
                case Flag flag -> false;
            };
        }
    }
}
