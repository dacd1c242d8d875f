package org.guildhall.app.importing;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.app.mapping.Order;
import org.guildhall.app.mapping.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were refused, as CSV: line, reason, detail, the row as it stood. Begun with the first of them; what an
 * earlier import left there is removed. For one thread.
 */
public final class RefusedFile implements RowSink, Closeable {
    static final String HEADER = "line,reason,detail,row";

    private final Path file;
    private @Nullable BufferedWriter out;
    private @Nullable Refused first;

    /**
     * A row that was refused.
     *
     * @param line of the file, from 1
     * @param reason its code
     */
    public record Refused(long line, String reason, String detail) {}

    /** @throws IOException also where {@code file} is something else than an earlier import's refused rows */
    public RefusedFile(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                if (!HEADER.equals(lines.readLine())) {
                    throw new IOException(
                            file + " is there and holds no refused rows; name another file with --refused");
                }
            }
            Files.delete(file);
        }
    }

    @Override
    public void refuse(Order.Row row, String reason, String detail) {
        try {
            BufferedWriter writer = out;
            if (writer == null) {
                writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                writer.write(HEADER + "\n");
                out = writer;
                first = new Refused(row.line(), reason, detail);
            }
            writer.write(row.line() + "," + quoted(reason) + "," + quoted(detail) + "," + quoted(row.text()) + "\n");
        } catch (IOException fault) {
            throw new UncheckedIOException("can't write the refused rows to " + file, fault);
        }
    }

    /** The file, or null as long as nothing was refused. */
    public @Nullable Path written() {
        return out == null ? null : file;
    }

    /** The one that was refused before all others, or null as long as nothing was. */
    public @Nullable Refused first() {
        return first;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
