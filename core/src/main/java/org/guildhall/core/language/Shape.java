package org.guildhall.core.language;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may stand at a place of the file: how it is read, named in messages, published and explained. */
interface Shape<T> {
    /** The value, or null after problems were reported. */
    @Nullable
    T read(Node node, Reading reading);

    /** In words, for {@code expected …} and for the guide: {@code a period, such as 12 months}. */
    String words();

    /** The JSON Schema of the value. */
    Map<String, Object> schema(JsonSchema.Definitions definitions);

    /** The blocks directly under it, for the guide. */
    default Iterable<Block> blocks() {
        return java.util.List.of();
    }

    /** The same shape, made into something else; only what was read without a problem is. */
    default <R> Shape<R> as(Function<? super T, ? extends R> make) {
        return new Made<>(this, make);
    }

    /** A shape whose values are made into something else. */
    record Made<T, R>(Shape<T> shape, Function<? super T, ? extends R> make) implements Shape<R> {
        @Override
        public @Nullable R read(Node node, Reading reading) {
            int before = reading.problems().size();
            T value = shape.read(node, reading);
            return value == null || reading.problems().size() > before ? null : make.apply(value);
        }

        @Override
        public String words() {
            return shape.words();
        }

        @Override
        public Map<String, Object> schema(JsonSchema.Definitions definitions) {
            return shape.schema(definitions);
        }

        @Override
        public Iterable<Block> blocks() {
            return shape.blocks();
        }
    }
}
