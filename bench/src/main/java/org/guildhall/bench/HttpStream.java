package org.guildhall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Many lines in one request, whose answers are read while the rest is sent. */
final class HttpStream {
    private static final byte[] REFUSED = "\"code\":".getBytes(StandardCharsets.US_ASCII);

    private HttpStream() {}

    /** Lines a second, from the first byte sent to the last answer read, all of which must be of accepted ones. */
    static double perSecond(ServerProcess server, String path, byte[] body, int lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port())) {
            long began = System.nanoTime();
            Thread sender = Thread.ofPlatform().start(() -> send(socket, server, path, body));
            read(socket.getInputStream(), lines);
            sender.interrupt();
            return lines / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static void send(Socket socket, ServerProcess server, String path, byte[] body) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(HttpWire.request("POST", path, server.key(), body));
            out.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Every answer's line ends so, and nothing between the pieces of the body does. */
    private static void read(InputStream in, int lines) throws IOException {
        byte[] buffer = new byte[64 << 10];
        int told = 0;
        int matched = 0;
        byte last = 0;
        while (told < lines) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("expected " + lines + " answers, but found " + told);
            }
            for (int i = 0; i < read; i++) {
                told += buffer[i] == '\n' && last == '}' ? 1 : 0;
                last = buffer[i];
                matched = last == REFUSED[matched] ? matched + 1 : 0;
                if (matched == REFUSED.length) {
                    throw new IOException("expected every line to be accepted, but found "
                            + new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
            }
        }
    }
}
