package org.guildhall.app.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a delimited file, plain or gzip, one row at a time in constant memory; for one thread.
 *
 * <ul>
 *   <li>{@link #next} moves to the next row; fields, {@link #row} and {@link #line} speak of that one until the next call.
 *   <li>Empty lines are no rows. A line ends with LF, CR LF or CR.
 *   <li>A malformed row is given as {@link Result#MALFORMED} with {@link #fault}; reading goes on behind the line end that
 *       follows its beginning, so that one open quote costs one line and not the rest of the file.
 * </ul>
 */
public final class CsvReader implements Closeable {
    /** What {@link #next} found. */
    public enum Result {
        ROW,
        MALFORMED,
        END
    }

    private static final int FIRST_BUFFER = 1 << 17;

    private final CsvFormat format;
    private final CountingStream counted;
    private final Reader in;
    private char[] buffer = new char[FIRST_BUFFER];
    private int limit;
    private boolean ended;

    private int rowStart;
    private int rowEnd;
    private int position;
    private long line;
    private long nextLine = 1;
    private String fault = "";

    private int fields;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private boolean[] doubled = new boolean[32];
    private Slice[] slices = new Slice[0];

    public CsvReader(InputStream stream, CsvFormat format) throws IOException {
        this.format = format;
        this.counted = new CountingStream(stream);
        this.in = new InputStreamReader(unpacked(counted), format.charset());
        fill();
        if (limit > 0 && buffer[0] == '\uFEFF') {
            position = 1;
        }
    }

    public static CsvReader open(Path file, CsvFormat format) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            return new CsvReader(stream, format);
        } catch (IOException | RuntimeException fault) {
            stream.close();
            throw fault;
        }
    }

    /** gzip is known by its first two bytes, whatever the file is called. */
    private static InputStream unpacked(InputStream stream) throws IOException {
        BufferedInputStream head = new BufferedInputStream(stream, 1 << 16);
        head.mark(2);
        boolean gzip = head.read() == 0x1F && head.read() == 0x8B;
        head.reset();
        return gzip ? PackedInput.open(head) : head;
    }

    /**
     * Unpacks all of a gzip file and leaves it; any other file, or a pipe, which can be read but once, is not looked at.
     *
     * @throws java.util.zip.ZipException when it is damaged
     * @throws EOFException when it was cut short
     */
    public static void checkPacked(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream stream = Files.newInputStream(file);
                InputStream in = unpacked(stream)) {
            if (in instanceof PackedInput) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** @throws IOException when the file can't be read on: an archive cut short, a disk that fails */
    public Result next() throws IOException {
        while (true) {
            rowStart = position;
            line = nextLine;
            Scan scan = scan();
            while (scan == Scan.INCOMPLETE) {
                if (limit - rowStart > format.longestRow()) {
                    return refuse(tooLong());
                }
                fill();
                scan = scan();
            }
            switch (scan) {
                case COMPLETE -> {
                    if (rowEnd - rowStart > format.longestRow()) {
                        return refuse(tooLong());
                    }
                    return Result.ROW;
                }
                case EMPTY -> {
                    if (position >= limit && ended) {
                        return Result.END;
                    }
                }
                case MALFORMED -> {
                    return refuse(fault);
                }
                case INCOMPLETE -> throw new IllegalStateException("expected a complete row");
            }
        }
    }

    /** As {@link #next}, but the row will come again. */
    public Result peek() throws IOException {
        Result result = next();
        position = rowStart;
        nextLine = line;
        return result;
    }

    /** How many fields the row has. */
    public int fields() {
        return fields;
    }

    /** The field at {@code index} from 0, quotes taken off; good until the next row or the next call for it. */
    public Slice field(int index) {
        if (index >= fields) {
            throw new IndexOutOfBoundsException("expected a field below " + fields + ", but found " + index);
        }
        if (index >= slices.length) {
            int old = slices.length;
            slices = Arrays.copyOf(slices, Math.max(index + 1, starts.length));
            Arrays.setAll(slices, i -> i < old ? slices[i] : new Slice());
        }
        return doubled[index] ? undoubled(index) : slices[index].on(buffer, starts[index], ends[index]);
    }

    /** The line at which the row begins, from 1. */
    public long line() {
        return line;
    }

    /** The row as it stands in the file, without its line end. */
    public String row() {
        return new String(buffer, rowStart, rowEnd - rowStart);
    }

    /** What is wrong with a malformed row. */
    public String fault() {
        return fault;
    }

    /** Bytes read of the file so far, packed ones where it is packed. */
    public long bytesRead() {
        return counted.count();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private enum Scan {
        COMPLETE,
        EMPTY,
        MALFORMED,
        INCOMPLETE
    }

    /** Finds the fields of the row at {@link #rowStart}; begun anew when the buffer had to be filled. */
    private Scan scan() {
        fields = 0;
        return format.delimiter() == CsvFormat.BLANKS ? scanBlanks() : scanDelimited();
    }

    private Scan scanDelimited() {
        char[] chars = buffer;
        char delimiter = format.delimiter();
        char quote = format.quote();
        int stop = limit;
        int at = rowStart;
        long lines = 1;
        while (true) {
            int from = at;
            if (at < stop && chars[at] == quote) {
                boolean twice = false;
                at++;
                while (true) {
                    while (at < stop && chars[at] != quote) {
                        if (chars[at] == '\n' || (chars[at] == '\r' && at + 1 < stop && chars[at + 1] != '\n')) {
                            lines++;
                        }
                        at++;
                    }
                    if (at >= stop) {
                        return ended ? malformed("a quote opened in field " + (fields + 1) + " is never closed")
                                : Scan.INCOMPLETE;
                    }
                    if (at + 1 == stop && !ended) {
                        return Scan.INCOMPLETE;
                    }
                    if (at + 1 < stop && chars[at + 1] == quote) {
                        twice = true;
                        at += 2;
                    } else {
                        break;
                    }
                }
                add(from + 1, at, twice);
                at++;
                if (at < stop && chars[at] != delimiter && chars[at] != '\n' && chars[at] != '\r') {
                    return malformed("field " + fields + " goes on behind its closing quote; expected the delimiter");
                }
            } else {
                while (at < stop) {
                    char c = chars[at];
                    if (c == delimiter || c == '\n' || c == '\r') {
                        break;
                    }
                    if (c == quote) {
                        return malformed(
                                "field " + (fields + 1) + " contains a quote but does not begin with one; expected"
                                        + " it in quotes, its quotes doubled, or 'quote: none' in the mapping");
                    }
                    at++;
                }
                add(from, at, false);
            }
            if (at < stop && chars[at] == delimiter) {
                at++;
            } else {
                return lineEnd(at, lines);
            }
        }
    }

    private Scan scanBlanks() {
        char[] chars = buffer;
        int stop = limit;
        int at = rowStart;
        while (true) {
            while (at < stop && (chars[at] == ' ' || chars[at] == '\t')) {
                at++;
            }
            int from = at;
            while (at < stop && chars[at] != ' ' && chars[at] != '\t' && chars[at] != '\n' && chars[at] != '\r') {
                at++;
            }
            if (at > from) {
                add(from, at, false);
            }
            if (at >= stop || chars[at] == '\n' || chars[at] == '\r') {
                return lineEnd(at, 1);
            }
        }
    }

    /** Ends the row at {@code at}, where a line end stands or the text ends. */
    private Scan lineEnd(int at, long lines) {
        if (at >= limit) {
            if (!ended) {
                return Scan.INCOMPLETE;
            }
            position = at;
        } else if (buffer[at] == '\r') {
            if (at + 1 >= limit && !ended) {
                return Scan.INCOMPLETE;
            }
            position = at + 1 < limit && buffer[at + 1] == '\n' ? at + 2 : at + 1;
        } else {
            position = at + 1;
        }
        rowEnd = at;
        nextLine = line + lines;
        boolean empty = rowEnd == rowStart || (format.delimiter() == CsvFormat.BLANKS && fields == 0);
        return empty ? Scan.EMPTY : Scan.COMPLETE;
    }

    private String tooLong() {
        return "expected a row of at most " + format.longestRow()
                + " characters, but found a longer one, or a quote that is never closed";
    }

    private Scan malformed(String what) {
        fault = what;
        return Scan.MALFORMED;
    }

    private void add(int from, int until, boolean twice) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, fields * 2);
            ends = Arrays.copyOf(ends, fields * 2);
            doubled = Arrays.copyOf(doubled, fields * 2);
        }
        starts[fields] = from;
        ends[fields] = until;
        doubled[fields] = twice;
        fields++;
    }

    /** Makes the row end at the first line end behind its beginning; of a very long one only the beginning is kept. */
    private Result refuse(String what) throws IOException {
        fault = what;
        fields = 0;
        int longest = format.longestRow();
        int at = rowStart;
        while (true) {
            while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (lineEnd(at, 1) != Scan.INCOMPLETE) {
                rowEnd = Math.min(rowEnd, rowStart + longest);
                return Result.MALFORMED;
            }
            if (at - rowStart > longest) {
                System.arraycopy(buffer, at, buffer, rowStart + longest, limit - at);
                limit -= at - rowStart - longest;
                at = rowStart + longest;
            }
            int searched = at - rowStart;
            fill();
            at = rowStart + searched;
        }
    }

    /** The field with its doubled quotes made single, in an array of its own. */
    private Slice undoubled(int index) {
        int length = ends[index] - starts[index];
        char[] out = new char[length];
        int size = 0;
        for (int i = starts[index]; i < ends[index]; i++) {
            out[size++] = buffer[i];
            if (buffer[i] == format.quote()) {
                i++;
            }
        }
        return slices[index].on(out, 0, size);
    }

    /** Moves the row to the front of the buffer, makes room where there is none, and reads. */
    private void fill() throws IOException {
        if (rowStart > 0) {
            System.arraycopy(buffer, rowStart, buffer, 0, limit - rowStart);
            limit -= rowStart;
            position = Math.max(0, position - rowStart);
            rowStart = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
        } else {
            limit += read;
        }
    }
}
