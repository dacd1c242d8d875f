package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back: a status, headers and a body of one type. */
public record Reply(int status, String type, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/json";

    public static Reply json(int status, Object value) {
        return new Reply(status, JSON, Map.of(), Json.bytes(value));
    }

    public static Reply text(int status, String type, String text) {
        return new Reply(status, type + "; charset=utf-8", Map.of(), text.getBytes(UTF_8));
    }

    public static Reply nothing() {
        return new Reply(204, "", Map.of(), new byte[0]);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, more, body);
    }
}
