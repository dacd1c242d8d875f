package org.guildhall.app.mapping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.app.csv.CsvReader;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;

/**
 * Where in a file the columns of a mapping stand.
 *
 * @param places from 0, by the number of the column
 * @param width fields that every row must have; in a file without a header, as many as its first row
 */
record Header(int[] places, int width) {

    /** Reads the first row where it is a header; in a file without one, looks at it and leaves it to be read. */
    static Header read(String file, CsvReader reader, Mapping mapping) throws IOException, MappingException {
        CsvReader.Result first = mapping.format.header() ? reader.next() : reader.peek();
        if (first == CsvReader.Result.MALFORMED) {
            throw new MappingException(
                    List.of(new Problem(file, new Place((int) reader.line(), 1), "a malformed first row",
                            "a first row that can be read: " + reader.fault(), null)));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < (first == CsvReader.Result.END ? 0 : reader.fields()); i++) {
            names.add(reader.field(i).toString().strip());
        }
        if (first == CsvReader.Result.END && mapping.format.header()) {
            throw new MappingException(
                    List.of(new Problem(file, new Place(1, 1), "an empty file", "a header and rows", null)));
        }
        int[] places = new int[mapping.columns.size()];
        for (Column column : mapping.columns) {
            places[column.number()] = column.position() > 0
                    ? position(file, column, names.size())
                    : place(file, column, names);
        }
        return new Header(places, names.size());
    }

    private static int position(String file, Column column, int width) {
        if (width > 0 && column.position() > width) {
            column.node()
                    .add("position " + column.position(), "a position up to " + width + ", as " + file + " has it",
                            null);
            return 0;
        }
        return column.position() - 1;
    }

    private static int place(String file, Column column, List<String> names) {
        int place = names.indexOf(column.header());
        if (place < 0) {
            column.node()
                    .add("the column " + column.header(), "a column of " + file + ": " + String.join(", ", names),
                            Nearest.to(column.header(), names));
            return 0;
        }
        if (names.lastIndexOf(column.header()) != place) {
            column.node()
                    .add("the column " + column.header() + ", twice in " + file, "its position",
                            column.name() + ": {position: " + (place + 1) + ", as: …}");
        }
        return place;
    }
}
