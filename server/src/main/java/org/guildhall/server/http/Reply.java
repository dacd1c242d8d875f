package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back: a status, headers and a body of one type. */
public record Reply(int status, String type, Map<String, String> headers, Body body) {
    static final String ETAG = "ETag";

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

    public static Reply whole(int status, String type, byte[] bytes) {
        return new Reply(status, type, Map.of(), new Body.Whole(bytes));
    }

    public static Reply streamed(String type, Writer writer) {
        return new Reply(200, type, Map.of(), new Body.Streamed(writer));
    }

    public static Reply json(int status, Object value) {
        return whole(status, JSON, Json.bytes(value));
    }

    /** JSON that is written already. */
    public static Reply json(byte[] written) {
        return whole(200, JSON, written);
    }

    public static Reply text(int status, String type, String text) {
        return whole(status, type + "; charset=utf-8", text.getBytes(UTF_8));
    }

    /** See another page, asked for with GET. */
    public static Reply seeOther(String path) {
        return whole(303, "", new byte[0]).with("Location", path);
    }

    /**
     * What is said of a moment; tagged weakly, as the moment alone makes no difference to who has it already.
     *
     * @param object of one member at least
     */
    public static Reply asOf(String moment, Map<String, ?> object) {
        byte[] says = Json.bytes(object);
        return whole(200, JSON, Json.preceded("as-of", moment, says)).with(ETAG, EntityTag.weak(says));
    }

    public static Reply nothing() {
        return whole(204, "", new byte[0]);
    }

    public Reply with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Reply with(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Reply(status, type, more, body);
    }

    /** Tagged by the bytes of its body, so that callers who come again with the tag are answered {@code 304} while it holds. */
    public Reply tagged() {
        return switch (body) {
            case Body.Whole whole -> with(ETAG, EntityTag.strong(whole.bytes()));
            case Body.Streamed streamed -> throw new IllegalStateException("expected a body that is whole");
        };
    }

    /** Tagged, and no secret of a member's: the caller's cache may keep it, and asks each time whether it still holds. */
    public Reply kept() {
        return tagged().with("Cache-Control", "private, no-cache");
    }

    /** The same, or that it still holds where a caller has it. */
    Reply unlessAmong(List<String> ifNoneMatch) {
        String tag = headers.get(ETAG);
        return status == 200 && tag != null && EntityTag.isAmong(ifNoneMatch, tag)
                ? new Reply(304, "", headers, new Body.Whole(new byte[0]))
                : this;
    }
}
