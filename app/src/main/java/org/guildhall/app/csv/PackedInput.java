package org.guildhall.app.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip stream behind whose end nothing stands: the JDK takes a member whose header is damaged for the end. */
final class PackedInput extends GZIPInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Checksum and length, which the inflater is not given. */
    private static final int TRAILER_BYTES = 8;

    PackedInput(InputStream in) throws IOException {
        super(in, BUFFER_BYTES);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
            throw new ZipException("found more behind its end, and no gzip");
        }
        return read;
    }
}
