package org.guildhall.app.socket;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The holder's end of one call. A caller that neither sends nor takes anything for {@link #PATIENCE_SECONDS} is cut off; what the
 * command says after that, or after the caller has gone, is lost, and the command goes on. Any thread may write.
 */
final class Connection implements AutoCloseable {
    static final int PATIENCE_SECONDS = 60;
    /** Characters in a frame: never more than 65,535 bytes. */
    private static final int FRAME_CHARS = 16_384;

    private final SocketChannel channel;
    private final ScheduledExecutorService watch;
    private final DataInputStream in;
    private final DataOutputStream out;

    Connection(SocketChannel channel, ScheduledExecutorService watch) {
        this.channel = channel;
        this.watch = watch;
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(new BufferedOutputStream(new Watched(Channels.newOutputStream(channel)), 1 << 16));
    }

    Request request() throws IOException {
        Future<?> cut = cutLater();
        try {
            return Request.read(in);
        } finally {
            cut.cancel(false);
        }
    }

    synchronized void begun() throws IOException {
        out.writeByte(Request.BEGUN);
        out.flush();
    }

    synchronized void exit(int code) throws IOException {
        out.writeByte(Request.EXIT);
        out.writeInt(code);
        out.flush();
    }

    private synchronized void send(int kind, String text) throws IOException {
        out.writeByte(kind);
        out.writeUTF(text);
    }

    private synchronized void flush() throws IOException {
        out.flush();
    }

    PrintWriter writer(int kind) {
        return new PrintWriter(new Writer() {
            @Override
            public void write(char[] chars, int offset, int length) throws IOException {
                for (int done = 0; done < length; done += FRAME_CHARS) {
                    send(kind, new String(chars, offset + done, Math.min(FRAME_CHARS, length - done)));
                }
            }

            @Override
            public void flush() throws IOException {
                Connection.this.flush();
            }

            @Override
            public void close() {
                // the connection is closed as a whole
            }
        });
    }

    private Future<?> cutLater() {
        return watch.schedule(this::close, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Unblocks whoever reads or writes. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(Connection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a call could not be closed", e);
        }
    }

    /** Writes that end the connection when they take too long. */
    private final class Watched extends OutputStream {
        private final OutputStream to;

        Watched(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Future<?> cut = cutLater();
            try {
                to.write(bytes, offset, length);
            } finally {
                cut.cancel(false);
            }
        }
    }
}
