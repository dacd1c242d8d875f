package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block whose keys are names that the author chooses.
 *
 * @param name how such a name is written
 * @param of what is named: {@code a kind of activity}
 */
record Named<T>(String of, Scalar<String> name, Shape<T> shape) implements Shape<List<Named.Entry<T>>> {

    /** One of them; the value is null where it was wrong. */
    record Entry<T>(Node.Text key, @Nullable T value) {
        String name() {
            return key.text();
        }

        Place place() {
            return key.place();
        }
    }

    @Override
    public @Nullable List<Entry<T>> read(Node node, Reading reading) {
        if (!(node instanceof Node.Block block) || block.entries().isEmpty()) {
            reading.problems().wrong(node, words(), null);
            return null;
        }
        List<Entry<T>> entries = new ArrayList<>();
        for (Node.Entry entry : block.entries()) {
            name.read(entry.key(), reading);
            entries.add(new Entry<>(entry.key(), shape.read(entry.value(), reading)));
        }
        return entries;
    }

    @Override
    public String words() {
        return "a block with the name of " + of + " and what it is";
    }

    @Override
    public Map<String, Object> schema(JsonSchema.Definitions definitions) {
        return JsonSchema.map("type", "object", "propertyNames", name.schema(definitions), "minProperties", 1,
                "additionalProperties", shape.schema(definitions));
    }

    @Override
    public Iterable<Block> blocks() {
        return shape.blocks();
    }
}
