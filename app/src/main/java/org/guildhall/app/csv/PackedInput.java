package org.guildhall.app.csv;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip stream behind whose end nothing stands: the JDK takes a member whose header is damaged for the end. */
final class PackedInput extends GZIPInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Checksum and length, which the inflater is not given. */
    private static final int TRAILER_BYTES = 8;

    private PackedInput(InputStream in) throws IOException {
        super(in, BUFFER_BYTES);
    }

    /** @throws EOFException when it was cut short, here or while it is read */
    static PackedInput open(InputStream in) throws IOException {
        try {
            return new PackedInput(new Announced(in));
        } catch (EOFException cut) {
            throw cutShort(cut);
        }
    }

    /** @throws ZipException when it is damaged */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(into, offset, length);
        } catch (EOFException cut) {
            throw cutShort(cut);
        }
        if (read < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
            throw new ZipException("found more behind its end, and no gzip");
        }
        return read;
    }

    /** Says that there is more as long as there is: the JDK looks for a further member only then, and a pipe may be empty just now. */
    private static final class Announced extends BufferedInputStream {
        Announced(InputStream in) {
            super(in, BUFFER_BYTES);
        }

        @Override
        public int available() throws IOException {
            int known = super.available();
            if (known > 0) {
                return known;
            }
            mark(1);
            boolean more = read() >= 0;
            reset();
            return more ? 1 : 0;
        }
    }

    private static EOFException cutShort(EOFException cause) {
        EOFException cut = new EOFException("the gzip file ends early, it was cut short");
        cut.initCause(cause);
        return cut;
    }
}
