package org.guildhall.server.http;

import java.io.IOException;
import java.io.OutputStream;

/** What is sent as it comes to be, each write of which is watched: whoever takes nothing is cut off. */
final class WatchedStream extends OutputStream {
    private final OutputStream out;
    private final Watch watch;

    WatchedStream(OutputStream out, Watch watch) {
        this.out = out;
        this.watch = watch;
    }

    /** Something that may have to wait for the reader. */
    private interface Sending {
        void run() throws IOException;
    }

    private void watched(Sending sending) throws IOException {
        watch.begin();
        try {
            sending.run();
        } finally {
            watch.end();
        }
    }

    @Override
    public void write(int one) throws IOException {
        watched(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        watched(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        watched(out::flush);
    }

    @Override
    public void close() throws IOException {
        watched(out::close);
    }
}
