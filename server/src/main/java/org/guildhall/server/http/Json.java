package org.guildhall.server.http;

import java.util.Arrays;
import java.util.Map;
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

    /** An object of one member at least, with a text before its members. */
    static byte[] preceded(String name, String text, byte[] object) {
        byte[] member = bytes(Map.of(name, text));
        byte[] all = Arrays.copyOf(member, member.length + object.length - 1);
        all[member.length - 1] = ',';
        System.arraycopy(object, 1, all, member.length, object.length - 1);
        return all;
    }
}
