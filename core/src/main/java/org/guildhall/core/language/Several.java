package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One or a list of them; a list has at least one. */
record Several<T>(Shape<T> shape, boolean oneAlone) implements Shape<List<T>> {

    static <T> Several<T> oneOrMore(Shape<T> shape) {
        return new Several<>(shape, true);
    }

    static <T> Several<T> list(Shape<T> shape) {
        return new Several<>(shape, false);
    }

    @Override
    public @Nullable List<T> read(Node node, Reading reading) {
        if (!(node instanceof Node.Items items)) {
            if (oneAlone) {
                T one = shape.read(node, reading);
                return one == null ? null : List.of(one);
            }
            reading.problems().wrong(node, words(), null);
            return null;
        }
        if (items.items().isEmpty()) {
            reading.problems().wrong(node, words(), null);
            return null;
        }
        List<T> values = new ArrayList<>();
        for (Node item : items.items()) {
            T value = shape.read(item, reading);
            if (value != null && values.contains(value)) {
                reading.problems().add(item.place(), item.found() + " again", "each once", null);
            } else if (value != null) {
                values.add(value);
            }
        }
        return values.size() == items.items().size() ? List.copyOf(values) : null;
    }

    @Override
    public String words() {
        return oneAlone ? shape.words() + ", or a list of such" : "a list in [ ], each " + shape.words();
    }

    @Override
    public Map<String, Object> schema(JsonSchema.Definitions definitions) {
        Map<String, Object> one = shape.schema(definitions);
        Map<String, Object> list = JsonSchema.map("type", "array", "items", one, "minItems", 1);
        return oneAlone ? Map.of("anyOf", List.of(one, list)) : list;
    }

    @Override
    public Iterable<Block> blocks() {
        return shape.blocks();
    }
}
