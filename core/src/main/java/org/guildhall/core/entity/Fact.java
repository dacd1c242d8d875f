package org.guildhall.core.entity;

/** One fact of a refusal, in a unit that an edge can show: dates in the programme's zone, amounts with their point. */
public sealed interface Fact {
    record Text(String text) implements Fact {
        @Override
        public String toString() {
            return text;
        }
    }

    record Flag(boolean is) implements Fact {
        @Override
        public String toString() {
            return Boolean.toString(is);
        }
    }

    /** A count, a line, a version: a whole number as it is. */
    record Whole(long number) implements Fact {
        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /** Epoch milliseconds. */
    record Moment(long moment) implements Fact {
        @Override
        public String toString() {
            return Long.toString(moment);
        }
    }

    /** A length of time in milliseconds. */
    record Span(long millis) implements Fact {
        @Override
        public String toString() {
            return Long.toString(millis);
        }
    }

    /** Points of a currency, in its scale. */
    record Points(String currency, long amount) implements Fact {
        @Override
        public String toString() {
            return Long.toString(amount);
        }
    }

    /** Minor units of the programme's money. */
    record Money(long minor) implements Fact {
        @Override
        public String toString() {
            return Long.toString(minor);
        }
    }

    /** A fact of a plain value: a text, a whole number, yes or no. */
    static Fact of(Object value) {
        return switch (value) {
            case Fact fact -> fact;
            case Boolean flag -> new Flag(flag);
            case Integer number -> new Whole(number);
            case Long number -> new Whole(number);
            default -> new Text(value.toString());
        };
    }
}
