package org.guildhall.app.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a file is written.
 *
 * @param delimiter between two fields; {@link #BLANKS} for any run of blanks, those at the ends of a line not counted
 * @param quote round a field that contains the delimiter, a quote (then doubled) or a line end, as RFC 4180 has it;
 *     {@link #NO_QUOTE} for a file where a quote is a character like any other
 * @param header whether the first row names the columns
 * @param longestRow in characters; a longer one is refused
 */
public record CsvFormat(Charset charset, char delimiter, char quote, boolean header, int longestRow) {
    public static final char BLANKS = '\0';
    public static final char NO_QUOTE = '\uFFFF';
    public static final int USUAL_LONGEST_ROW = 65_536;
    public static final int LARGEST_LONGEST_ROW = 1 << 24;

    /** UTF-8, commas, quotes, a header. */
    public static final CsvFormat USUAL =
            new CsvFormat(StandardCharsets.UTF_8, ',', '"', true, USUAL_LONGEST_ROW);

    public CsvFormat {
        if (longestRow < 16 || longestRow > LARGEST_LONGEST_ROW) {
            throw new IllegalArgumentException(
                    "expected the longest row to have 16 to " + LARGEST_LONGEST_ROW + " characters, but found "
                            + longestRow);
        }
    }

    public CsvFormat withDelimiter(char other) {
        return new CsvFormat(charset, other, quote, header, longestRow);
    }

    public CsvFormat withQuote(char other) {
        return new CsvFormat(charset, delimiter, other, header, longestRow);
    }

    public CsvFormat withCharset(Charset other) {
        return new CsvFormat(other, delimiter, quote, header, longestRow);
    }

    public CsvFormat withHeader(boolean has) {
        return new CsvFormat(charset, delimiter, quote, has, longestRow);
    }

    public CsvFormat withLongestRow(int characters) {
        return new CsvFormat(charset, delimiter, quote, header, characters);
    }
}
