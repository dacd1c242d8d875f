package org.guildhall.app.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.guildhall.runtime.DamageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of a {@link LineFile}: each an object of JSON that ends with the CRC32C of the checksum before and of itself, so that
 * a line that was changed, moved or lost is found. One thread.
 */
final class CheckedLines implements AutoCloseable {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final int ENDING_BYTES = ending(0).length;

    private final Path path;
    private final InputStream in;
    private Mark mark;

    /**
     * A place between two lines.
     *
     * @param checksum that of the line before; 0 at the beginning
     */
    record Mark(long at, int checksum) {
        static final Mark BEGINNING = new Mark(0, 0);

        /** The line to write here, its end included. */
        byte[] line(Object json) {
            byte[] object = MAPPER.writeValueAsBytes(json);
            byte[] said = Arrays.copyOf(object, object.length - 1);
            byte[] ending = ending(checksum(said, said.length));
            return ByteBuffer.allocate(said.length + ending.length).put(said).put(ending).array();
        }

        /** The place behind a line that is written here. */
        Mark behind(byte[] line) {
            return new Mark(at + line.length, checksum(line, line.length - ENDING_BYTES));
        }

        private int checksum(byte[] said, int length) {
            CRC32C sum = new CRC32C();
            sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, checksum));
            sum.update(said, 0, length);
            return (int) sum.getValue();
        }
    }

    CheckedLines(Path path, Mark from) throws IOException {
        this.path = path;
        mark = from;
        in = new BufferedInputStream(Channels.newInputStream(
                FileChannel.open(path, StandardOpenOption.READ).position(from.at())));
    }

    private static byte[] ending(int checksum) {
        return (",\"crc32c\":\"" + HexFormat.of().toHexDigits(checksum) + "\"}\n").getBytes(US_ASCII);
    }

    /**
     * The next line; null at the end, or where a crash cut the last one off.
     *
     * @throws DamageException for a line that is not as it was written
     */
    @Nullable
    JsonNode next() throws IOException {
        byte[] line = bytes();
        if (line.length == 0 || isTorn(line)) {
            return null;
        }
        if (line.length <= ENDING_BYTES) {
            throw damage("found only " + line.length + " bytes");
        }
        Mark behind = mark.behind(line);
        if (!Arrays.equals(ending(behind.checksum()),
                Arrays.copyOfRange(line, line.length - ENDING_BYTES, line.length))) {
            throw damage("found " + line.length + " bytes with another checksum");
        }
        mark = behind;
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException malformed) {
            throw damage("found " + malformed.getOriginalMessage());
        }
    }

    /** Behind the last line that was given. */
    Mark mark() {
        return mark;
    }

    DamageException damage(String found) {
        return new DamageException(
                "expected a line in " + path + " at byte " + mark.at() + " as it was written, but " + found);
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            line.write(one);
            if (one == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    /** Whether it is the last, and a part of it was never written: a disk leaves zeros for that, or nothing. */
    private boolean isTorn(byte[] line) throws IOException {
        boolean whole = line[line.length - 1] == '\n';
        if (!whole) {
            return true;
        }
        for (byte one : line) {
            if (one == 0) {
                in.mark(1);
                boolean last = in.read() < 0;
                in.reset();
                return last;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
