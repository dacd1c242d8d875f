package org.guildhall.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a stream, as many at a time as have arrived. One thread. */
public final class Lines {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[64 << 10];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean tooLong;
    private boolean ended;
    private long number = 1;

    /**
     * One line without its end.
     *
     * @param number from 1
     * @param tooLong whether there was more, which is not kept
     */
    public record Line(long number, byte[] bytes, boolean tooLong) {}

    /** @param longest bytes of a line */
    public Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Waits for bytes, and gives the lines that end in them, perhaps none; empty ones are counted and left out. */
    public List<Line> next() throws IOException {
        List<Line> lines = new ArrayList<>();
        int read = in.read(buffer);
        ended = read < 0;
        if (ended) {
            end(lines);
            return lines;
        }
        int from = 0;
        for (int i = 0; i < read; i++) {
            if (buffer[i] == '\n') {
                add(from, i);
                end(lines);
                from = i + 1;
            }
        }
        add(from, read);
        return lines;
    }

    /** Whether {@link #next} has given the last. */
    public boolean ended() {
        return ended;
    }

    /** Of the line that is being read. */
    public long number() {
        return number;
    }

    private void add(int from, int to) {
        int room = longest - begun.size();
        tooLong |= to - from > room;
        begun.write(buffer, from, Math.min(to - from, room));
    }

    private void end(List<Line> lines) {
        byte[] bytes = begun.toByteArray();
        if (number == 1 && bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            bytes = Arrays.copyOfRange(bytes, 3, bytes.length); // a mark of the encoding
        }
        if (!isBlank(bytes) || tooLong) {
            lines.add(new Line(number, bytes, tooLong));
        }
        begun.reset();
        tooLong = false;
        number++;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte one : bytes) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }
}
