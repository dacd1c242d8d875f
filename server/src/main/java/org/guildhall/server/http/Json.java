package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies as JSON: maps, objects that tell their members, lists, texts, numbers, flags, nulls. */
public final class Json {
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
        JsonBytes json = new JsonBytes();
        write(json, value);
        return json.toByteArray();
    }

    private static void write(JsonBytes json, @Nullable Object value) {
        switch (value) {
            case null -> json.ascii("null");
            case String text -> json.text(text);
            case Boolean flag -> json.ascii(flag.toString());
            case Integer number -> json.ascii(number.toString());
            case Long number -> json.ascii(number.toString());
            case Double number when Double.isFinite(number) -> json.ascii(number.toString());
            case BigDecimal number -> json.ascii(number.toString());
            case Map<?, ?> members -> {
                ObjectWriter object = new ObjectWriter(json);
                members.forEach((name, member) -> object.put(name.toString(), member));
                object.end();
            }
            case Told told -> {
                ObjectWriter object = new ObjectWriter(json);
                told.tell(object);
                object.end();
            }
            case Iterable<?> items -> writeItems(json, items);
            default -> throw new IllegalArgumentException(
                    "expected a map, object, list, text, finite number or flag, but found " + value.getClass());
        }
    }

    private static void writeItems(JsonBytes json, Iterable<?> items) {
        json.sign('[');
        boolean first = true;
        for (Object item : items) {
            if (!first) {
                json.sign(',');
            }
            first = false;
            write(json, item);
        }
        json.sign(']');
    }

    /** An object of which one member after the other is written. */
    private static final class ObjectWriter implements Members {
        private final JsonBytes json;
        private boolean begun;

        ObjectWriter(JsonBytes json) {
            this.json = json;
        }

        @Override
        public void put(String name, @Nullable Object member) {
            json.sign(begun ? ',' : '{').text(name).sign(':');
            begun = true;
            write(json, member);
        }

        void end() {
            if (!begun) {
                json.sign('{');
            }
            json.sign('}');
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
