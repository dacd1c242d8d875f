package org.guildhall.app.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvReaderTest {

    @Test
    void readsFieldsRowsAndTheLinesTheyBeginAt() {
        assertThat(read(CsvFormat.USUAL, "a,b,c\n1,,3\r\n\n\"x, y\",\"he said \"\"no\"\"\",\"two\nlines\"\nlast,,"))
                .containsExactly("1:[a|b|c]", "2:[1||3]", "4:[x, y|he said \"no\"|two\nlines]", "6:[last||]");
    }

    @Test
    void readsFieldsBetweenRunsOfBlanks() {
        assertThat(read(CsvFormat.USUAL.withDelimiter(CsvFormat.BLANKS),
                " customer_id  date \r\n 00001 19970101  1   11.77\r\n   \r\n\t00002\t19970112\n"))
                .containsExactly("1:[customer_id|date]", "2:[00001|19970101|1|11.77]", "4:[00002|19970112]");
    }

    static List<Arguments> malformed() {
        return List.of(
                Arguments.of("a,\"b\n2,3\n", "a quote opened in field 2 is never closed>a,\"b"),
                Arguments.of("a,\"b\"c\n2,3",
                        "field 2 goes on behind its closing quote; expected the delimiter>a,\"b\"c"),
                Arguments.of("5\" nail,b\n2,3", "field 1 contains a quote but does not begin with one; expected it in"
                        + " quotes, its quotes doubled, or 'quote: none' in the mapping>5\" nail,b"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void givesMalformedRowsWithTheirReasonAndGoesOnBehindThem(String text, String fault) {
        assertThat(read(CsvFormat.USUAL, text)).containsExactly("1:<" + fault, "2:[2|3]");
    }

    @Test
    void aQuoteIsAnOrdinaryCharacterWhereTheFileHasNone() {
        assertThat(read(CsvFormat.USUAL.withQuote(CsvFormat.NO_QUOTE), "5\" nail,\"b\n"))
                .containsExactly("1:[5\" nail|\"b]");
    }

    @Test
    void refusesRowsThatAreTooLongAndKeepsTheirBeginning() {
        String text = "a,b\n" + "x".repeat(400_000) + "\n1,2\n";

        assertThat(read(CsvFormat.USUAL.withLongestRow(20), text)).containsExactly("1:[a|b]",
                "2:<expected a row of at most 20 characters, but found a longer one, or a quote that is never closed>"
                        + "x".repeat(20),
                "3:[1|2]");
    }

    @Test
    void readsRowsLongerThanItsBuffer() {
        String field = "y".repeat(300_000);

        assertThat(read(CsvFormat.USUAL.withLongestRow(1_000_000), "a,b\n" + field + ",2\n3,4"))
                .containsExactly("1:[a|b]", "2:[" + field + "|2]", "3:[3|4]");
    }

    @Test
    void skipsTheByteOrderMarkAndReadsTheDeclaredCharset() {
        Charset latin = StandardCharsets.ISO_8859_1;

        assertThat(read(CsvFormat.USUAL, "\uFEFFname\nZoë")).containsExactly("1:[name]", "2:[Zoë]");
        assertThat(rows(CsvFormat.USUAL.withCharset(latin), new ByteArrayInputStream("Zoë,1".getBytes(latin))))
                .containsExactly("1:[Zoë|1]");
    }

    @Test
    void unpacksGzipWhateverTheFileIsCalledAndSaysWhenItIsCutShort() throws IOException {
        byte[] packed = gzip("a,b\n1,2\n");

        assertThat(rows(CsvFormat.USUAL, new ByteArrayInputStream(packed))).containsExactly("1:[a|b]", "2:[1|2]");
        assertThatThrownBy(() -> {
            try (CsvReader reader =
                    new CsvReader(new ByteArrayInputStream(packed, 0, packed.length - 12), CsvFormat.USUAL)) {
                while (reader.next() != CsvReader.Result.END) {
                    // to the end
                }
            }
        }).hasMessageContaining("the gzip file ends early");
    }

    /** A pipe may have nothing ready between two members: that is not the end. */
    @Test
    void unpacksFurtherMembersThatAreNotThereYet() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("a,b\n"));
        both.write(gzip("1,2\n"));
        InputStream pipe = new FilterInputStream(new ByteArrayInputStream(both.toByteArray())) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1));
            }
        };

        assertThat(rows(CsvFormat.USUAL, pipe)).containsExactly("1:[a|b]", "2:[1|2]");
    }

    /** Whatever the sizes in which the text arrives, what was written is what is read. */
    @Property
    void readsBackWhatWasWritten(@ForAll @Size(min = 1, max = 6) List<@Size(min = 2, max = 4) List<@StringLength(
            max = 5) @CharRange(from = 'a', to = 'b') String>> plain,
            @ForAll @Size(6) List<@Size(4) List<Byte>> dressing) {
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int line = 1;
        for (int row = 0; row < plain.size(); row++) {
            List<String> fields = new ArrayList<>();
            for (int column = 0; column < plain.get(row).size(); column++) {
                String field = plain.get(row).get(column)
                        + List.of("", ",", "\"", "\n", "\"\"", "x")
                                .get(Math.floorMod(dressing.get(row).get(column), 6));
                fields.add(field);
                text.append(column == 0 ? "" : ",").append('"').append(field.replace("\"", "\"\"")).append('"');
            }
            text.append(row % 2 == 0 ? "\n" : "\r\n");
            expected.add(line + ":[" + String.join("|", fields) + "]");
            line += 1 + (int) String.join("", fields).chars().filter(c -> c == '\n').count();
        }

        assertThat(rows(CsvFormat.USUAL, new Drops(text.toString()))).isEqualTo(expected);
    }

    /** Gives one byte at a time. */
    private static final class Drops extends FilterInputStream {
        Drops(String text) {
            super(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(1, length));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static List<String> read(CsvFormat format, String text) {
        return rows(format, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> rows(CsvFormat format, InputStream stream) {
        List<String> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(stream, format)) {
            while (true) {
                switch (reader.next()) {
                    case END -> {
                        return rows;
                    }
                    case MALFORMED -> rows.add(reader.line() + ":<" + reader.fault() + ">" + reader.row());
                    case ROW -> {
                        List<String> fields = new ArrayList<>();
                        for (int i = 0; i < reader.fields(); i++) {
                            fields.add(reader.field(i).toString());
                        }
                        rows.add(reader.line() + ":[" + String.join("|", fields) + "]");
                    }
                }
            }
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }
}
