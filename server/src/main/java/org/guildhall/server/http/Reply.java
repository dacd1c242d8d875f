package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back: a status, headers and a body of one type. */
public record Reply(int status, String type, Map<String, String> headers, Body body) {
    private static final String JSON = "application/json";

    /** What is sent. */
    public sealed interface Body {
        /** All of it. */
        record Whole(byte[] bytes) implements Body {}

        /** What is written as it comes to be. */
        record Streamed(Writer writer) implements Body {}
    }

    /** Writes a body, and closes it at its end. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    static Reply whole(int status, String type, byte[] bytes) {
        return new Reply(status, type, Map.of(), new Body.Whole(bytes));
    }

    public static Reply streamed(String type, Writer writer) {
        return new Reply(200, type, Map.of(), new Body.Streamed(writer));
    }

    public static Reply json(int status, Object value) {
        return whole(status, JSON, Json.bytes(value));
    }

    public static Reply text(int status, String type, String text) {
        return whole(status, type + "; charset=utf-8", text.getBytes(UTF_8));
    }

    public static Reply nothing() {
        return whole(204, "", new byte[0]);
    }

    public Reply with(String header, String value) {
        return with(Map.of(header, value));
    }

    Reply with(Map<String, String> others) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Reply(status, type, more, body);
    }
}
