package org.guildhall.server.http;

import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.http.RequestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body as it arrives, whose chunks are told by one exception where they are none; Helidon 4.4.0 has several for that. */
final class BodyStream extends FilterInputStream {
    BodyStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** @throws ProtocolException where a chunk is none */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (NumberFormatException | IncorrectNewLineException | RequestException none) {
            ProtocolException broken = new ProtocolException("found a body in chunks that are none");
            broken.initCause(none);
            throw broken;
        }
    }
}
