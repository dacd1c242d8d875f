package org.guildhall.app.mapping;

import java.util.List;

/** A test of one column of a row. */
record Condition(Column column, Operator operator, List<String> values, long number) {
    /** Digits behind the point that a comparison of numbers looks at. */
    static final int COMPARED_DIGITS = 6;

    enum Operator {
        IS_NOT_EMPTY("is not empty"),
        IS_EMPTY("is empty"),
        ONE_OF("is one of"),
        IS_NOT("is not"),
        IS("is"),
        STARTS_WITH("starts with"),
        ENDS_WITH("ends with"),
        CONTAINS("contains"),
        AT_LEAST("at least"),
        AT_MOST("at most"),
        ABOVE("above"),
        BELOW("below");

        private final String words;

        Operator(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Whether it compares numbers, not texts. */
        boolean ofNumbers() {
            return compareTo(AT_LEAST) >= 0;
        }

        boolean takesNoValue() {
            return this == IS_EMPTY || this == IS_NOT_EMPTY;
        }
    }
}
