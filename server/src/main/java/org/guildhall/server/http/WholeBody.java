package org.guildhall.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.time.Duration;

/** Reads a body to its end, which may be neither too far nor take too long. */
final class WholeBody {
    private static final int PIECE = 16 << 10;

    private WholeBody() {}

    /**
     * @param most bytes
     * @throws ProblemException when there are more, or they take longer
     */
    static byte[] read(InputStream from, int most, Duration longest) {
        long began = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try (InputStream in = from) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                body.write(piece, 0, read);
                if (body.size() > most) {
                    throw tooLarge(most);
                }
                if (System.nanoTime() - began > longest.toNanos()) {
                    throw new ProblemException(408, "too-slow",
                            "found " + body.size() + " bytes of a body within " + longest.toSeconds()
                                    + " s, expected all of it");
                }
            }
            return body.toByteArray();
        } catch (ProtocolException broken) {
            throw new ProblemException(400, "malformed", broken.getMessage() + ", expected them as HTTP/1.1 has them");
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    static ProblemException tooLarge(int most) {
        return new ProblemException(413, "too-large",
                "found a body of more than " + most + " bytes, expected at most that");
    }
}
