package org.guildhall.app.mapping;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.guildhall.app.csv.CsvReader;
import org.guildhall.app.csv.Slice;
import org.jspecify.annotations.Nullable;

/** The reader's present row, seen through the columns of a mapping. For one thread. */
final class FileRow {
    private final CsvReader reader;
    private final int[] places;
    private final @Nullable Moments[] moments;

    FileRow(CsvReader reader, Mapping mapping, int[] places) {
        this.reader = reader;
        this.places = places;
        this.moments = new @Nullable Moments[places.length];
        for (Column column : mapping.columns) {
            if (column.format() instanceof Column.Format.Moment moment) {
                moments[column.number()] = new Moments(moment.pattern(), mapping.zone);
            }
        }
    }

    /** The column's text without blanks round it; good until the next call for the same column. */
    Slice slice(Column column) {
        return reader.field(places[column.number()]).stripped();
    }

    /** The column's text; an identifying number without the fraction that some tool gave it. */
    String text(Column column) throws BadValueException {
        Slice slice = slice(column);
        if (slice.indexOf('\uFFFD') >= 0) {
            throw BadValueException.of(slice, "characters of the declared charset").in(column);
        }
        return column.format() instanceof Column.Format.Whole ? whole(slice, column) : slice.toString();
    }

    private static String whole(Slice slice, Column column) throws BadValueException {
        int point = slice.indexOf('.');
        int end = point < 0 ? slice.length() : point;
        for (int i = 0; i < slice.length(); i++) {
            char c = slice.charAt(i);
            if (i < end ? c < '0' || c > '9' : i > end && c != '0') {
                throw BadValueException.of(slice, "a whole number").in(column);
            }
        }
        return slice.subSequence(0, end).toString();
    }

    /** The column's number in units of {@code 10^-digits}. */
    long number(Column column, int digits) throws BadValueException {
        char point = column.format() instanceof Column.Format.Decimal decimal ? decimal.point() : '.';
        try {
            return Decimals.read(slice(column), digits, point);
        } catch (BadValueException wrong) {
            throw wrong.in(column);
        }
    }

    boolean flag(Column column) throws BadValueException {
        Slice slice = slice(column);
        return switch (slice.toString().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "y", "1" -> true;
            case "false", "no", "n", "0" -> false;
            default -> throw BadValueException.of(slice, "true or false, yes or no, y or n, 1 or 0").in(column);
        };
    }

    /** Epoch milliseconds. */
    long moment(Column column) throws BadValueException {
        try {
            return moment(slice(column), column);
        } catch (BadValueException wrong) {
            throw wrong.in(column);
        } catch (ArithmeticException tooFar) {
            throw BadValueException.of(slice(column), "a time that is not so far away").in(column);
        }
    }

    private long moment(Slice slice, Column column) throws BadValueException {
        return switch (column.format()) {
            case Column.Format.Epoch epoch -> Math.multiplyExact(Decimals.read(slice, 0, '.'), epoch.millis());
            case Column.Format.Iso iso -> iso(slice);
            default -> {
                Moments reader = moments[column.number()];
                if (reader == null) {
                    throw new IllegalStateException("expected a column of times, but found " + column.name());
                }
                yield reader.read(slice);
            }
        };
    }

    private static long iso(Slice slice) throws BadValueException {
        try {
            return OffsetDateTime.parse(slice).toInstant().toEpochMilli();
        } catch (DateTimeException malformed) {
            throw BadValueException.of(slice, "a time such as 2011-03-27T10:15:30Z");
        }
    }

    /** The day of a time in {@code zone}, as epoch day. */
    long day(Column column, ZoneId zone) throws BadValueException {
        return java.time.Instant.ofEpochMilli(moment(column)).atZone(zone).toLocalDate().toEpochDay();
    }

    boolean holds(Condition condition) throws BadValueException {
        Slice slice = slice(condition.column());
        String value = condition.values().getFirst();
        return switch (condition.operator()) {
            case IS -> slice.is(value);
            case IS_NOT -> !slice.is(value);
            case IS_EMPTY -> slice.isEmpty();
            case IS_NOT_EMPTY -> !slice.isEmpty();
            case ONE_OF -> condition.values().stream().anyMatch(slice::is);
            case STARTS_WITH -> slice.startsWith(value);
            case ENDS_WITH -> slice.endsWith(value);
            case CONTAINS -> slice.contains(value);
            case AT_LEAST -> compared(condition) >= condition.number();
            case AT_MOST -> compared(condition) <= condition.number();
            case ABOVE -> compared(condition) > condition.number();
            case BELOW -> compared(condition) < condition.number();
        };
    }

    private long compared(Condition condition) throws BadValueException {
        return number(condition.column(), Condition.COMPARED_DIGITS);
    }

    /** The template's text; {@code occurrence} is asked for only where the template needs it. */
    String made(Template template, java.util.function.LongSupplier occurrence) throws BadValueException {
        StringBuilder text = new StringBuilder(32);
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Part.Literal literal -> text.append(literal.text());
                case Template.Part.Of of -> text.append(text(of.column()));
                case Template.Part.Occurrence counted -> text.append(occurrence.getAsLong());
            }
        }
        return text.toString();
    }

    Order.Row kept() {
        return new Order.Row(reader.line(), reader.row());
    }
}
