package org.guildhall.app.socket;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Asks the process that has a data directory open to do a command. */
public final class CommandClient {
    private CommandClient() {}

    /**
     * Prints what the command says, and gives its exit code; empty when nobody answers, and nothing was begun.
     *
     * @throws IOException when the command was begun and its end is not known
     */
    public static OptionalInt call(Path data, Request request, PrintWriter out, PrintWriter err) throws IOException {
        boolean begun = false;
        try (SocketChannel channel = SocketChannel.open(SocketPlace.find(data));
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16))) {
            request.write(new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel))));
            begun = in.readByte() == Request.BEGUN;
            return OptionalInt.of(follow(in, out, err));
        } catch (IOException | UnsupportedOperationException e) {
            if (begun) {
                throw new IOException("the process that has " + data + " open ended before the command did", e);
            }
            return OptionalInt.empty();
        }
    }

    private static int follow(DataInputStream in, PrintWriter out, PrintWriter err) throws IOException {
        while (true) {
            if (in.available() == 0) {
                out.flush();
                err.flush();
            }
            int kind = in.readByte();
            if (kind == Request.EXIT) {
                out.flush();
                err.flush();
                return in.readInt();
            }
            (kind == Request.OUT ? out : err).print(in.readUTF());
        }
    }
}
