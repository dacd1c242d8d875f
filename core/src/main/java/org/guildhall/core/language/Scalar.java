package org.guildhall.core.language;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param words what it is, with an example
 * @param schema its JSON Schema
 */
record Scalar<T>(String words, Map<String, Object> schema, Parser<T> parser) implements Shape<T> {

    /** Makes a value of a text that is not empty; reports what is wrong with it and gives null. */
    @FunctionalInterface
    interface Parser<T> {
        @Nullable
        T parse(Node.Text text, Reading reading);
    }

    static <T> Scalar<T> of(String words, @Nullable String pattern, Parser<T> parser) {
        return new Scalar<>(words, pattern == null
                ? JsonSchema.map("type", "string")
                : JsonSchema.map("type", "string", "pattern", pattern), parser);
    }

    @Override
    public @Nullable T read(Node node, Reading reading) {
        if (node instanceof Node.Text text && !text.text().isBlank()) {
            return parser.parse(text, reading);
        }
        reading.problems().wrong(node, words, null);
        return null;
    }

    @Override
    public Map<String, Object> schema(JsonSchema.Definitions definitions) {
        return schema;
    }
}
