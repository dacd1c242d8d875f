package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Replies as JSON: maps, objects that tell their members, lists, texts, numbers, flags, nulls. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_BYTES = 512;

    private Json() {}

    /** An object that tells its members in their order, for where a map of them would only be read through once. */
    @FunctionalInterface
    public interface Told {
        void tell(Members members);
    }

    /** Is told of the members of an object; a member may itself be whatever can be JSON. */
    @FunctionalInterface
    public interface Members {
        void put(String name, @Nullable Object member);
    }

    public static String text(Object value) {
        return new String(bytes(value), UTF_8);
    }

    /** @throws IllegalArgumentException for what is none of those */
    public static byte[] bytes(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, value);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Map<?, ?> members -> {
                json.writeStartObject();
                members.forEach((name, member) -> write(json.writeName(name.toString()), member));
                json.writeEndObject();
            }
            case Told told -> {
                json.writeStartObject();
                told.tell((name, member) -> write(json.writeName(name), member));
                json.writeEndObject();
            }
            case Iterable<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException(
                    "expected a map, object, list, text, finite number or flag, but found " + value.getClass());
        }
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
