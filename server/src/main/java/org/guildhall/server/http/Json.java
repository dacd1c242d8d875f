package org.guildhall.server.http;

import tools.jackson.databind.json.JsonMapper;

/** Replies as JSON: maps, lists, texts, numbers, flags, nulls. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
